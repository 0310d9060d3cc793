"""Give a case to another team of the unit, with its open work shown before; builds TransferCase."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.actions.transfer_case import TransferCase
from tracker.rows.case_transfers import SupervisorChoice, TeamChoice, TransferPreview
from ui import wording
from ui.allocation_wording import what_goes_over
from ui.dialogs.record_form import RecordForm
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form import FieldProblem, Submit

WIDTH = 460


class TransferCaseDialog(RecordForm):
    """To which team, why, and who supervises it there; what goes with it stands below."""

    def __init__(self, by: str, preview: TransferPreview, submit: Submit, parent: QWidget | None = None) -> None:
        title = self.tr("Transfer {reference} to another team").format(reference=preview.reference)
        super().__init__(title, submit, self.tr("Transfer"), parent)
        self._by = by
        self._preview = preview
        self._now = self.add_words("")
        self._team = ChoiceField((), self._team_words)
        self.add_field("team_id", self.tr("&To the team"), self._team)
        self._supervisor = ChoiceField((), self._supervisor_words, empty="Left to the team")
        self.add_field("supervisor_id", self.tr("&Supervised there by"), self._supervisor)
        self._reason = QLineEdit()
        hint = self.tr("Why that team has it from now on; no account of the case.")
        self.add_field("reason", self.tr("&Why"), self._reason, hint)
        self._goes_over = self.add_words("")
        self._team.chosen.connect(self._offer_supervisors)
        self.take(preview)

    def record_id(self) -> str:
        return self._preview.case_id

    def take(self, record: TransferPreview) -> None:
        super().take(record)
        self._preview = record
        self._now.setText(self._what_follows(record))
        self._team.set_choices(record.teams)
        words = [what_goes_over(record), self._follow_ups_words(record)]
        self._goes_over.setText("\n".join(part for part in words if part))
        self._goes_over.setVisible(bool(self._goes_over.text()))
        self._offer_supervisors(self._team.choice())

    def said(self) -> str:
        """Give what is said of what follows and of what goes over."""
        return "\n".join(label.text() for label in (self._now, self._goes_over))

    def build(self) -> TransferCase:
        team, supervisor = self._team.choice(), self._supervisor.choice()
        if team is None:
            raise FieldProblem("team_id", self.tr("Choose the team."))
        if supervisor is None and self._preview.restricted:
            words = self.tr("The case is restricted: choose who supervises it there, so that somebody can see it.")
            raise FieldProblem("supervisor_id", words)
        return TransferCase(
            by=self._by,
            case_id=self._preview.case_id,
            version=self._preview.version,
            team_id=team.team_id,
            reason=self.required("reason", self._reason.text(), self.tr("Say why it is transferred.")),
            supervisor_id=None if supervisor is None else supervisor.officer_id,
        )

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def _what_follows(self, preview: TransferPreview) -> str:
        has = self.tr("Now with {officer}, team {team}.") if preview.oic else self.tr("No officer has it yet.")
        follows = self.tr("From today it waits in the other team for an officer, and its allocation is timed anew.")
        return f"{has.format(officer=preview.oic, team=preview.team or self.tr('none'))} {follows}"

    def _follow_ups_words(self, preview: TransferPreview) -> str:
        if not preview.follow_ups:
            return ""
        count = wording.count_of(preview.follow_ups, "follow-up action")
        return self.tr("{count} of reviews: for whoever gets the case.").format(count=count)

    def _team_words(self, team: TeamChoice) -> str:
        if not team.waiting:
            return self.tr("{team}: no case waits there").format(team=team.name)
        cases = wording.count_of(team.waiting, "case waits", "cases wait")
        return self.tr("{team}: {cases} there").format(team=team.name, cases=cases)

    def _supervisor_words(self, supervisor: SupervisorChoice) -> str:
        return self.tr("{officer} (away)").format(officer=supervisor.title) if supervisor.away else supervisor.title

    def _offer_supervisors(self, team: TeamChoice | None) -> None:
        self._supervisor.set_choices(team.supervisors if team is not None else ())
