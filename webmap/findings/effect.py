"""What findings change: claims that are withdrawn leave the rows, and what was found joins the statements."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from webmap.figures.statements import FINDING, Statement
from webmap.findings.finding import FOUND, Finding
from webmap.findings.ledger import FindingLedger, in_force
from webmap.lists.entry import Entry
from webmap.matching.result import DecisionNote, Match
from webmap.matching.text import name_key
from webmap.places.register.register import Register
from webmap.places.register.school import School
from webmap.system.packed import stored_like
from webmap.vocabulary.messages import say
from webmap.vocabulary.terms import UNPLACED_OUTCOMES, Level, Outcome, Status

WITHDRAWN = say("The claim was withdrawn after it was checked; nothing of the row is kept.")
MAY_MEAN_WITHDRAWN = say(
    "The row may mean a school of which the claims were withdrawn, so its text is not shown."
)


@dataclass(frozen=True)
class Findings:
    """The findings in force, with the schools of the register that they mean, and what came of them."""

    ledgers: tuple[FindingLedger, ...] = ()
    found: tuple[tuple[School, Finding], ...] = ()
    """Schools with a finding that is a report."""
    withdrawn: frozenset[str] = frozenset()
    """Keys of schools that are off the map."""
    withdrawn_names: frozenset[str] = frozenset()
    """Their names, as `name_key`, also of schools that have left the register."""
    claims: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Withdrawn claims by key of the school."""
    missing: tuple[Finding, ...] = ()
    """Findings whose school is not, or no longer, in the register."""
    renamed: tuple[tuple[School, Finding], ...] = ()
    unplaced: tuple[tuple[School, Finding], ...] = ()
    """Findings on schools that are not on this map: elementary ones, and those without a place."""

    @property
    def changes_rows(self) -> bool:
        """Whether any row may be changed."""
        return bool(self.withdrawn or self.withdrawn_names or self.claims)

    def apply(self, matches: Sequence[Match]) -> Sequence[Match]:
        """The matches without withdrawn claims, in their order; the same ones where none is withdrawn.

        Rows of a school that is off the map are refused, and keep their number alone.
        """
        return stored_like(matches, map(self._applied, matches)) if self.changes_rows else matches

    def statements(self) -> Iterator[tuple[School, Statement]]:
        """What was found of schools, as reports of their own sources."""
        for school, finding in self.found:
            if school.key not in self.withdrawn:
                status, note = Status(finding.status.value), note_of(finding)
                yield school, Statement(FINDING, finding.source, status, finding.day, decision=note)

    def _applied(self, match: Match) -> Match:
        if match.outcome is Outcome.REFUSED:
            return match
        if match.school is not None and match.outcome not in UNPLACED_OUTCOMES:
            key = match.school.key
            if key in self.withdrawn:
                return _withdrawn(match)
            return _with_claims(match, self.claims.get(key, ()))
        return _without_text(match) if self._may_mean_withdrawn(match) else match

    def _may_mean_withdrawn(self, match: Match) -> bool:
        schools = (*match.candidates, *(each.school for each in match.scored_candidates))
        if any(each.key in self.withdrawn for each in schools):
            return True
        query = name_key(match.query)
        return any(name in query for name in self.withdrawn_names)


NO_FINDINGS = Findings()


def note_of(finding: Finding) -> DecisionNote:
    """What is published of who wrote a finding."""
    return DecisionNote(finding.published_on, finding.who, finding.why)


def findings_of(ledgers: Sequence[FindingLedger], register: Register) -> Findings:
    """The findings of some files, for schools of a register."""
    effect = _Resolved(register)
    for finding in in_force(ledgers).values():
        effect.take(finding)
    return Findings(
        tuple(ledgers),
        tuple(effect.found),
        frozenset(effect.withdrawn),
        frozenset(effect.names - {""}),
        {key: tuple(each) for key, each in effect.claims.items()},
        tuple(effect.missing),
        tuple(effect.renamed),
        tuple(effect.unplaced),
    )


class _Resolved:
    """Findings sorted by what they change."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.found: list[tuple[School, Finding]] = []
        self.withdrawn: set[str] = set()
        self.names: set[str] = set()
        self.claims: dict[str, list[Finding]] = {}
        self.missing: list[Finding] = []
        self.renamed: list[tuple[School, Finding]] = []
        self.unplaced: list[tuple[School, Finding]] = []

    def take(self, finding: Finding) -> None:
        """Sort one finding in."""
        school = self._register.by_key.get(finding.school)
        if school is None:
            self.missing.append(finding)
            school = self._namesake(finding)
        elif finding.school_name and school.name != finding.school_name:
            self.renamed.append((school, finding))
        if finding.withdraws_the_school:
            self._withdraw(school, finding)
        elif school is not None and finding.school in self._register.by_key:
            self._apply(school, finding)

    def _namesake(self, finding: Finding) -> School | None:
        """The one school with the name of a school that has left the register: it may have a new ID."""
        name = name_key(finding.school_name)
        found = [each for each in self._register.schools if name and name_key(each.name) == name]
        return found[0] if len(found) == 1 else None

    def _withdraw(self, school: School | None, finding: Finding) -> None:
        self.names.add(name_key(finding.school_name))
        if school is not None:
            self.withdrawn.add(school.key)
            names = (school.name, *school.former_names, *school.other_names)
            self.names |= set(map(name_key, names))

    def _apply(self, school: School, finding: Finding) -> None:
        if finding.status not in FOUND:
            self.claims.setdefault(school.key, []).append(finding)
        elif school.level is Level.ELEMENTARY or not school.is_placed:
            self.unplaced.append((school, finding))
        else:
            self.found.append((school, finding))


def _withdrawn(match: Match) -> Match:
    """A refused entry: its number and status, which say to whom it counts, and nothing else."""
    entry = Entry(match.entry.file, match.entry.row, status=match.entry.status, refused=WITHDRAWN)
    return Match(entry, match.part, "", Outcome.REFUSED, WITHDRAWN)


def _without_text(match: Match) -> Match:
    """An entry off the map with its outcome, and nothing that its row or a candidate is called."""
    entry = Entry(match.entry.file, match.entry.row, status=match.entry.status)
    return Match(entry, match.part, "", match.outcome, MAY_MEAN_WITHDRAWN)


def _with_claims(match: Match, claims: Collection[Finding]) -> Match:
    """The match as withdrawn where its list or source has a withdrawn claim."""
    for finding in claims:
        if _is_claim_of(match.entry, finding):
            entry = replace(match.entry, status=Status.WITHDRAWN)
            return replace(match, entry=entry, finding=note_of(finding))
    return match


def _is_claim_of(entry: Entry, finding: Finding) -> bool:
    is_of_list = not finding.list or finding.list == entry.file
    is_of_source = not finding.claim_source or name_key(finding.claim_source) == name_key(entry.source)
    return is_of_list and is_of_source
