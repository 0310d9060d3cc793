"""Work: what an action is given; the unit of work as a protocol, so that a request can be built without a database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from tracker.domain.act import Act
from tracker.domain.alert import Alert
from tracker.domain.calendar_file import CalendarFile
from tracker.domain.case import Case
from tracker.domain.case_link import CaseLink
from tracker.domain.draft import Draft
from tracker.domain.kept import KeptRecord, OneKept
from tracker.domain.ladder import Concern, Telling, ToldAlert
from tracker.domain.people import Absence, DutyDay, Officer, Team
from tracker.domain.protection_standing import ProtectionStanding
from tracker.domain.review import FollowUp
from tracker.domain.rule_book import RuleBook
from tracker.domain.rule_plan import RulePlan
from tracker.domain.saved_filter import SavedFilter
from tracker.domain.sweep import CaseState, ClockToWarn, Lapse, LongPause, OpenOverdue, OverdueClock
from tracker.domain.weekly_paper import FrozenReport
from tracker.errors import RuleBroken, StaleRecord
from tracker.rows.bail_sheet import BailSheet
from tracker.rows.digest import Digest, DigestQuestion
from tracker.rows.escalation_letter import EscalationLetter, EscalationLetterQuestion
from tracker.rows.frozen_reports import CoverSheet, FrozenReportRow
from tracker.rows.rule_changes import SuppliedFile
from tracker.rows.weekly_drift import WeeklyDrift
from tracker.rows.why import WhyPaper
from tracker.terms import AlertKind, AlertStep, CalendarName, Nation, Severity


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


class Alerts(Protocol):
    """Alerts, who was told, and what became of them."""

    def due_to_raise(self, now: datetime) -> Sequence[OverdueClock]:
        """Find running clocks past due, of cases that are not closed, that nobody has been told of."""

    def clocks_to_warn(self, now: datetime, most: int) -> Sequence[ClockToWarn]:
        """Find running clocks with a warning to tell, or a due value not looked at yet; so many of those at a time."""

    def long_pauses(self, today: date) -> Sequence[LongPause]:
        """Find clocks that stand still past the review of their pause, of which nobody has been told."""

    def lapses(self, until: date) -> Sequence[Lapse]:
        """Find protection that ends by a day, and protection that has ended where nothing took its place."""

    def told_of(self, kind: AlertKind, subjects: Sequence[str]) -> frozenset[tuple[str, str, str]]:
        """Give the subject, threshold and episode of every open alert of a kind about these subjects."""

    def unowned_cases(self) -> Sequence[CaseState]:
        """Find cases awaiting allocation that nobody has been told of."""

    def idle_cases(self) -> Sequence[CaseState]:
        """Find open cases held by nobody that nobody has been told of."""

    def late_unprotected_cases(self, now: datetime) -> Sequence[CaseState]:
        """Find cases that are late while nothing protects a child, of which nobody has been told."""

    def expired_cases(self) -> Sequence[CaseState]:
        """Find cases, closed ones too, whose outcome says that a time limit on prosecution was missed."""

    def concern(self, case_id: str) -> Concern:
        """Give whom an alert of a case concerns, and who may see it where it is restricted."""

    def open_overdue(self, limit_ids: Collection[str]) -> Sequence[OpenOverdue]:
        """Find the open overdue alerts of clocks under these limits, to see whether they have grown more serious."""

    def raise_new(self, alerts: Sequence[tuple[Alert, Telling]]) -> int:
        """Store alerts and whom they are told to; one that had ended is open again. Give how many are new or back."""

    def note_skipped(self, alerts: Sequence[Alert]) -> None:
        """Keep warnings that were never told, because their days had passed before anything looked."""

    def end_earlier_warnings(self, standing: Sequence[tuple[str, str]]) -> None:
        """End the open warnings of clocks, by id and the threshold that stands now, that a later one has replaced."""

    def note_warned(self, clocks: Iterable[tuple[str, str, datetime | None]]) -> None:
        """Keep of clocks that their present due value was looked at, and when their next warning is due."""

    def told_to(self, officer_ids: Collection[str]) -> Sequence[ToldAlert]:
        """Find the open alerts that any of these officers was told of, with everybody who was."""

    def unknown_to_oic(self, case_id: str | None = None) -> Sequence[ToldAlert]:
        """Find the open alerts (of one case, or all) that the OIC should have been told of and was not."""

    def of_case(self, case_id: str) -> Sequence[ToldAlert]:
        """Find the open alerts of a case, with everybody who was told."""

    def to_climb(self, today: date) -> Sequence[tuple[ToldAlert, datetime]]:
        """Find the alerts nobody has taken on that climb by today, each with when it was told last."""

    def lapsed(self, today: date) -> Sequence[ToldAlert]:
        """Find the alerts somebody has taken on whose next step was to be done before today."""

    def snoozed_until(self, today: date) -> Sequence[str]:
        """Find the alerts that were put off until today or before, by id."""

    def open_of(self, case_id: str) -> Sequence[str]:
        """Find the open alerts of a case, by id."""

    def free_from(self, officer_id: str) -> int:
        """Open again the alerts that an officer has taken on, for somebody else to take on; give how many."""

    def free_of(self, case_id: str) -> int:
        """Open again the alerts of a case that somebody has taken on; give how many."""

    def tell(self, alert_id: str, telling: Telling, climbs_on: date | None) -> bool:
        """Tell an open alert to more people, and say when it climbs next; give whether anybody was told anew."""

    def reopen(self, alert_id: str, why: AlertStep) -> None:
        """Open an alert again whose next step was not done in time, or that was put off until now."""

    def grow(self, alert_id: str, severity: Severity, climbs_on: date | None) -> None:
        """Make an open alert more serious."""

    def settle(self, now: datetime, case_id: str | None = None) -> int:
        """End the open alerts (of one case, or all) whose reason has gone, and revive those whose reason is back.

        Give how many changed.
        """

    def get(self, alert_id: str) -> Alert:
        """Load an alert within scope, or raise NotFound."""

    def save(self, changed: Alert) -> None:
        """Store a changed alert."""

    def note(
        self, alert_id: str, what: AlertStep, *, recipient: str = "", why: str = "", until: date | None = None
    ) -> None:
        """Keep what happened to an alert."""

    def note_overdue(self, clock_ids: Sequence[str]) -> None:
        """Store the fact that clocks became overdue, where it is not stored yet."""


class ProtectionStandings(Protocol):
    """How children's protection stands, as it is kept for lists and alerts."""

    def to_look_at(self, today: date, most: int) -> tuple[Sequence[str], int]:
        """Give the cases to look at again, so many at a time, and up to which entry of the trail they were touched."""

    def looked_until(self, place: int) -> None:
        """Remember that everything up to an entry of the trail has been looked at."""

    def keep(self, case_id: str, standings: Sequence[ProtectionStanding]) -> None:
        """Put how the children of a case stand now in the place of what was there."""

    def imported(self, case_id: str) -> bool:
        """Say whether a case came from the unit's spreadsheet."""


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

    def add(self, report: FrozenReport) -> None:
        """Store a frozen paper."""

    def add_copy(self, report_id: str, at: datetime, by: str, recipient: str, reason: str) -> int:
        """Record a printed copy; give its number, the first being 1."""


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

    def why_paper(self, case: str, milestone: str | None, /) -> WhyPaper:
        """Give why dates of a case are what they are, within scope; for whom and why is left to be filled in."""

    def render_why(self, paper: WhyPaper, /) -> bytes:
        """Draw the paper that says why dates are what they are."""

    def bail_sheet(self, case: str, arrest_id: str | None, /) -> BailSheet:
        """Give the bail sheet of a case within scope; for whom and why is left to be filled in."""

    def render_bail_sheet(self, sheet: BailSheet, /) -> bytes:
        """Draw a bail sheet."""

    def escalation_letter(self, question: EscalationLetterQuestion, /) -> EscalationLetter:
        """Give the letter of an escalation within scope, without its number; raises as the query of the same name."""

    def render_letter(self, letter: EscalationLetter, /) -> bytes:
        """Draw the letter of an escalation."""

    def digest(self, question: DigestQuestion, /) -> Digest:
        """Give the daily digest within scope; for whom and why is left to be filled in."""

    def render_digest(self, digest: Digest, /) -> bytes:
        """Draw the daily digest."""

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
