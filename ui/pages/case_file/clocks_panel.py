"""The clocks of one milestone side by side: the law's and the force's own."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tracker.rows.case_file import ClockRow, DelayRow, MilestoneRow
from tracker.terms import ClockClass, ClockState, MilestoneState
from tracker.time_source import local_date
from tracker.wording import late
from ui import wording
from ui.clock_wording import fixed_words, history_words, pause_words
from ui.pages.case_file.milestone_columns import full_planned
from ui.theme import scaled
from ui.widgets.mark_label import MarkLabel

CARD_WIDTH = 270
HISTORY_WIDTH = 400


def clock_state(clock: ClockRow) -> str:
    """Give the state key of one clock."""
    if clock.state is ClockState.STOPPED:
        return "done_late" if clock.drift else "done"
    if clock.state is ClockState.PAUSED:
        return "paused"
    if clock.due is None and clock.due_at is None:
        return "unknown"
    return "overdue" if clock.overdue else "running"


class ClocksPanel(QScrollArea):
    """A card for the milestone, then one for each of its clocks, worst first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clocks_panel")
        self.setAccessibleName(self.tr("Clocks of the chosen milestone"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lines: list[str] = []
        self.show_milestone(None, date.min)

    def show_milestone(self, milestone: MilestoneRow | None, today: date) -> None:
        """Show a milestone and its clocks, or that none is chosen."""
        self._lines = []
        inside = QWidget()
        inside.setObjectName("clocks_inside")
        beside = QHBoxLayout(inside)
        beside.setContentsMargins(8, 4, 8, 4)
        beside.setSpacing(24)
        if milestone is None:
            beside.addWidget(self._label(self.tr("Choose a milestone to see its clocks."), "plain_words"))
        else:
            beside.addWidget(self._milestone_card(milestone))
            for clock in milestone.clocks:
                beside.addWidget(self._clock_card(clock, today))
                happened = list(history_words(clock))
                if happened:
                    beside.addWidget(self._history_card(clock, happened))
        beside.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleDescription("\n".join(self._lines))

    def lines(self) -> list[str]:
        """Give what is shown, line by line."""
        return list(self._lines)

    def _milestone_card(self, milestone: MilestoneRow) -> QWidget:
        words = [self.tr("About: {subject}").format(subject=milestone.subject)] if milestone.subject else []
        if planned := full_planned(milestone):
            words.append(planned)
        if milestone.happened_on is not None:
            words.append(self.tr("Happened on {day}").format(day=wording.day(milestone.happened_on)))
        if milestone.recorded_at is not None:
            words.append(self.tr("Recorded {moment}").format(moment=wording.moment(milestone.recorded_at)))
        if milestone.state in {MilestoneState.OPEN, MilestoneState.NOT_STARTED}:
            words.append(self.tr("Waits for: {holder}").format(holder=wording.term(milestone.held_by)))
        words.extend(self._delay_words(delay) for delay in milestone.delays if delay.until is None)
        if milestone.note:
            words.append(milestone.note)
        if not milestone.clocks:
            words.append(self.tr("No clock runs towards this milestone."))
        return self._card(milestone.name, "", MarkLabel(milestone.state_key, wording.state(milestone.state_key)), words)

    def _delay_words(self, delay: DelayRow) -> str:
        return self.tr("{reason} since {day}. Next step: {step}").format(
            reason=wording.term(delay.reason), day=wording.day(delay.since), step=delay.next_step
        )

    def _clock_card(self, clock: ClockRow, today: date) -> QWidget:
        kind = wording.limit_kind(clock.limit_kind, to_be_confirmed=clock.to_be_confirmed)
        source = " · ".join(part for part in (clock.limit_id, kind, clock.basis) if part)
        return self._card(
            clock.limit,
            source,
            MarkLabel(clock_state(clock), self._state_words(clock)),
            list(self._clock_words(clock, today)),
        )

    def _history_card(self, clock: ClockRow, happened: list[str]) -> QWidget:
        title = self.tr("What happened to this clock")
        return self._card(title, clock.limit, None, happened, width=HISTORY_WIDTH)

    def _state_words(self, clock: ClockRow) -> str:
        state = wording.state(clock_state(clock))
        if clock.review_passed:
            return self.tr("{state} too long").format(state=state)
        if not clock.overdue or clock.clock_class is not ClockClass.TARGET or clock.late == 0:
            return state
        if clock.late is None:
            return self.tr("{state}, by how much is not known").format(state=state)
        return f"{state}, {late(clock.late, in_hours=clock.in_hours)}"

    def _clock_words(self, clock: ClockRow, today: date) -> Iterable[str]:
        yield from pause_words(clock, today)
        yield self._due_words(clock, today)
        yield from fixed_words(clock)
        if clock.moves:
            yield self._moved_words(clock)
        if clock.drift and not (clock.overdue and clock.late == clock.drift):
            drift = late(clock.drift, in_hours=clock.in_hours)
            yield self.tr("{late}, counted from the first date").format(late=wording.sentence(drift))
        if clock.overdue_since is not None and not clock.overdue:
            yield self.tr("Was overdue from {moment}").format(moment=wording.moment(clock.overdue_since))
        if clock.provisional:
            yield self.tr("Provisional: rests on a bank holiday not announced yet")

    def _moved_words(self, clock: ClockRow) -> str:
        first = wording.due(clock.first_due, clock.first_due_at, clock.unknown)
        moves = wording.count_of(clock.moves, "time")
        if not clock.slip:
            return self.tr("First due {day}, moved {moves}").format(day=first, moves=moves)
        days = wording.count_of(clock.slip, "working day")
        return self.tr("First due {day}, moved {moves}, by {days} in all").format(day=first, moves=moves, days=days)

    def _due_words(self, clock: ClockRow, today: date) -> str:
        due = wording.due(clock.due, clock.due_at, clock.unknown)
        day = clock.due if clock.due_at is None else local_date(clock.due_at)
        if day is None:
            return self.tr("Due date {not_known}").format(not_known=due)
        if clock.clock_class is ClockClass.PERIOD:
            over = clock.overdue or day < today
            return (self.tr("Ended {day}") if over else self.tr("Ends {day}")).format(day=due)
        if clock.state is ClockState.STOPPED:
            return self.tr("Was due {day}").format(day=due)
        if clock.overdue or day < today:
            return self.tr("Due {day}").format(day=due)
        return self.tr("Due {day}, {distance}").format(
            day=due, distance=wording.due_in(day, today).removeprefix("due ")
        )

    def _card(
        self, title: str, source: str, state: MarkLabel | None, words: list[str], *, width: int = CARD_WIDTH
    ) -> QWidget:
        card = QWidget()
        card.setFixedWidth(scaled(width))
        lines = QVBoxLayout(card)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._label(title, "section_title"))
        if source:
            lines.addWidget(self._label(source, "field_hint"))
        if state is not None:
            self._lines.append(state.text())
            lines.addWidget(state)
        for text in words:
            lines.addWidget(self._label(text, ""))
        lines.addStretch(1)
        return card

    def _label(self, text: str, name: str) -> QLabel:
        self._lines.append(text)
        label = QLabel(text)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
