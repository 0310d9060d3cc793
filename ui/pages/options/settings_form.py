"""SettingsForm: what this account may choose; what the machine's policy has set is shown, and cannot be changed."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.errors import RuleBroken
from tracker.settings import NoticeSound, ReasonForLooking, Settings, changed
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, FormDrawer, Submit

LINES = (
    "quiet_hours", "force", "marking", "handling", "answers_to", "limits_file", "database", "log_folder",
)  # fmt: skip


class SettingsForm(FormDrawer):
    """Each field says whether the policy has set it. The request it builds is the settings themselves."""

    def __init__(self, settings: Settings, submit: Submit, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Settings of this account"), submit, self.tr("Save settings"), parent)
        self._settings = settings
        words = {
            "force": (self.tr("&Force"), self.tr("Its name on screen and paper.")),
            "marking": (self.tr("Protective &marking"), self.tr("At head and foot of every page.")),
            "handling": (self.tr("&Handling"), self.tr("The line under the marking.")),
            "answers_to": (self.tr("&Answers of agencies go to"), self.tr("Printed in letters of escalation.")),
            "limits_file": (self.tr("The force's own &limits"), self.tr("Full path; read at the next start.")),
            "database": (self.tr("&Database"), self.tr("Full path or server's address; at the next start.")),
            "log_folder": (self.tr("Folder of the lo&g"), self.tr("Full path; from the next start on.")),
            "quiet_hours": (self.tr("&Quiet hours"), self.tr("Such as 22:00-07:00: notices wait, the list does not.")),
        }
        self._lines_of: dict[str, QLineEdit] = {}
        self._idle = QLineEdit(str(settings.idle_minutes))
        self._reason = ChoiceField(ReasonForLooking, self._reason_words, empty=None)
        self._reason.set_choice(settings.reason_for_looking)
        self._sound = ChoiceField(NoticeSound, self._sound_words, empty=None)
        self._sound.set_choice(settings.notice_sound)
        self._add("idle_minutes", self.tr("&Cover the window after minutes"), self._idle, "")
        self._add("reason_for_looking", self.tr("&Reason for looking at a case"), self._reason, "")
        self._add("notice_sound", self.tr("&Sound with a notice"), self._sound, "")
        for name in LINES:
            value = getattr(settings, name)
            field = QLineEdit("" if value is None else str(value))
            field.setCursorPosition(0)
            self._lines_of[name] = field
            label, hint = words[name]
            self._add(name, label, field, hint)

    def build(self) -> Settings:
        values: dict[str, Any] = {name: field.text().strip() for name, field in self._lines_of.items()}
        minutes = self._idle.text().strip()
        if not minutes.isdecimal():
            raise FieldProblem("idle_minutes", self.tr("Enter whole minutes."))
        values |= {"idle_minutes": int(minutes), "reason_for_looking": str(self._reason.choice())}
        values["notice_sound"] = str(self._sound.choice())
        wanted = {name: value for name, value in values.items() if self._differs(name, value)}
        return changed(self._settings, **wanted)

    def submit(self) -> None:
        """Show a refused value beside its field: settings are checked as they are built."""
        try:
            super().submit()
        except RuleBroken as refused:
            self._fail(refused)

    def cancel(self) -> None:
        """Show the settings again as they are."""
        for name, field in self._lines_of.items():
            value = getattr(self._settings, name)
            field.setText("" if value is None else str(value))
        self._idle.setText(str(self._settings.idle_minutes))
        self._reason.set_choice(self._settings.reason_for_looking)
        self._sound.set_choice(self._settings.notice_sound)
        self._clear_problems()

    def _finish(self) -> None:
        self._over = False

    def _differs(self, name: str, value: object) -> bool:
        known = getattr(self._settings, name)
        return name not in self._settings.fixed and str(known if known is not None else "") != str(value)

    def _add(self, name: str, label: str, field: QWidget, hint: str) -> None:
        fixed = name in self._settings.fixed
        words = self.tr("Set by this machine's policy.") if fixed else hint
        self.add_field(name, label, field, words)
        field.setEnabled(not fixed)

    def _sound_words(self, sound: NoticeSound) -> str:
        return self.tr("heard") if sound is NoticeSound.ON else self.tr("silent")

    def _reason_words(self, reason: ReasonForLooking) -> str:
        return self.tr("asked for") if reason is ReasonForLooking.REQUIRED else self.tr("may be left out")
