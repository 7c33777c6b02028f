"""A snapshot with the corrections that belong to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from webmap.build import Geocoded
from webmap.cli.commands.consent import Manner
from webmap.cli.commands.corrections.missing import corrected_since, write_missing
from webmap.cli.commands.corrections.returning import returning
from webmap.cli.inputs import Inputs
from webmap.corrections.correction import Correction
from webmap.corrections.ledger import CorrectionLedger, entries_of, load_corrections
from webmap.corrections.published import OnMap, describe_corrections, listed_by_key, short_forms
from webmap.settings.settings import Settings
from webmap.snapshot.changes import NONE, Changes, School
from webmap.snapshot.corrections import with_corrections
from webmap.snapshot.published import Published, Totals
from webmap.snapshot.snapshot import Snapshot
from webmap.system.clock import today_in_korea
from webmap.vocabulary.messages import Message
from webmap.vocabulary.terms import STATUSES_COUNTED_BY_DEFAULT, Outcome


@dataclass(frozen=True)
class Made:
    """A snapshot before its corrections are in it, and what these depend on."""

    settings: Settings
    geocoded: Geocoded
    bare: Snapshot
    inputs: Inputs

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot with the corrections that the file holds now. Raises CorrectionsError."""
        names = self.geocoded.findings.withdrawn_names
        on_map = OnMap(listed_by_key(self.bare.schools), self.geocoded.register, short_forms(names))
        delay = self.settings.correction_delay_days
        return with_corrections(
            self.bare, describe_corrections(entries_of(self.ledger), on_map, today_in_korea(), delay)
        )

    @property
    def ledger(self) -> CorrectionLedger:
        """The corrections; none where there is no file for them."""
        file = self.inputs.corrections
        return CorrectionLedger("") if file is None else load_corrections(file)

    @property
    def faults(self) -> Sequence[Message]:
        """Lines of the file that are not shown."""
        return self.ledger.faults

    def without_agreed(self, published: Published, changes: Changes) -> Changes:
        """The changes without schools that a person took off the map, who is not asked again."""
        agreed = corrected_since(self.ledger, published)
        return replace(changes, gone=tuple(each for each in changes.gone if each.school.key not in agreed))

    def returning(self, changes: Changes) -> list[tuple[School, Correction]]:
        """Corrected schools that would come back without a later finding, each with its latest correction."""
        return returning(self.ledger, self.geocoded.findings.ledgers, changes)

    def explained(self, published: Published, changes: Changes | None, claims: pa.Table | None) -> Totals:
        """By how much the figures fall for what a person wrote in the corrections since the published map.

        `claims`: what the lists of that map claim.
        """
        if changes is None:
            return NONE
        agreed = corrected_since(self.ledger, published)
        gone = [each.school for each in changes.gone if each.school.key in agreed]
        taken_back = [each.before for each in changes.taken_back if each.before and each.school.key in agreed]
        counted = [each for each in (*gone, *taken_back) if each.status in STATUSES_COUNTED_BY_DEFAULT]
        return Totals(_matched(claims, [each.key for each in gone]), len(gone), len(counted))

    def missing_written(self, published: Published, changes: Changes | None, manner: Manner) -> bool:
        """Write a project's missing corrections, and tell whether there were any. Raises ConsentError."""
        file = self.inputs.corrections
        if self.inputs.project is None or file is None or changes is None:
            return False
        found, language = self.geocoded.findings, self.settings.language
        return write_missing(file, published, changes, found, language, manner)


def _matched(claims: pa.Table | None, keys: Collection[str]) -> int:
    """Entries of the newest versions that were matched to these schools."""
    if claims is None or not keys:
        return 0
    is_theirs = pc.is_in(claims["school"], pa.array(sorted(keys), pa.string()))
    is_matched = pc.equal(claims["outcome"].cast(pa.string()), Outcome.MATCHED.value)
    return int(pc.sum(pc.and_(pc.and_(is_theirs, is_matched), claims["is_newest"])).as_py() or 0)
