"""The pipeline: from the entries of lists to one outcome each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from webmap.lists.entry import Entry
from webmap.matching import reasons, reasons_unmatched
from webmap.matching.candidates import find_candidates, near_schools
from webmap.matching.decide import Decision, decide, open_for_leftover, open_for_region, open_for_several
from webmap.matching.forms import short_form
from webmap.matching.grammar.cell import parts_of
from webmap.matching.grammar.drafts import Part
from webmap.matching.grammar.lexicon import Lexicon
from webmap.matching.index import NameIndex
from webmap.matching.nicknames import load_tables
from webmap.matching.query import Query, read_query, row_regions
from webmap.matching.result import Match, Place, place_of, settled
from webmap.matching.scope import is_elementary, looks_out_of_scope
from webmap.matching.score import Candidate
from webmap.matching.text import name_key, strip_list_marks
from webmap.matching.variants import Fit, is_in_scope
from webmap.matching.withheld import is_withheld
from webmap.places.addresses.addresses import Address, ReadAddress, RegionHint
from webmap.places.gazetteer import ReadRegion
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.register import Register
from webmap.vocabulary.terms import Level, Outcome, RegionLevel

ADDRESS = "address"
"""Code of the rule for a row that names no school."""


MOST_PLACES = 65_536


@dataclass(frozen=True)
class Matcher:
    """Finds the school of the register that each entry means.

    `read_region` and `read_address` parse free text; `table` holds today's regions.
    """

    index: NameIndex
    read_region: ReadRegion
    read_address: ReadAddress
    table: RegionTable
    _places: dict[str, RegionHint] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Regions read so far, by their text: lists repeat the same few."""

    def match(self, entries: Iterable[Entry]) -> Iterator[Match]:
        """Yield one match per entry, in their order; a cell that names several schools yields several."""
        for entry in entries:
            yield from self.match_entry(entry)

    def match_entry(self, entry: Entry) -> list[Match]:
        """Match one entry; what only may hold for it never decides."""
        return settled(entry, self._match_stated)

    def _match_stated(self, entry: Entry) -> list[Match]:
        """Match one entry by all that is stated, also what is assumed."""
        if entry.refused is not None:
            return [Match(entry, 1, "", Outcome.REFUSED, entry.refused)]
        if not strip_list_marks(entry.school):
            return [self._place_by_address(entry)]
        return [
            self._match_part(entry, number, part)
            for number, part in enumerate(self.schools_named(entry), start=1)
        ]

    def schools_named(self, entry: Entry) -> list[Part]:
        """The schools that a cell names; 초은중고 is one where a school is called like it."""
        hints, _ = row_regions(entry, self.read_region)
        parts = parts_of(entry.school, self._lexicon, hints)
        if len(parts) > 1 and all(part.glued == parts[0].glued for part in parts) and parts[0].glued:
            whole = replace(parts[0], text=entry.school.strip(), names=(parts[0].glued,), known=False)
            if any(
                _fits_the_whole(each, parts[0].glued) for each in self.candidates(self.read(whole, entry))
            ):
                return [whole]
        return parts

    @property
    def _lexicon(self) -> Lexicon:
        if len(self._places) > MOST_PLACES:
            self._places.clear()
        return Lexicon(self.index, self.read_region, self._places)

    def _match_part(self, entry: Entry, number: int, part: Part) -> Match:
        decision = self.decide(self.read(part, entry))
        return Match(
            entry,
            number,
            part.text,
            decision.outcome,
            decision.reason,
            decision.school,
            place_of(decision.school) if decision.school else None,
            decision.score,
            decision.candidates,
            decision.scored_candidates,
            decision.rule,
        )

    def read(self, part: Part, entry: Entry) -> Query:
        """Read the name and hints of one school of an entry."""
        return read_query(part, entry, self.read_region, self._lexicon)

    def candidates(self, query: Query) -> list[Candidate]:
        """The schools that a query can mean, best first."""
        return find_candidates(query, self.index)

    def decide(self, query: Query) -> Decision:
        """Decide one query."""
        # A name that the register itself holds is no name withheld, whatever signs stand in it.
        if not query.known and is_withheld(query.text):
            return self._withheld(query)
        candidates = self.candidates(query)
        in_scope = [each for each in candidates if is_in_scope(each.school)]
        if query.further and (in_scope or not all(looks_out_of_scope(each.name) for each in query.readings)):
            return self._several(query, in_scope)
        if query.level is Level.ELEMENTARY and all(each.fit is Fit.KINDLESS for each in in_scope):
            in_scope = []
        if not in_scope and (
            candidates or query.level is Level.ELEMENTARY or _any(looks_out_of_scope, query)
        ):
            elementary = bool(candidates) or query.level is Level.ELEMENTARY or _any(is_elementary, query)
            reason = reasons_unmatched.elementary() if elementary else reasons_unmatched.not_a_school()
            return Decision(Outcome.OUT_OF_SCOPE, reason)
        if query.leftover and any(not each.contradicts for each in in_scope):
            return open_for_leftover(query, in_scope)
        near = [] if in_scope else near_schools(query, self.index)
        return self._checked_region(query, decide(query, in_scope, near))

    def _checked_region(self, query: Query, decision: Decision) -> Decision:
        """The decision; open where the stated region is unknown and the name fits schools elsewhere, too."""
        if not query.not_understood or decision.school is None:
            return decision
        schools = {decision.school.key: decision.school}
        for reading in query.readings:
            found = self.index.with_form(short_form(reading.name)).values()
            schools |= {school.key: school for school, _ in found if is_in_scope(school)}
        if len(schools) == 1:
            return decision
        return open_for_region(query, list(schools.values()), decision.scored_candidates)

    def _withheld(self, query: Query) -> Decision:
        """No school, and no near one either: any would be a guess at a name that the list withholds."""
        if query.level is Level.ELEMENTARY or _any(looks_out_of_scope, query):
            elementary = query.level is Level.ELEMENTARY or _any(is_elementary, query)
            reason = reasons_unmatched.elementary() if elementary else reasons_unmatched.not_a_school()
            return Decision(Outcome.OUT_OF_SCOPE, reason)
        return Decision(Outcome.UNMATCHED, reasons_unmatched.withheld())

    def _several(self, query: Query, candidates: list[Candidate]) -> Decision:
        """Open, with the schools that any name of the text fits, else those near it."""
        fitting = [each.school for each in candidates if not each.contradicts and not each.school.closed]
        return open_for_several(fitting or near_schools(query, self.index), candidates)

    def _place_by_address(self, entry: Entry) -> Match:
        address = self.read_address(entry.address) if entry.address else None
        if address is None or address.precision != "legal_dong" or entry.level is Level.ELEMENTARY:
            return Match(entry, 1, "", Outcome.UNMATCHED, reasons_unmatched.nothing_named())
        place = Place(
            address.lat,
            address.lon,
            address.sido,
            address.sigungu,
            self.table.office_of_sigungu(address.sigungu),
            round(address.radius_m),
            name=self._name_of(address),
        )
        return Match(entry, 1, "", Outcome.APPROXIMATE, reasons.address_only(), place=place, rule=ADDRESS)

    def _name_of(self, address: Address) -> str:
        sido = self.table.region(RegionLevel.SIDO, address.sido)
        sigungu = self.table.region(RegionLevel.SIGUNGU, address.sigungu)
        names = [sido.name, sigungu.name, address.gu, address.dong]
        return " ".join(dict.fromkeys(filter(None, names)))


def _any(test: Callable[[str], bool], query: Query) -> bool:
    return any(test(each.name) for each in query.readings)


def _fits_the_whole(candidate: Candidate, name: str) -> bool:
    return not candidate.contradicts and len(name_key(candidate.reading.name)) == len(name)


def build_matcher(
    register: Register, read_region: ReadRegion, read_address: ReadAddress, table: RegionTable
) -> Matcher:
    """Make a matcher for a register."""
    return Matcher(
        NameIndex((*register.schools, *register.closed), load_tables()), read_region, read_address, table
    )
