"""What a case does about others: material asked for, each request with a wait of its own; waits renewed and ended."""

from dataclasses import replace
from datetime import date

from tracker.domain.act import Act
from tracker.domain.case_counted_back import START_UNDONE
from tracker.domain.case_devices import CaseDevices
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook, rule_of
from tracker.domain.third_party import ASKED, RECEIVED
from tracker.terms import TO_BE_DONE, Holder, MilestoneState

NOT_WAITED_FOR = (MilestoneState.NOT_STARTED, MilestoneState.NOT_KNOWN)


class CaseRequests(CaseDevices):
    """Verbs that actions about other agencies use."""

    __slots__ = ()

    def ask_third_party(self, on: date, note: str, rules: RuleBook, act: Act) -> tuple[Milestone, Milestone]:
        """Record that material was asked for; give what was done and what is waited for from now on.

        A request made while another waits has a milestone and a clock of its own.
        """
        subject = self.record.id
        unasked = {one.id for one in self._all_of(RECEIVED, subject) if one.state in NOT_WAITED_FOR}
        asked = self.happen(ASKED, subject, on, note, rules, act)
        known = [one for one in self._all_of(RECEIVED, subject) if one.id in unasked]
        now_waited_for = [one for one in known if one.state is MilestoneState.OPEN]
        if now_waited_for:
            return asked, now_waited_for[0]
        opened = self._open(RECEIVED, subject, rules, act)
        started = rules.limits_starting(ASKED, self.record.nation, on)
        for limit in [one for one in started if rule_of(one).stops == RECEIVED]:
            self._run(limit, opened, on, 1, rules, act)
        self._settle(on, ASKED, rules, act)
        return asked, opened

    def take_back_event(self, milestone_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Take back something that was recorded as having happened; where nobody waited for it, nobody does now.

        What was reopened since by hand is left as it is.
        """
        self.check_open()
        milestone = self.milestone(milestone_id)
        if milestone.state is not MilestoneState.DONE:
            return
        if rules.kind(milestone.kind).repeats:
            self._take_back(milestone, reason, rules, act)
        else:
            self.reopen_milestone(milestone_id, reason, rules, act)
        self._leave_out(milestone_id, reason, rules, act)

    def take_back_request(self, asked_id: str, received_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Take back that material was asked for: nobody waits for it; of several requests nothing is left to do."""
        self.take_back_event(received_id, reason, rules, act)
        self.take_back_event(asked_id, reason, rules, act)
        several = len(self._all_of(ASKED, self.record.id)) > 1
        for milestone_id in (received_id, asked_id) if several else (received_id,):
            if self.milestone(milestone_id).state in TO_BE_DONE:
                self._drop(self.milestone(milestone_id), reason, START_UNDONE, act.today, rules, act)
        self._settle(act.today, ASKED, rules, act)

    def renew_delay(self, milestone_id: str, awaited: Holder, next_step: str) -> str | None:
        """Give the open wait of a milestone for an agency its next step; give the one before, None without a wait."""
        for delay in self.delays.values():
            if (delay.milestone_id, delay.until, delay.awaited) == (milestone_id, None, awaited):
                self.delays[delay.id] = replace(delay, next_step=next_step)
                return delay.next_step
        return None

    def end_delay(self, milestone_id: str, on: date, rules: RuleBook, act: Act) -> None:
        """End the wait of a milestone: whoever was awaited is not any more."""
        self.check_open()
        self._end_delays(milestone_id, on)
        self._settle(on, self.milestone(milestone_id).kind, rules, act)
