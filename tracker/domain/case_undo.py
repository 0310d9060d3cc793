"""Taking back what was completed: the verb, on which the undoing of what follows from it rests."""

from tracker.domain.act import Act
from tracker.domain.case_course import Course
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken


class CaseUndo(Course):
    """The verb that takes a completion back."""

    __slots__ = ()

    def reopen_milestone(self, milestone_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Undo a completion: the milestone's clocks run on from where they stood, clocks it started are stopped.

        What was completed together with it is undone too, unless it has been done again since.
        """
        self.check_open()
        milestone = self.milestone(milestone_id)
        if rules.kind(milestone.kind).at_opening:
            raise RuleBroken("opening_stands", milestone=milestone.kind)
        if self._later_one_done(milestone):
            raise RuleBroken("later_one_done", milestone=milestone.kind)
        self._take_back(milestone, reason, rules, act)

    def _take_back(self, milestone: Milestone, reason: str, rules: RuleBook, act: Act) -> None:
        self.milestones[milestone.id] = milestone.reopen()
        for clock in self.clocks_of(milestone.id):
            self._run_on(clock, reason, rules, act)
        self._count_back_if_planned(milestone, rules, act)
        if milestone.happened_on is not None:
            self._withdraw_started_by(milestone, rules, act)
            self._is_taken_back(milestone, reason, rules, act)
            self._take_up_again(milestone, reason, rules, act)
            for follower in self._completed_with(milestone, rules):
                self.reopen_milestone(follower.id, reason, rules, act)
            self._recall_activity(rules)
        self._settle(act.today, milestone.kind, rules, act)

    def _is_taken_back(self, milestone: Milestone, reason: str, rules: RuleBook, act: Act) -> None:
        """Let follow what else follows from a completion that has just been taken back."""
