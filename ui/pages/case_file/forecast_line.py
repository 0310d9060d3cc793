"""ForecastLine: when the chosen milestone likely happens, in one line that comes when it is known."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from tracker.rows.forecast import Forecast, ForecastQuestion
from ui.forecast_wording import forecast_words
from ui.page_context import PageContext
from ui.problems import in_words


class ForecastLine(QLabel):
    """Asks for one at a time, of the milestone that is chosen by then, so that a cursor on its way asks for few."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._chosen: ForecastQuestion | None = None
        self._wanted = self._busy = False
        self.setObjectName("plain_words")
        self.setWordWrap(True)
        self.setAccessibleName(self.tr("Forecast"))
        self.setToolTip(
            self.tr(
                "From how long such milestones took in this unit; those still open count as open. It moves no due date."
            )
        )
        self.setMinimumHeight(self.fontMetrics().height())

    def show_milestone(self, case_id: str, milestone_id: str) -> None:
        """Show the forecast of a milestone of a case, which may have changed; of none where it has no id."""
        officer_id = self.context.person.officer_id
        self._chosen = ForecastQuestion(officer_id, case_id, milestone_id) if milestone_id else None
        self._wanted = self._chosen is not None
        self._say("")
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if not self._wanted or self._busy or not self.isVisible():
            return
        self._wanted, self._busy = False, True
        question = self._chosen
        self.context.background.ask_aside(
            question,
            lambda forecast: self._take(question, forecast),
            lambda problem: self._cannot(question, problem),
        )

    def _take(self, question: ForecastQuestion | None, forecast: Forecast) -> None:
        self._answered(question, forecast_words(forecast))

    def _cannot(self, question: ForecastQuestion | None, problem: Exception) -> None:
        self._answered(question, in_words(problem))

    def _answered(self, question: ForecastQuestion | None, words: str) -> None:
        self._busy = False
        if question is self._chosen:
            self._say(words)
        self._ask()

    def _say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleDescription(words)
