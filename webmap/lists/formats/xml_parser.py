"""A reader of XML that knows no document types: entities that refer to one another expand to any length."""

from __future__ import annotations

from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType


class _DocumentTypeError(ExpatError):
    """The XML has a document type."""


def plain_parser() -> XMLParserType:
    """Return a parser of names with their namespaces; with a document type it raises ExpatError."""
    parser = ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.buffer_text = True
    return parser


def _refuse(*_: object) -> None:
    raise _DocumentTypeError
