"""Work: what an action is given; the unit of work as a protocol, so that a request can be built without a database."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from tracker.actions.work_for_alerts import Alerts, ProtectionStandings
from tracker.domain.act import Act
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.case import Case
from tracker.domain.case_link import CaseLink
from tracker.domain.draft import Draft
from tracker.domain.kept import KeptRecord, OneKept
from tracker.domain.paper_copy import PaperCopy
from tracker.domain.people import Absence, DutyDay, Officer, Team
from tracker.domain.review import FollowUp
from tracker.domain.rule_book import RuleBook
from tracker.domain.rule_plan import RulePlan
from tracker.domain.saved_filter import SavedFilter
from tracker.domain.weekly_paper import FrozenReport
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.escalation_letter import EscalationLetter, EscalationLetterQuestion
from tracker.rows.frozen_reports import FrozenReportRow
from tracker.rows.papers import About, CoverSheet, FoundPaper
from tracker.rows.rule_changes import SuppliedFile
from tracker.rows.weekly_drift import WeeklyDrift
from tracker.terms import CalendarName, Nation


class Kept(Protocol):
    """Records of cases that no clock rule reads, within the acting person's scope."""

    def add(self, record: KeptRecord) -> None:
        """Store a new record of a case that has been loaded."""

    def get(self, cls: type[OneKept], record_id: str) -> OneKept:
        """Give one record, or raise NotFound where it does not exist or its case is out of scope."""

    def of_case(self, cls: type[OneKept], case_id: str) -> tuple[OneKept, ...]:
        """Give the records of a case, in the order in which they were made."""

    def save(self, record: OneKept) -> OneKept:
        """Store a changed record, and give it as stored; raises StaleRecord where it was changed meanwhile."""

    def follow_ups_of(self, owner_id: str) -> Sequence[FollowUp]:
        """Give what reviews say is to be done by an officer and is not done yet, in scope or not."""

    def links_of(self, case_id: str) -> Sequence[CaseLink]:
        """Give the links of a case, from whichever of the two they were made; withdrawn ones too, in scope or not."""


class Cases(Protocol):
    """Cases within the acting person's scope."""

    def get(self, case_id: str) -> Case:
        """Load a case, or raise NotFound where it does not exist or is out of scope."""

    def open_of(self, *, oic_id: str = "", supervisor_id: str = "") -> Sequence[str]:
        """Give the ids of the cases that are not closed and that an officer has or supervises, in scope or not."""

    def by_reference(self, reference: str) -> str | None:
        """Give the id of the case with a reference, in whatever case and spacing, in scope or not; else None."""

    def add(self, case: Case) -> None:
        """Store a new case."""

    def add_many(self, cases: Sequence[Case]) -> None:
        """Store many new cases in bulk."""

    def save(self, case: Case) -> None:
        """Store what changed in a loaded case; raises StaleRecord where a part was changed meanwhile."""

    def merge(self, case: Case, other: Case, same: Mapping[str, str]) -> None:
        """Store a case that took another over, and that other; every record of the other is of the case from now on."""


class People(Protocol):
    """Officers, teams and absences."""

    def officers(self) -> tuple[Officer, ...]:
        """Give all officers."""

    def officer(self, officer_id: str) -> Officer:
        """Give one officer, or raise NotFound."""

    def teams(self) -> tuple[Team, ...]:
        """Give all teams."""

    def add_officer(self, officer: Officer) -> None:
        """Store a new officer."""

    def save_officer(self, officer: Officer) -> Officer:
        """Store a changed officer; give it with its new version. Raises StaleRecord."""

    def team(self, team_id: str) -> Team:
        """Give one team, or raise NotFound."""

    def add_team(self, team: Team) -> None:
        """Store a new team."""

    def save_team(self, team: Team) -> Team:
        """Store a changed team; give it with its new version. Raises StaleRecord."""

    def add_absence(self, absence: Absence) -> None:
        """Store an absence."""

    def name_on_case(self, case_id: str, officer_id: str) -> bool:
        """Let an officer see a restricted case; one who is named already stays so. Say whether that is new."""

    def unname_on_case(self, case_id: str, officer_id: str) -> None:
        """Let an officer not see a restricted case any more."""

    def absences_between(self, first: date, last: date) -> tuple[Absence, ...]:
        """Give the absences that include any day of a span."""

    def absences_of(self, officer_ids: Collection[str]) -> tuple[Absence, ...]:
        """Give the absences of some officers."""

    def absence(self, absence_id: str) -> Absence:
        """Give one absence, or raise NotFound."""

    def save_absence(self, absence: Absence) -> Absence:
        """Store a changed absence; give it with its new version. Raises StaleRecord."""

    def remove_absence(self, absence_id: str) -> None:
        """Take away an absence that never began."""

    def covers_by(self, officer_id: str, day: date) -> tuple[Absence, ...]:
        """Give the absences that an officer covers and that are not over on a day."""

    def duty_days_of(self, officer_id: str) -> tuple[DutyDay, ...]:
        """Give the single days of duty of an officer."""

    def add_duty_day(self, duty: DutyDay) -> None:
        """Store a single day of duty."""

    def remove_duty_day(self, duty_id: str) -> DutyDay:
        """Take away a single day of duty and give it, or raise NotFound."""


class Audit(Protocol):
    """The chained audit trail."""

    def add(self, action: str, *, case_id: str | None = None, subject_id: str | None = None, **content: object) -> int:
        """Write an entry in this transaction; give its place in the chain."""

    def head(self) -> str:
        """Give the head of the chain."""

    def last_change(self, subject_id: str) -> tuple[str, datetime] | None:
        """Give who last wrote an entry about a record, and when."""


class Drafts(Protocol):
    """What people are typing, each their own."""

    def keep(self, one: Draft) -> bool:
        """Store a draft in the place of the last one of its form; say whether it is the first."""

    def drop(self, officer_id: str, form: str) -> bool:
        """Delete a draft; say whether there was one."""


class Filters(Protocol):
    """The filters that people saved."""

    def of_officer(self, officer_id: str) -> tuple[SavedFilter, ...]:
        """Give a person's filters, by name."""

    def add(self, one: SavedFilter) -> None:
        """Store a new filter."""

    def save(self, one: SavedFilter) -> SavedFilter:
        """Store a changed filter, and give it as stored."""

    def remove(self, filter_id: str) -> None:
        """Delete a filter."""


class Imports(Protocol):
    """What was imported, from which file and with which values."""

    def add_batch(
        self, batch_id: str, at: datetime, by: str, file_digest: str, source_key: str, counts: Mapping[str, int]
    ) -> None:
        """Record that a file was imported."""

    def set_many_imported(self, values: Mapping[str, Mapping[str, Any]], batch_id: str) -> None:
        """Record with which values cases were imported last, by case id."""

    def keep_column_choice(self, source_key: str, mapping: Mapping[str, Any], at: datetime) -> None:
        """Remember which column is which in files of a source."""


class Reports(Protocol):
    """Frozen papers and the copies that were printed."""

    def frozen(self, monday: date, team_id: str | None = None) -> FrozenReport | None:
        """Give the paper of a week and team (None: the whole unit), if it has been frozen."""

    def by_number(self, number: str) -> FrozenReport:
        """Give the paper with a number, or raise NotFound."""

    def row(self, report_id: str) -> FrozenReportRow:
        """Give one paper without its bytes, or raise NotFound."""

    def next_number(self, year: int) -> str:
        """Give the number that follows the last one of a year."""

    def named_on_all(self, officer_id: str, case_ids: Collection[str]) -> bool:
        """Say whether an officer is named on each of some restricted cases."""

    def add(self, report: FrozenReport) -> None:
        """Store a frozen paper."""

    def add_copy(self, report_id: str, at: datetime, by: str, recipient: str, reason: str) -> int:
        """Record a printed copy; give its number, the first being 1."""

    def next_copy(self, series: str) -> int:
        """Give the number of the next copy in a series of papers that are not frozen, the first being 1."""

    def add_paper_copy(self, copy: PaperCopy) -> None:
        """Store a copy of a paper that is not frozen."""


class RuleChangesToApply(Protocol):
    """New versions of calendars and limits."""

    def plan(self, shipped: Mapping[CalendarName, CalendarFile], file: SuppliedFile | None) -> RulePlan:
        """Work out what waits to be applied, or what a supplied file would do."""

    def apply(self, plan: RulePlan) -> None:
        """Write the new calendars, and move the clocks: each with its note."""


class Work(Protocol):
    """One transaction, with who acts and the rules that hold."""

    act: Act
    rules: RuleBook

    @property
    def cases(self) -> Cases:
        """The cases."""

    @property
    def kept(self) -> Kept:
        """Notes and other records kept with a case."""

    @property
    def people(self) -> People:
        """The people."""

    @property
    def alerts(self) -> Alerts:
        """The alerts."""

    @property
    def protection(self) -> ProtectionStandings:
        """How children's protection stands."""

    def sweep_all(self) -> None:
        """Look at restricted cases too, from here on; raises RuleBroken where a person acts."""

    @property
    def audit(self) -> Audit:
        """The audit trail."""

    @property
    def drafts(self) -> Drafts:
        """The drafts."""

    @property
    def filters(self) -> Filters:
        """The saved filters."""

    @property
    def imports(self) -> Imports:
        """The imports."""

    @property
    def reports(self) -> Reports:
        """The frozen papers."""

    @property
    def rule_changes(self) -> RuleChangesToApply:
        """The new versions of calendars and limits."""

    def weekly_drift(self, monday: date, team_id: str | None, /) -> WeeklyDrift:
        """Give a week's figures within the acting person's scope; raises as the query of the same name."""

    def render(self, report: WeeklyDrift, number: str, /) -> bytes:
        """Draw a weekly paper; without a number it is a draft."""

    def render_cover(self, cover: CoverSheet, /) -> bytes:
        """Draw the cover sheet of a copy."""

    def find_paper(self, about: About, /) -> FoundPaper:
        """Give what a paper is to hold, within scope, without its number and for whom it is."""

    def render_paper(self, paper: FoundPaper, /) -> bytes:
        """Draw a paper; without a number it is a draft."""

    def escalation_letter(self, question: EscalationLetterQuestion, /) -> EscalationLetter:
        """Give the letter of an escalation within scope, without its number; raises as the query of the same name."""

    def render_letter(self, letter: EscalationLetter, /) -> bytes:
        """Draw the letter of an escalation."""

    def page_count(self, paper: bytes, /) -> int:
        """Give the number of pages of a paper."""

    @property
    def nation(self) -> Nation:
        """The nation whose pack of limits the unit's cases follow unless they say otherwise."""


def check_version(seen: int, actual: int, subject_id: str, work: Work) -> None:
    """Refuse to change a record that somebody changed since it was read.

    Raises:
        StaleRecord: with who changed it and when.
    """
    if seen != actual:
        last = work.audit.last_change(subject_id)
        who, when = last if last is not None else ("", work.act.now)
        raise StaleRecord("stale", who=who, when=when)


def check_reason(reason: str) -> str:
    """Give a reason without surrounding space, or refuse an empty one."""
    if not reason.strip():
        raise RuleBroken("reason_needed", field="reason")
    return reason.strip()
