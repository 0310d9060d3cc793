"""A case goes to another team, or another force is asked to take it: what follows for its milestones and its holder."""

from dataclasses import replace
from datetime import date

from tracker.domain.act import Act
from tracker.domain.case_counted_back import START_UNDONE
from tracker.domain.case_merge import CaseMerge
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook
from tracker.domain.transfer import FORCE_ANSWERED, FORCE_ASKED, TRANSFERRED
from tracker.errors import RuleBroken
from tracker.terms import TO_BE_DONE, MilestoneState

ALLOCATED = "allocated"
NOT_TAKEN = "not_taken"


class CaseTransfer(CaseMerge):
    """Verbs that actions about transfers use."""

    __slots__ = ()

    def transfer_to(
        self, team_id: str, supervisor_id: str | None, rules: RuleBook, act: Act
    ) -> tuple[Milestone, Milestone | None]:
        """Give the case to another team, where it waits for an officer; give what happened and what it opened anew.

        The allocation that it waits for has a clock from now on. One that nobody has been allocated to yet keeps its
        clock from the report, and that of an earlier transfer: passing a case on makes it no younger.

        Raises:
            RuleBroken: closed case, or it is with that team.
        """
        self.check_open()
        if team_id == self.record.team_id:
            raise RuleBroken("transfer_same_team", field="team_id")
        self.record = replace(self.record, team_id=team_id, oic_id=None, supervisor_id=supervisor_id)
        waiting = self.waiting(ALLOCATED, self.record.id)
        anew = waiting is None or waiting.state is MilestoneState.NOT_KNOWN
        awaited = waiting or self._open_next(ALLOCATED, self.record.id, rules, act)
        happened = self.happen(TRANSFERRED, self.record.id, act.today, "", rules, act, act.now)
        return happened, awaited if anew else None

    def take_transfer_back(
        self,
        event_id: str,
        allocated_id: str,
        before: tuple[str | None, str | None, str | None],
        reason: str,
        rules: RuleBook,
        act: Act,
    ) -> None:
        """Let a case be again with whom it was before a transfer that nobody has taken up.

        Args:
            before: the team, the OIC and the supervisor it had.

        Raises:
            RuleBroken: closed case, or an officer has it now.
        """
        self.check_open()
        if self.record.oic_id is not None:
            raise RuleBroken("transfer_taken_up", reference=self.record.reference)
        team_id, oic_id, supervisor_id = before
        self.record = replace(self.record, team_id=team_id, oic_id=oic_id, supervisor_id=supervisor_id)
        self._take_back(self.milestone(event_id), reason, rules, act)
        for milestone_id in (event_id, allocated_id):
            if milestone_id and self.milestone(milestone_id).state in TO_BE_DONE:
                self._drop(self.milestone(milestone_id), reason, START_UNDONE, act.today, rules, act)
        self._settle(act.today, TRANSFERRED, rules, act)

    def ask_force(self, on: date, rules: RuleBook, act: Act) -> tuple[Milestone, Milestone]:
        """Record that another force was asked to take the case; give what was done and what is waited for now.

        A request on the day on which an earlier one was answered has a clock of its own.
        """
        self.check_open()
        answered = self._open(FORCE_ANSWERED, self.record.id, rules, act)
        asked = self.happen(FORCE_ASKED, self.record.id, on, "", rules, act)
        if not self.clocks_of(answered.id):
            for limit in rules.limits_starting(FORCE_ASKED, self.record.nation, on):
                self._run(limit, answered, on, 1, rules, act)
        return asked, self.milestones[answered.id]

    def force_does_not_take_it(self, answered_id: str, on: date, reason: str, rules: RuleBook, act: Act) -> None:
        """End the wait for another force's answer: the case was ours all along, and nobody is awaited any more."""
        self.check_open()
        self._drop(self.milestone(answered_id), reason, NOT_TAKEN, on, rules, act)
        self._settle(on, FORCE_ANSWERED, rules, act)

    def force_accepts(self, answered_id: str, on: date, rules: RuleBook, act: Act) -> None:
        """Record that another force has accepted the case on a day."""
        self.check_open()
        self._complete(self.milestone(answered_id), on, "", rules, act)
