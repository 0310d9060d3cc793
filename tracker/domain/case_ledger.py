"""The bail ledger of each arrest of a case: entered by itself or with the milestone that tells the same; its clock."""

from dataclasses import replace
from datetime import date, datetime

from tracker.domain.act import Act
from tracker.domain.bail import BailEvent, BailStanding
from tracker.domain.bail_ledger import reckon
from tracker.domain.bail_regime import ladder_for
from tracker.domain.case_bail_record import (
    ARRESTED,
    BAIL_ENDED,
    BECAUSE,
    ENDINGS,
    EVENT_OF,
    EXTENSIONS,
    MILESTONE_OF,
    NEEDS_EVENT,
    ON_BAIL,
    says,
)
from tracker.domain.case_undo import CaseUndo
from tracker.domain.clock import Clock, ClockEvent
from tracker.domain.explain import When
from tracker.domain.limit import Limit
from tracker.domain.milestone import Milestone
from tracker.domain.milestone_plan import Opened
from tracker.domain.rule_book import RuleBook
from tracker.domain.standing import expiry
from tracker.domain.suspect import Arrest
from tracker.errors import NotFound, RuleBroken
from tracker.terms import (
    TO_BE_DONE,
    BailEventKind,
    BailState,
    ClockEventKind,
    ClockState,
    InvestigatingBody,
    MilestoneState,
)
from tracker.time_source import local_date

NOT_REQUIRED, NEVER_RELEASED = "not_required", "never_released"
FIELD_OF = {
    "wrong_rank": "authority", "wrong_months": "months", "date_needed": "until", "return_after_end": "until",
    "return_before_event": "until",
}  # fmt: skip
OVER = (BailState.ENDED, BailState.UNDER_INVESTIGATION)
STANDS_STILL = (BailState.SUSPENDED, BailState.NOT_BEGUN)
WITH_CPS = (BailEventKind.RELEASED_FOR_CHARGING, BailEventKind.CPS_REQUEST_MET)
OF_CPS = (BailEventKind.CPS_REQUESTED, BailEventKind.CPS_REQUEST_MET)


class CaseLedger(CaseUndo):
    """The bail ledgers of a case, used by the verbs of bail and by what is completed and taken back."""

    __slots__ = ()

    def bail(self, arrest_id: str, rules: RuleBook, as_of: date) -> BailStanding:
        """Reckon how the bail of an arrest stands on a day."""
        arrest = self.arrests[arrest_id]
        return reckon(arrest.arrested_on, self.events_of(arrest_id), rules, arrest.body, as_of)

    def events_of(self, arrest_id: str) -> tuple[BailEvent, ...]:
        """Give the events of the bail of an arrest, in the order they were recorded; those taken back as well."""
        return tuple(event for event in self.bail_events.values() if event.arrest_id == arrest_id)

    def standing_arrest(self, arrest_id: str) -> Arrest:
        """Give an arrest of this case that was not taken back, or raise NotFound."""
        arrest = self.arrests.get(arrest_id)
        if arrest is None or arrest.withdrawn_at is not None:
            raise NotFound("not_found")
        return arrest

    def standing_arrests(self, suspect_id: str) -> list[Arrest]:
        """Give the arrests of a suspect that were not taken back."""
        return [one for one in self.arrests.values() if one.suspect_id == suspect_id and one.withdrawn_at is None]

    def bail_limit(self, arrested_on: date, body: InvestigatingBody, rules: RuleBook) -> Limit | None:
        """Give the limit of the applicable bail period for the day of an arrest; None where the law sets none."""
        return ladder_for(arrested_on, body, rules).first

    # what is entered, and taken back

    def _event_of(self, arrest: Arrest, kind: BailEventKind, on: date, act: Act) -> BailEvent:
        return BailEvent(act.new_id(), self.record.id, arrest.id, kind, on, act.now, act.officer_id)

    def _enter(self, event: BailEvent, rules: RuleBook, act: Act) -> None:
        """Keep an event in the ledger, unless the law does not allow it or it would undo a later one."""
        before = {one.event.id for one in self.bail(event.arrest_id, rules, act.today).refused}
        self.bail_events[event.id] = event
        refused = [one for one in self.bail(event.arrest_id, rules, act.today).refused if one.event.id not in before]
        if not refused:
            return
        del self.bail_events[event.id]
        own = next((one for one in refused if one.event.id == event.id), None)
        if own is not None:
            raise RuleBroken(own.code, field=FIELD_OF.get(own.code, "on"), **own.values)
        later = refused[0].event
        raise RuleBroken("bail_event_before_later", kind=later.kind, on=later.happened_on)

    def _withdraw(self, event: BailEvent, reason: str, act: Act) -> None:
        self.bail_events[event.id] = replace(
            event, withdrawn_at=act.now, withdrawn_by=act.officer_id, withdrawn_because=reason
        )

    def _tell(self, event: BailEvent, arrest: Arrest, rules: RuleBook, act: Act) -> None:
        """Complete the milestone that tells the same as an event, unless that has been recorded."""
        kind = MILESTONE_OF.get(event.kind)
        if kind is None:
            return
        done = [
            one
            for one in self.milestones.values()
            if (one.kind, one.subject_id, one.state) == (kind, arrest.suspect_id, MilestoneState.DONE)
        ]
        known = any(one.happened_on == event.happened_on for one in done)
        if not known and (rules.kind(kind).repeats or not done):
            self.happen(kind, arrest.suspect_id, event.happened_on, event.note, rules, act)

    def _milestones_telling(self, event: BailEvent) -> list[Milestone]:
        """Give the milestones to be taken back with an event: none that another event tells as well."""
        suspect = self.arrests[event.arrest_id].suspect_id
        return [
            one
            for one in self.milestones.values()
            if (one.subject_id, one.state) == (suspect, MilestoneState.DONE)
            and one.happened_on == event.happened_on
            and says(event, one.kind)
            and self._events_telling(one) == [event]
        ]

    def _events_telling(self, milestone: Milestone) -> list[BailEvent]:
        suspects = {one.id: one.suspect_id for one in self.arrests.values()}
        return [
            event
            for event in self.bail_events.values()
            if event.withdrawn_at is None
            and event.happened_on == milestone.happened_on
            and suspects[event.arrest_id] == milestone.subject_id
            and says(event, milestone.kind)
        ]

    def _leave_out(self, milestone_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Wait no longer for what was taken back, where nobody waited for it before it happened."""
        milestone = self.milestones[milestone_id]
        facts = rules.kind(milestone.kind)
        waited_for = facts.opened is not Opened.EVENT or not facts.repeats or self.clocks_of(milestone_id)
        if milestone.state is MilestoneState.OPEN and not waited_for:
            self._drop(milestone, reason, "", act.today, rules, act)

    # what the course of the case tells the ledgers

    def _is_done(self, done: Milestone, rules: RuleBook, act: Act) -> None:
        if done.kind in NEEDS_EVENT and not self._events_telling(done):
            self._refuse_without_event(done, rules, act)
        super()._is_done(done, rules, act)
        if done.kind == ARRESTED:
            self._keep_arrest(done, act)
        elif done.kind in EVENT_OF:
            self._enter_what_is_done(done, rules, act)

    def _follow(self, follower: str, done: Milestone, on: date, rules: RuleBook, act: Act) -> None:
        """Let follow what is completed with a milestone; bail with an arrest ends by its ledger alone."""
        if follower != BAIL_ENDED:
            super()._follow(follower, done, on, rules, act)
            return
        kept = {arrest.milestone_id for arrest in self.arrests.values()}
        for one in list(self.milestones.values()):
            of_sheet = (one.kind, one.subject_id) == (BAIL_ENDED, done.subject_id) and one.id not in kept
            if of_sheet and one.state in TO_BE_DONE:
                self._complete(one, on, "", rules, act, done.happened_at)

    def _drop(self, milestone: Milestone, note: str, because: str, on: date, rules: RuleBook, act: Act) -> None:
        if because == NOT_REQUIRED and any(one.milestone_id == milestone.id for one in self.arrests.values()):
            raise RuleBroken("bail_ends_by_event")
        super()._drop(milestone, note, because, on, rules, act)

    def _is_taken_back(self, milestone: Milestone, reason: str, rules: RuleBook, act: Act) -> None:
        super()._is_taken_back(milestone, reason, rules, act)
        if milestone.kind == ARRESTED:
            self._take_back_arrest(milestone, act)
            for arrest in self.standing_arrests(milestone.subject_id):
                self._keep_in_step(arrest.id, rules, act, because=reason)
            return
        telling = self._events_telling(milestone)
        of_bail = next((one for one in self.arrests.values() if one.milestone_id == milestone.id), None)
        if of_bail is not None:
            telling = self._endings(of_bail.id, self.bail(of_bail.id, rules, act.today))[:1]
            if telling and telling[0].kind is not BailEventKind.ENDED:
                raise RuleBroken("bail_ended_by", kind=telling[0].kind, on=telling[0].happened_on)
        for event in telling:
            self._withdraw(event, reason, act)
            self._keep_in_step(event.arrest_id, rules, act, because=reason)

    def _refuse_without_event(self, done: Milestone, rules: RuleBook, act: Act) -> None:
        """Refuse a bare milestone that changes a bail without saying how."""
        if any(self._is_on_bail(one, rules, act) for one in self.standing_arrests(done.subject_id)):
            raise RuleBroken("bail_event_needed", milestone=rules.kind(done.kind).name)

    def _keep_arrest(self, done: Milestone, act: Act) -> None:
        on = done.happened_on
        if on is not None and all(one.arrested_on != on for one in self.standing_arrests(done.subject_id)):
            arrest = Arrest(act.new_id(), self.record.id, done.subject_id, on)
            self.arrests[arrest.id] = arrest

    def _take_back_arrest(self, milestone: Milestone, act: Act) -> None:
        arrests = self.standing_arrests(milestone.subject_id)
        of_day = [one for one in arrests if one.arrested_on == milestone.happened_on]
        bare = [one for one in of_day if not self._standing_events(one.id)]
        if of_day and not bare:
            raise RuleBroken("arrest_has_bail")
        for arrest in bare[-1:]:
            self.arrests[arrest.id] = replace(arrest, withdrawn_at=act.now)

    def _enter_what_is_done(self, done: Milestone, rules: RuleBook, act: Act) -> None:
        """Enter into the ledger what was recorded as a bare milestone, unless the ledger has it."""
        on = done.happened_on
        if on is None or self._events_telling(done):
            return
        kind = EVENT_OF[done.kind]
        arrest = self._arrest_meant(done, kind, on, rules, act)
        if arrest is None:
            return
        event = replace(self._event_of(arrest, kind, on, act), note=done.note)
        try:
            self._enter(event, rules, act)
        except RuleBroken:
            if kind not in OF_CPS:
                raise
            return
        self._keep_in_step(arrest.id, rules, act, event)

    def _arrest_meant(self, done: Milestone, kind: BailEventKind, on: date, rules: RuleBook, act: Act) -> Arrest | None:
        """Give the arrest that a bare milestone concerns; None where there is none.

        Raises:
            RuleBroken: released on bail without an arrest, or more than one arrest may be meant.
        """
        arrests = [one for one in self.standing_arrests(done.subject_id) if one.arrested_on <= on]
        on_bail = [one for one in arrests if self._is_on_bail(one, rules, act)]
        unreleased = [one for one in arrests if not self._standing_events(one.id)][-1:]
        if done.kind == BAIL_ENDED:
            meant = [one for one in on_bail if one.milestone_id == done.id]
        elif kind is BailEventKind.CPS_REQUESTED:
            meant = [one for one in on_bail if self._last_of_cps(one.id) in WITH_CPS]
        elif kind is BailEventKind.CPS_REQUEST_MET:
            meant = [one for one in on_bail if self._last_of_cps(one.id) is BailEventKind.CPS_REQUESTED]
        elif kind in ON_BAIL:
            meant = unreleased or on_bail
            if not meant:
                raise RuleBroken("arrest_needed", field="subject_id")
        else:
            meant = on_bail + unreleased
            if not meant and kind in (BailEventKind.CHARGED, BailEventKind.NO_FURTHER_ACTION):
                meant = [one for one in arrests if self._is_under_investigation(one, rules, act)][-1:]
        if len(meant) > 1:
            raise RuleBroken("bail_of_which_arrest", field="subject_id")
        return meant[0] if meant else None

    def _standing_events(self, arrest_id: str) -> list[BailEvent]:
        events = [event for event in self.events_of(arrest_id) if event.withdrawn_at is None]
        return sorted(events, key=lambda event: event.happened_on)

    def _is_on_bail(self, arrest: Arrest, rules: RuleBook, act: Act) -> bool:
        released = any(event.kind in ON_BAIL for event in self._standing_events(arrest.id))
        return released and self.bail(arrest.id, rules, act.today).state not in OVER

    def _is_under_investigation(self, arrest: Arrest, rules: RuleBook, act: Act) -> bool:
        return self.bail(arrest.id, rules, act.today).state is BailState.UNDER_INVESTIGATION

    def _last_of_cps(self, arrest_id: str) -> BailEventKind | None:
        """Give who had the file last as the ledger tells it: None where it never went to the CPS."""
        kinds = [event.kind for event in self._standing_events(arrest_id) if event.kind in (*WITH_CPS, *OF_CPS)]
        return kinds[-1] if kinds else None

    # the clock follows

    def _keep_in_step(
        self, arrest_id: str, rules: RuleBook, act: Act, event: BailEvent | None = None, because: str = ""
    ) -> None:
        """Bring the end of bail and its clock in line with the ledger of an arrest, after an event or its undoing."""
        standing = self.bail(arrest_id, rules, act.today)
        released = any(one.kind in ON_BAIL for one in self._standing_events(arrest_id))
        if not self.arrests[arrest_id].milestone_id:
            if not released:
                return
            self._begin_bail(arrest_id, rules, act)
        ending = self.milestones[self.arrests[arrest_id].milestone_id]
        if released and standing.state not in OVER:
            if ending.state not in TO_BE_DONE:
                self._bring_back(ending, because, rules, act)
            for clock in self._running_again(ending.id, because, rules, act):
                self._bring_in_line(clock, arrest_id, standing, rules, act, event, because)
        elif ending.state in TO_BE_DONE:
            if released:
                ended = self._endings(arrest_id, standing)[0]
                self._complete(ending, ended.happened_on, "", rules, act)
            else:
                self._drop(ending, because, NEVER_RELEASED, act.today, rules, act)
        self._count_back_from(ending.id, rules, act)

    def _endings(self, arrest_id: str, standing: BailStanding) -> list[BailEvent]:
        """Give what ended a bail: first that, then what followed a release under investigation."""
        refused = {one.event.id for one in standing.refused}
        return [one for one in self._standing_events(arrest_id) if one.kind in ENDINGS and one.id not in refused]

    def _begin_bail(self, arrest_id: str, rules: RuleBook, act: Act) -> None:
        arrest = self.arrests[arrest_id]
        ending = self._open(BAIL_ENDED, arrest.suspect_id, rules, act)
        self.arrests[arrest_id] = replace(arrest, milestone_id=ending.id)
        limit = self.bail_limit(arrest.arrested_on, arrest.body, rules)
        if limit is not None:
            self._run(limit, ending, arrest.arrested_on, 1, rules, act)

    def _bring_back(self, ending: Milestone, because: str, rules: RuleBook, act: Act) -> None:
        self.milestones[ending.id] = ending.reopen()
        self._take_up_again(ending, because, rules, act)

    def _running_again(self, ending_id: str, because: str, rules: RuleBook, act: Act) -> list[Clock]:
        """Give the clocks of a bail that goes on; one that was stopped is taken up again."""
        for clock in self.clocks_of(ending_id):
            if clock.state is ClockState.STOPPED:
                self._event(clock, ClockEventKind.REOPENED, act.today, rules, act, reason=because)
        return self.clocks_of(ending_id)

    def _bring_in_line(
        self,
        clock: Clock,
        arrest_id: str,
        standing: BailStanding,
        rules: RuleBook,
        act: Act,
        event: BailEvent | None,
        because: str,
    ) -> None:
        """Append to the clock what has changed of the end of the period and of its running."""
        on = act.today if event is None else event.happened_on
        reason = because or (BECAUSE.get(event.kind, "") if event is not None else "")
        if standing.state in STANDS_STILL:
            if clock.state is ClockState.RUNNING:
                since = min(on, standing.since)
                self._append(clock, ClockEventKind.PAUSED, since, reason or str(standing.state), rules, act)
                self._append(self.clocks[clock.id], ClockEventKind.RECKONED, since, reason, rules, act)
            return
        due = None if standing.ends is None else standing.return_set or standing.ends
        earliest = standing.earliest if due == standing.ends else due
        if clock.state is ClockState.PAUSED:
            paused = max(_day(one.on) for one in clock.events if one.kind is ClockEventKind.PAUSED)
            self._append(clock, ClockEventKind.RESUMED, max(on, paused), reason, rules, act, due, earliest)
            clock = self.clocks[clock.id]
        if clock.due == due and clock.expires_at == expiry(earliest):
            return
        if event is not None and event.kind in EXTENSIONS:
            name = rules.pack.limit(standing.extensions[-1], self.arrests[arrest_id].arrested_on).name
            self._append(clock, ClockEventKind.EXTENDED, on, name, rules, act, due, earliest, event)
        else:
            self._append(clock, ClockEventKind.RECKONED, on, reason or str(standing.state), rules, act, due, earliest)

    def _append(
        self,
        clock: Clock,
        kind: ClockEventKind,
        on: date,
        reason: str,
        rules: RuleBook,
        act: Act,
        to: date | None = None,
        earliest: date | None = None,
        by: BailEvent | None = None,
    ) -> None:
        added = ClockEvent(
            kind,
            on,
            act.now,
            act.officer_id,
            reason,
            to=to,
            ours=False,
            earliest=None if earliest == to else earliest,
            authority="" if by is None else by.authority,
            approved_by=None if by is None else by.authorised_by,
        )
        self._add_event(clock, added, rules, act)


def _day(when: When) -> date:
    return local_date(when) if isinstance(when, datetime) else when
