"""The pipeline: from the entries of lists to one outcome each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from webmap.lists.entry import Entry
from webmap.matching import reasons
from webmap.matching.candidates import find_candidates, near_schools
from webmap.matching.decide import Decision, decide, open_for_region, open_for_several
from webmap.matching.forms import short_form
from webmap.matching.index import NameIndex
from webmap.matching.nicknames import load_tables
from webmap.matching.query import Query, Reading, read_query
from webmap.matching.result import Match, Place, place_of, settled
from webmap.matching.scope import is_elementary, looks_out_of_scope
from webmap.matching.score import Candidate, score
from webmap.matching.split import joined_schools, schools_behind, split_schools
from webmap.matching.text import BRACKETS, fold, strip_list_marks
from webmap.matching.variants import Fit, is_in_scope
from webmap.matching.withheld import is_withheld
from webmap.places.addresses.addresses import Address, ReadAddress
from webmap.places.gazetteer import ReadRegion
from webmap.places.regions.region_table import RegionTable
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.vocabulary.terms import Level, Outcome, RegionLevel

ADDRESS = "address"
"""Code of the rule for a row that names no school."""


@dataclass(frozen=True)
class Matcher:
    """Finds the school of the register that each entry means.

    `read_region` and `read_address` parse free text; `table` holds today's regions.
    """

    index: NameIndex
    read_region: ReadRegion
    read_address: ReadAddress
    table: RegionTable

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
            self._match_part(entry, number, text)
            for number, text in enumerate(self.schools_named(entry), start=1)
        ]

    def schools_named(self, entry: Entry) -> list[str]:
        """The schools that a cell names; "초은중고" means two only where no school has that name."""
        text = strip_list_marks(entry.school)
        parts = split_schools(text)
        split_name = joined_schools(text) if len(parts) == 1 else []
        if split_name and not self.candidates(self.read(text, entry)):
            return split_name
        return parts

    def _match_part(self, entry: Entry, part: int, text: str) -> Match:
        decision = self.decide(self.read(text, entry))
        return Match(
            entry,
            part,
            text,
            decision.outcome,
            decision.reason,
            decision.school,
            place_of(decision.school) if decision.school else None,
            decision.score,
            decision.candidates,
            decision.scored_candidates,
            decision.rule,
        )

    def read(self, text: str, entry: Entry) -> Query:
        """Read the name and hints of one school of an entry."""
        return read_query(text, entry, self.read_region, self.index.campuses)

    def candidates(self, query: Query) -> list[Candidate]:
        """The schools that a query can mean, best first."""
        return find_candidates(query, self.index)

    def decide(self, query: Query) -> Decision:
        """Decide one query."""
        # A name that the register itself holds is no name withheld, whatever signs stand in it.
        if is_withheld(query.text) and query.text.strip() not in self.index.official_names:
            return self._withheld(query)
        candidates = self.candidates(query)
        in_scope = [each for each in candidates if is_in_scope(each.school)]
        if self._names_more(query, candidates):
            return open_for_several(self._schools_in(query), candidates)
        if query.level is Level.ELEMENTARY and all(each.fit is Fit.KINDLESS for each in in_scope):
            in_scope = []
        if not in_scope and (
            candidates or query.level is Level.ELEMENTARY or any(map(looks_out_of_scope, query.readings))
        ):
            elementary = bool(candidates) or query.level is Level.ELEMENTARY or is_elementary(query)
            reason = reasons.elementary() if elementary else reasons.not_a_school()
            return Decision(Outcome.OUT_OF_SCOPE, reason)
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
        if query.level is Level.ELEMENTARY or any(map(looks_out_of_scope, query.readings)):
            elementary = query.level is Level.ELEMENTARY or is_elementary(query)
            reason = reasons.elementary() if elementary else reasons.not_a_school()
            return Decision(Outcome.OUT_OF_SCOPE, reason)
        return Decision(Outcome.UNMATCHED, reasons.withheld())

    def _names_more(self, query: Query, candidates: list[Candidate]) -> bool:
        """Whether every fitting reading leaves out words that name a further school ("천천중 대평중").

        Where all of them are elementary schools, academies and the like, no school of this map is lost.
        """
        fitting = [each.reading for each in candidates if not each.contradicts]
        readings = fitting or [each for each in query.readings if each.truncated]
        further = [self._further(reading) for reading in readings]
        if not further or not all(further):
            return False
        ours = any(is_in_scope(each.school) for each in candidates)
        names = [name for each in further for name in each]
        return ours or not all(looks_out_of_scope(Reading(name)) for name in names)

    def _further(self, reading: Reading) -> list[str]:
        kind = short_form(reading.name)[-1:]
        return schools_behind(reading.passed_over, kind, lambda word: bool(self.index.fitting(word)))

    def _schools_in(self, query: Query) -> list[School]:
        """The schools that a word of the text fits, else those near it."""
        words = [word.strip(".,:;·→") for word in BRACKETS.sub(r" \1 ", fold(query.text)).split()]
        candidates = [
            score(query, school, fit, Reading(word))
            for word in words
            for school, fit in self.index.fitting(word).values()
        ]
        schools = {each.school.key: each.school for each in candidates if not each.contradicts}
        in_scope = [
            schools[key] for key in sorted(schools) if is_in_scope(schools[key]) and not schools[key].closed
        ]
        return in_scope or near_schools(query, self.index)

    def _place_by_address(self, entry: Entry) -> Match:
        address = self.read_address(entry.address) if entry.address else None
        if address is None or address.precision != "legal_dong" or entry.level is Level.ELEMENTARY:
            return Match(entry, 1, "", Outcome.UNMATCHED, reasons.nothing_named())
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


def build_matcher(
    register: Register, read_region: ReadRegion, read_address: ReadAddress, table: RegionTable
) -> Matcher:
    """Make a matcher for a register."""
    return Matcher(
        NameIndex((*register.schools, *register.closed), load_tables()), read_region, read_address, table
    )
