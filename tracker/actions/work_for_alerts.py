"""What a unit of work offers for alerts: who is told of what, and how children's protection stands."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from tracker.domain.alert import Alert
from tracker.domain.ladder import Concern, Telling, ToldAlert
from tracker.domain.protection_standing import ProtectionStanding
from tracker.domain.sweep import CaseState, ClockToWarn, Lapse, LongPause, OpenOverdue, OverdueClock, UnreviewedMeasure
from tracker.terms import AlertKind, AlertStep, Severity


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

    def unreviewed_measures(self, today: date) -> Sequence[UnreviewedMeasure]:
        """Find protective measures in force past the day of their review, of which nobody has been told."""

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

    def free_from(self, officer_id: str) -> int:
        """Open again the alerts that an officer has taken on, for somebody else to take on; give how many."""

    def follow_measure(self, protection_id: str, version: int) -> None:
        """Let the open alert that a measure was not looked at stand although the measure was changed otherwise."""

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
