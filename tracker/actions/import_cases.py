"""Carry out an import of the unit's spreadsheet: one transaction, one audit entry for it and one per case."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from tracker.actions.imported_case import LAST_REVIEW, LAST_UPDATE, new_case, update_case
from tracker.actions.telling import settle_case
from tracker.actions.work import Work
from tracker.changes import Changes
from tracker.domain.access import SUPERVISORS, check_may
from tracker.domain.people import Officer, Team
from tracker.intake.date_columns import Settled
from tracker.intake.heading_words import Field
from tracker.intake.officer_text import OfficerText
from tracker.intake.preview import ExistingCase, ImportPreview, PreviewRow, Verdict, preview
from tracker.intake.proposed_case import MILESTONE_OF, ProposedCase
from tracker.intake.reading import FileReading
from tracker.terms import Rank, Role
from tracker.watch import come_so_far

Existing = Callable[[Collection[str]], Mapping[str, ExistingCase]]

ALSO_TELLS = {Field.LAST_REVIEW: LAST_REVIEW, Field.LAST_UPDATE: LAST_UPDATE}
MAY_IMPORT = SUPERVISORS | {Role.ADMINISTRATOR}
RANKS = {"sergeant": Role.SUPERVISOR, "inspector": Role.INSPECTOR, "chief_inspector": Role.UNIT_HEAD}


@dataclass(frozen=True, slots=True)
class ImportCases:
    """Take the cases a file proposes; `left_out` are lines a person left out of the preview."""

    by: str
    reading: FileReading
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Imported:
    """What was done: the preview that was carried out, and the officers that had to be added for it."""

    preview: ImportPreview
    officers_added: tuple[str, ...]


def import_cases(request: ImportCases, work: Work, existing: Existing) -> Changes:
    """Import the cases of a file; what was changed here since the last import is left as it is and reported.

    Args:
        request: what to take.
        work: the transaction.
        existing: finds the cases that are here already, by reference.

    Raises:
        RuleBroken: not a supervisor or administrator. FileRejected: the order of some dates is not known.
    """
    check_may(work.act.roles, MAY_IMPORT, who="a supervisor")
    found = preview(request.reading, existing(request.reading.references), left_out=request.left_out)
    counts = found.counts()
    if not counts["added"] and not counts["updated"]:
        return Changes.of(result=Imported(found, ()))
    importer = _Importer(work, request.reading)
    importer.add([row for row in found.rows if row.verdict is Verdict.ADD])
    importer.update([row for row in found.rows if row.verdict is Verdict.UPDATE])
    importer.finish(counts)
    return Changes.of(case=None, milestone=None, alert=None, officer=None, result=Imported(found, importer.added))


class _Importer:
    """One import under way. An import may say what happened on any day, as the spreadsheet already did."""

    def __init__(self, work: Work, reading: FileReading) -> None:
        self.work = work
        self.reading = reading
        self.batch = work.act.new_id()
        self.act = replace(work.act, roles=work.act.roles | {Role.SUPERVISOR})
        self.officers = [officer for officer in work.people.officers() if officer.active]
        self.teams = {team.name.casefold(): team for team in work.people.teams()}
        self.values: dict[str, Mapping[str, str | None]] = {}
        self.told = [MILESTONE_OF[field] for field in reading.mapping.columns if field in MILESTONE_OF]
        self.told += [kind for field, kind in ALSO_TELLS.items() if field in reading.mapping.columns]
        self.added: tuple[str, ...] = ()

    def add(self, rows: list[PreviewRow]) -> None:
        cases = []
        for done, row in enumerate(rows):
            come_so_far(done, len(rows))
            proposed = _proposed(row)
            oic = self._officer(proposed)
            team = self._team(proposed.team)
            case = new_case(proposed, oic, team, self.work.nation, self.told, self.work.rules, self.act)
            cases.append(case)
            self.values[case.record.id] = proposed.values()
            self.work.audit.add(
                "import_case", case_id=case.record.id, subject_id=case.record.id, batch=self.batch, line=row.line
            )
        self.work.cases.add_many(cases)

    def update(self, rows: list[PreviewRow]) -> None:
        for done, row in enumerate(rows):
            come_so_far(done, len(rows))
            proposed = _proposed(row)
            case = self.work.cases.get(row.case_id or "")
            changed = {change.field: change.new for change in row.changes}
            oic = self._officer(proposed) if "oic" in changed else None
            team = self._team(proposed.team) if "team" in changed else None
            update_case(case, proposed, changed, oic, team, self.work.rules, self.act)
            self.work.cases.save(case)
            if oic is not None and case.record.restricted:
                self.work.people.name_on_case(case.record.id, oic.id)
                self.work.audit.add("name_on_case", case_id=case.record.id, subject_id=oic.id)
            settle_case(case.record.id, self.work)
            self.values[case.record.id] = proposed.values()
            self.work.audit.add(
                "import_case", case_id=case.record.id, subject_id=case.record.id, batch=self.batch, line=row.line,
                changed=sorted(changed), **({"on": case.record.closed_on} if case.record.closed_on else {}),
            )  # fmt: skip

    def finish(self, counts: Mapping[str, int]) -> None:
        imports, now = self.work.imports, self.act.now
        source = self.reading.mapping.source_key
        imports.add_batch(self.batch, now, self.act.officer_id, self.reading.sha256, source, counts)
        imports.set_many_imported(self.values, self.batch)
        columns = {str(field): label for field, label in self.reading.mapping.columns.items()}
        stated = [column for column in self.reading.date_columns if column.settled is Settled.STATED]
        orders = {column.label: str(column.order) for column in stated}
        imports.keep_column_choice(source, {"columns": columns, "date_orders": orders}, now)
        self.work.audit.add(
            "import_cases",
            subject_id=self.batch,
            file=self.reading.sha256,
            officers_added=len(self.added),
            counts=dict(counts),
        )

    def _officer(self, proposed: ProposedCase) -> Officer | None:
        said = proposed.oic
        if said is None:
            return None
        known = [officer for officer in self.officers if _is(officer, said)]
        if len(known) == 1:
            return known[0]
        if known:
            return None
        rank = Rank(said.rank.value) if said.rank else Rank.CONSTABLE
        new = Officer(
            self.act.new_id(), said.collar_number, said.surname, rank,
            frozenset({RANKS.get(rank.value, Role.DETECTIVE)}), None,
        )  # fmt: skip
        self.work.people.add_officer(new)
        self.officers.append(new)
        self.added = (*self.added, new.title())
        return new

    def _team(self, name: str | None) -> Team | None:
        if not name:
            return None
        if name.casefold() not in self.teams:
            team = Team(self.act.new_id(), name)
            self.work.people.add_team(team)
            self.teams[name.casefold()] = team
        return self.teams[name.casefold()]


def _is(officer: Officer, said: OfficerText) -> bool:
    if said.collar_number and officer.collar_number:
        return said.collar_number == officer.collar_number
    return bool(said.surname) and said.surname.casefold() == officer.surname.casefold()


def _proposed(row: PreviewRow) -> ProposedCase:
    if row.case is None:
        raise ValueError("a row to be taken has its case")
    return row.case
