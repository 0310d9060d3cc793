"""WhyPanel: why a date is what it is, clock by clock and step by step."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tracker.rows.why import StepRow, Why
from tracker.terms import ClockState
from ui import wording
from ui.theme import scaled

WHAT = 1


class WhyPanel(QScrollArea):
    """Shows the steps of every clock of a milestone; all of it can be read and copied by keyboard, and put on paper."""

    #: the person wants what is shown on paper
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("why_panel")
        self.setAccessibleName(self.tr("Why this date"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lines: list[str] = []
        self.say(self.tr("Choose a milestone to see why its dates are what they are."))

    def say(self, words: str) -> None:
        """Show one sentence instead of the steps."""
        inside, lines = self._begin()
        lines.addWidget(self._label(words, "plain_words"))
        self._end(inside, lines)

    def show_whys(self, whys: Iterable[Why]) -> None:
        """Show the clocks one under the other."""
        whys = list(whys)
        if not whys:
            self.say(self.tr("No clock runs towards this milestone, so it has no due date."))
            return
        inside, lines = self._begin()
        for why in whys:
            lines.addWidget(self._block(why))
        save = QPushButton(self.tr("Save as PDF..."))
        save.setObjectName("save_why")
        save.setAccessibleName(self.tr("Save why this date as PDF"))
        save.clicked.connect(self.save_wanted)
        lines.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        self._end(inside, lines)

    def lines(self) -> list[str]:
        """Give what is shown, line by line."""
        return list(self._lines)

    def _begin(self) -> tuple[QWidget, QVBoxLayout]:
        self._lines = []
        inside = QWidget()
        inside.setObjectName("why_inside")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(8, 4, 8, 8)
        lines.setSpacing(16)
        return inside, lines

    def _end(self, inside: QWidget, lines: QVBoxLayout) -> None:
        lines.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleDescription("\n".join(self._lines))

    def _block(self, why: Why) -> QWidget:
        block = QWidget()
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._label(f"{why.limit}: {self._result(why)}", "section_title"))
        lines.addWidget(self._label(self._source(why), "field_hint"))
        for remark in self._remarks(why):
            lines.addWidget(self._label(remark, "field_hint"))
        lines.addLayout(self._steps(why.steps))
        return block

    def _result(self, why: Why) -> str:
        due = wording.due(why.due, why.due_at, why.unknown)
        if why.due is None and why.due_at is None:
            return self.tr("due date {not_known}").format(not_known=due)
        words = {
            ClockState.RUNNING: self.tr("due {day}"),
            ClockState.PAUSED: self.tr("due {day}, paused"),
            ClockState.STOPPED: self.tr("was due {day}, stopped"),
        }[why.state]
        return words.format(day=due)

    def _source(self, why: Why) -> str:
        parts = [
            why.limit_id,
            why.source or wording.limit_kind(why.limit_kind, to_be_confirmed=why.to_be_confirmed),
            why.basis,
            self.tr("limit version {version}").format(version=why.limit_version),
            self.tr("{calendar} version {version}").format(calendar=why.calendar, version=why.calendar_version),
        ]
        return " · ".join(part for part in parts if part)

    def _remarks(self, why: Why) -> list[str]:
        remarks = []
        first = wording.due(why.first_due, why.first_due_at)
        if (why.first_due, why.first_due_at) not in {(why.due, why.due_at), (None, None)}:
            words = self.tr("First due {day}; lateness is counted from that day.")
            remarks.append((self.tr("At first it was to end on {day}.") if why.period else words).format(day=first))
        if why.alarm is not None:
            words = self.tr("Alarms go by {day}, the stricter reading of its end.")
            remarks.append(words.format(day=wording.day(why.alarm)))
        if why.provisional:
            remarks.append(self.tr("Provisional: it rests on a bank holiday that is computed, not announced."))
        return remarks

    def _steps(self, steps: Iterable[StepRow]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for column, stretch in enumerate((0, 5, 3, 3)):
            grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(0, scaled(140))
        for place, step in enumerate(steps):
            self._lines.append(" · ".join(part for part in (step.on, step.what, step.gives, step.basis) if part))
            cells = ((step.on, ""), (step.what, ""), (step.gives, ""), (step.basis, "field_hint"))
            for column, (text, name) in enumerate(cells):
                cell = self._cell(text, name)
                rows = 2 if step.recorded and column != WHAT else 1
                grid.addWidget(cell, 2 * place, column, rows, 1, Qt.AlignmentFlag.AlignTop)
            if step.recorded:
                grid.addWidget(self._label(step.recorded, "field_hint"), 2 * place + 1, WHAT, Qt.AlignmentFlag.AlignTop)
        return grid

    def _label(self, text: str, name: str) -> QLabel:
        self._lines.append(text)
        return self._cell(text, name)

    def _cell(self, text: str, name: str) -> QLabel:
        cell = QLabel(text)
        cell.setObjectName(name)
        cell.setTextFormat(Qt.TextFormat.PlainText)
        cell.setWordWrap(True)
        cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return cell
