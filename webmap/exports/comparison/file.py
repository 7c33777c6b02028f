"""`comparison/1` for the readers of a map: what they may see of its lists, and nothing else."""

from __future__ import annotations

from webmap.comparison.document import as_bytes
from webmap.exports.comparison.values import hidden_measures
from webmap.view.view import View
from webmap.vocabulary.fictional import FICTIONAL
from webmap.vocabulary.messages import LANGUAGES


def comparison_file(view: View) -> bytes:
    """The comparison as JSON; the same bytes for the same lists."""
    notice = (
        " / ".join(FICTIONAL.render(language) for language in LANGUAGES) if view.snapshot.fictional else ""
    )
    audience = view.audience
    return as_bytes(view.comparison, audience.row_texts, notice, hidden_measures(audience.statuses))
