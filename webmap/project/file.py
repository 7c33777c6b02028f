"""Reading `project.toml`: settings that are not secrets, registers, and the identities of lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from webmap.errors import ProjectError
from webmap.lists.column_map import headers_of
from webmap.lists.naming.identity import UNKNOWN, ListIdentity, fault_of_kind, fault_of_slug, fault_of_title
from webmap.project.toml_lines import line_of, parsed
from webmap.system.disk import reason_of
from webmap.vocabulary.messages import Message, say
from webmap.vocabulary.text import repeated

FILE = "project.toml"
FORMAT = "webmap-project/1"
MAX_BYTES = 1_048_576

KEYS = ("format", "registers", "settings", "lists")
LIST_KEYS = ("title", "kind", "origin", "columns")


@dataclass(frozen=True)
class ProjectFile:
    """What a project.toml states. `settings` by name, as it writes them; they are checked by the settings."""

    path: Path
    text: str
    registers: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, ListIdentity] = field(default_factory=dict)

    def fault(self, table: str, key: str, problem: Message) -> ProjectError:
        """The failure of one key, with its line."""
        return _fault(self.path, line_of(self.text, table, key), f"{table}.{key}".strip("."), problem)


def read_project_file(path: Path) -> ProjectFile:
    """Read and check a project.toml. Raises ProjectError naming line, key and what to do."""
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise ProjectError(
            say(
                "%(file)s cannot be read (%(reason)s). Check the name, and that you may read it.",
                file=str(path),
                reason=reason_of(error),
            )
        ) from error


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, size: int) -> ProjectFile:
    if size > MAX_BYTES:
        raise ProjectError(say("%(file)s is larger than 1 MB and was not read.", file=str(path)))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProjectError(
            say("%(file)s is not text in UTF-8. Save it as UTF-8 and try again.", file=str(path))
        ) from None
    return parse_project(path, text)


def parse_project(path: Path, text: str) -> ProjectFile:
    """Check the text of a project.toml. Raises ProjectError."""
    content, damaged = parsed(text)
    if damaged:
        raise ProjectError(
            say(
                "%(file)s, line %(line)s: this cannot be read as TOML. Write KEY = VALUE, with texts in "
                'quotation marks: title = "…".',
                file=str(path),
                line=damaged,
            )
        )
    return _Check(path, text).project(content)


@dataclass(frozen=True)
class _Check:
    path: Path
    text: str

    def project(self, content: Mapping[str, Any]) -> ProjectFile:
        if content.get("format") != FORMAT:
            raise self.fault(
                "", "format",
                say('the file begins with format = "%(format)s"; only such a file is read', format=FORMAT),
            )  # fmt: skip
        self.known("", content, KEYS)
        lists = {slug: self.identity(slug, each) for slug, each in self.table("", "lists", content).items()}
        for slug, each in lists.items():
            self.check_origin(slug, lists)
            del each
        return ProjectFile(
            self.path, self.text, tuple(self.registers(content)), self.table("", "settings", content), lists
        )

    def registers(self, content: Mapping[str, Any]) -> Iterator[str]:
        found = content.get("registers", [])
        if not isinstance(found, list) or not all(isinstance(each, str) and each for each in found):
            raise self.fault("", "registers", say('it takes a list of files: registers = ["schools.csv"]'))
        yield from found

    def table(self, table: str, key: str, content: Mapping[str, Any]) -> Mapping[str, Any]:
        found = content.get(key, {})
        if not isinstance(found, dict):
            raise self.fault(table, key, say("it is a table: [%(key)s]", key=key))
        return found

    def identity(self, slug: str, content: Any) -> ListIdentity:
        table = f"lists.{slug}"
        if fault := fault_of_slug(slug):
            raise self.fault(table, "", fault)
        if not isinstance(content, dict):
            raise self.fault("lists", slug, say("it is a table: [%(key)s]", key=table))
        self.known(table, content, LIST_KEYS)
        texts = {"title": "", "kind": UNKNOWN, "origin": "", **content}
        columns = tuple(self.columns(table, texts.pop("columns", [])))
        for key, value in texts.items():
            if not isinstance(value, str):
                raise self.fault(table, key, say("it takes a text in quotation marks"))
        for key, fault in (("title", fault_of_title(texts["title"])), ("kind", fault_of_kind(texts["kind"]))):
            if fault:
                raise self.fault(table, key, fault)
        return ListIdentity(slug, **texts, columns=columns)

    def columns(self, table: str, content: Any) -> list[str]:
        """Headers of columns, as `--column` takes them."""
        try:
            if not isinstance(content, list):
                raise ValueError(content)  # noqa: TRY004 (one failure for every form)
            headers_of(map(str, content))
        except ValueError:
            raise self.fault(
                table, "columns",
                say('it takes texts COLUMN=HEADER, such as columns = ["school=소속"]'),
            ) from None  # fmt: skip
        return list(map(str, content))

    def check_origin(self, slug: str, lists: Mapping[str, ListIdentity]) -> None:
        """A declared origin is another list of the project, and no list copies itself by way of others."""
        seen = {slug}
        now = lists[slug].origin
        while now:
            if now not in lists:
                raise self.fault(
                    f"lists.{slug}",
                    "origin",
                    say("this file has no list %(slug)s", slug=repeated(now)),
                )
            if now in seen:
                raise self.fault(f"lists.{slug}", "origin", say("a list cannot be copied from itself"))
            seen.add(now)
            now = lists[now].origin

    def known(self, table: str, content: Mapping[str, Any], keys: Collection[str]) -> None:
        for key in content:
            if key not in keys:
                near = get_close_matches(key, keys, n=1, cutoff=0.6)
                raise self.fault(
                    table, key,
                    say("there is no such key. Known are: %(known)s", known=", ".join(near or keys)),
                )  # fmt: skip

    def fault(self, table: str, key: str, problem: Message) -> ProjectError:
        name = f"{table}.{key}".strip(".")
        return _fault(self.path, line_of(self.text, table, key), name, problem)


def _fault(path: Path, line: int, name: str, problem: Message) -> ProjectError:
    return ProjectError(
        say(
            "%(file)s, line %(line)s, %(key)s: %(problem)s.",
            file=str(path),
            line=line,
            key=repeated(name),
            problem=problem,
        )
    )
