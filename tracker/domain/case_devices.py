"""Devices of a case: the verbs that move one to its next stage, send it back and change what is known of it."""

from collections.abc import Iterator
from datetime import date

from tracker.domain.act import Act
from tracker.domain.case_checks import check_label
from tracker.domain.case_facts import CaseFacts
from tracker.domain.device import Device, check_device
from tracker.domain.device_course import PLACES, REJECTED, SUBMITTED, DeviceCourse, check_move, course_of
from tracker.domain.milestone import Milestone
from tracker.domain.rule_book import RuleBook
from tracker.errors import RuleBroken
from tracker.terms import TO_BE_DONE

REJECTION_UNDONE = "start_undone"


class CaseDevices(CaseFacts):
    """The verbs about devices."""

    __slots__ = ()

    def course_of_device(self, device_id: str) -> DeviceCourse:
        """Give how far a device has come."""
        return course_of(self._of_device(device_id))

    def edit_device(self, device: Device) -> None:
        """Change what is known of a device; no limit turns on it.

        Raises:
            RuleBroken: closed case, an exhibit reference that another device of this case has, or as `check_device`.
        """
        self.check_open()
        check_device(device)
        if device.exhibit != self.device(device.id).exhibit:
            others = (one.exhibit for one in self.devices.values() if one.id != device.id)
            check_label(device.exhibit, others, field="exhibit")
        self.devices[device.id] = device

    def move_device(self, device_id: str, stage: str, on: date, note: str, rules: RuleBook, act: Act) -> Milestone:
        """Record that a device reached its next stage, or that the laboratory did not accept it; give its milestone.

        Sent back, it waits to be submitted again; the clocks of its first submission run on, for the wait is one.

        Raises:
            NotFound: no such device.
            RuleBroken: closed case, out of order, no reason for a rejection, or as `happen`.
        """
        self.check_open()
        device = self.device(device_id)
        names = {kind: rules.kind(kind).name for kind in (*PLACES, REJECTED)}
        check_move(self.course_of_device(device_id), stage, on, device.exhibit, names)
        if stage == REJECTED and not note.strip():
            raise RuleBroken("rejection_reason_needed", field="note")
        done = self.happen(stage, device_id, on, note.strip(), rules, act)
        if stage == REJECTED:
            self._open(SUBMITTED, device_id, rules, act)
            self._settle(on, REJECTED, rules, act)
        return done

    def reopen_milestone(self, milestone_id: str, reason: str, rules: RuleBook, act: Act) -> None:
        """Undo a completion; a rejection that is taken back no longer asks for the device to be submitted again."""
        super().reopen_milestone(milestone_id, reason, rules, act)
        undone = self.milestone(milestone_id)
        if undone.kind != REJECTED:
            return
        for again in list(self._of_device(undone.subject_id)):
            if again.kind == SUBMITTED and again.turn > 1 and again.state in TO_BE_DONE:
                self._drop(again, reason, REJECTION_UNDONE, act.today, rules, act)
        self._drop(undone, reason, REJECTION_UNDONE, act.today, rules, act)
        self._settle(act.today, REJECTED, rules, act)

    def _of_device(self, device_id: str) -> Iterator[Milestone]:
        return (one for one in self.milestones.values() if one.subject_id == device_id)
