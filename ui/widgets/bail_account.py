"""BailAccount: one suspect's bail in words: what comes next, how the period stands, why it ends when it does."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tracker.rows.bail_register import BailEventRow, BailRow, StepRow
from tracker.terms import BailState, InvestigatingBody
from ui import bail_wording as bail_words
from ui import wording
from ui.theme import scaled
from ui.widgets.mark_label import MarkLabel
from ui.widgets.turning_row import TurningRow

DAY_WIDTH = 116
#: from this width on the blocks stand beside each other
LOW = 860
# a text and the name of its style
Words = tuple[str, str]


class BailAccount(QScrollArea):
    """Blocks one under the other, or beside each other where it lies low; read and copied by keyboard.

    Args:
        with_events: whether what happened is told here too: not where it stands in a list of its own.
    """

    def __init__(self, *, with_events: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bail_account")
        self.setAccessibleName(self.tr("Bail of the chosen suspect"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._with_events = with_events
        self._upright = True
        self._beside = TurningRow(upright=True)
        self._lines: list[str] = []
        self.show_row(None)

    def show_row(self, row: BailRow | None) -> None:
        """Show a suspect's bail, or that none is chosen."""
        self._lines = []
        self._beside = TurningRow(upright=self._upright)
        inside = QWidget()
        inside.setObjectName("bail_inside")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(8, 4, 8, 8)
        whole.setSpacing(12)
        if row is None:
            whole.addWidget(self._label(self.tr("Choose a suspect to see how the bail stands."), "plain_words"))
        else:
            whole.addWidget(self._title(row))
            self._beside = self._blocks(row)
            whole.addLayout(self._beside)
        whole.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleDescription("\n".join(self._lines))

    def lines(self) -> list[str]:
        """Give what is shown, line by line."""
        return list(self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        upright = self.width() < scaled(LOW)
        if upright != self._upright:
            self._upright = upright
            self._beside.turn(upright=upright)

    def _title(self, row: BailRow) -> QLabel:
        words = bail_words.title(row)
        self._lines.append(words)
        title = MarkLabel(bail_words.left_mark(row) or row.state_key, words)
        title.setObjectName("section_title")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        return title

    def _blocks(self, row: BailRow) -> TurningRow:
        blocks = TurningRow(upright=self._upright)
        first = QVBoxLayout()
        first.setSpacing(12)
        first.addWidget(self._following(row))
        first.addWidget(self._period(row))
        made = [self._why(row.steps, row)]
        if self._with_events:
            made.append(self._events(row.events))
        first.addStretch(1)
        blocks.addLayout(first, 1)
        for block in made:
            blocks.addWidget(block, 1)
        return blocks

    def _following(self, row: BailRow) -> QWidget:
        block, lines = self._block(self.tr("What must be authorised next"))
        if not row.following:
            lines.addWidget(self._label(self._why_nothing_follows(row)))
        for step in row.following:
            for place, words in enumerate((*bail_words.next_lines(step), bail_words.source(step))):
                lines.addWidget(self._label(words, "" if place == 0 else "field_hint"))
        return block

    def _why_nothing_follows(self, row: BailRow) -> str:
        if row.state is BailState.PASSED:
            return self.tr("The period is over, so it cannot be extended. Record what happened.")
        return self.tr("Nothing: {why}.").format(why=row.why_no_end) if row.why_no_end else self.tr("Nothing.")

    def _period(self, row: BailRow) -> QWidget:
        block, lines = self._block(self.tr("How it stands"))
        grid = self._grid()
        for place, (name, value) in enumerate(self._facts(row)):
            self._lines.append(f"{name}: {value}")
            self._put(grid, place, (name, "field_hint"), (value, ""))
        lines.addLayout(grid)
        lines.addStretch(1)
        return block

    def _facts(self, row: BailRow) -> Iterable[tuple[str, str]]:
        if row.arrested_on is not None:
            yield self.tr("Arrested"), wording.day(row.arrested_on)
        if row.regime is not None:
            yield self.tr("Law"), wording.sentence(wording.term(row.regime))
        if row.body is not InvestigatingBody.POLICE:
            yield self.tr("Investigated by"), wording.term(row.body)
        yield from self._dates(row)
        yield from self._since(row)
        if row.pending_since is not None:
            yield self.tr("With the court since"), wording.day(row.pending_since)
        if row.designated:
            yield self.tr("Designated"), self.tr("as exceptionally complex by the DPP")
        if row.oral_hearing:
            yield self.tr("Hearing"), self.tr("oral if either side asks")
        if row.to_be_confirmed:
            yield self.tr("To be confirmed"), self.tr("rests on a reading that the force still has to confirm")

    def _dates(self, row: BailRow) -> Iterable[tuple[str, str]]:
        if row.starts is not None:
            yield self.tr("Bail starts"), wording.day(row.starts)
        if row.ends is not None:
            yield self.tr("Ends"), wording.day(row.ends)
            if row.earliest is not None and row.earliest != row.ends:
                earlier = self.tr("{day}: warnings go by this day, and no return date may be later")
                yield self.tr("Earlier reading"), earlier.format(day=wording.day(row.earliest))
        elif row.why_no_end:
            yield self.tr("Ends"), wording.sentence(row.why_no_end)
        if row.returns is not None:
            yield self.tr("Return date"), wording.day(row.returns)

    def _since(self, row: BailRow) -> Iterable[tuple[str, str]]:
        if row.since is None:
            return
        name = {
            BailState.SUSPENDED: self.tr("Suspended since"),
            BailState.UNDER_INVESTIGATION: self.tr("Released"),
            BailState.PASSED: self.tr("Over since"),
            BailState.ENDED: self.tr("Ended"),
        }.get(row.state)
        if name is not None:
            yield name, wording.day(row.since)

    def _why(self, steps: Iterable[StepRow], row: BailRow) -> QWidget:
        block, lines = self._block(self.tr("Why this date"))
        steps = list(steps)
        if not steps:
            lines.addWidget(self._label(wording.sentence(row.why_no_end) or self.tr("No step is on record.")))
        grid = self._grid()
        for place, step in enumerate(steps):
            self._lines.append(" · ".join(part for part in (step.on, step.what, step.gives, step.basis) if part))
            told = ": ".join(part for part in (step.what, step.gives) if part)
            self._put(grid, place, (step.on, ""), (told, ""), step.basis)
        lines.addLayout(grid)
        lines.addStretch(1)
        return block

    def _events(self, events: Iterable[BailEventRow]) -> QWidget:
        block, lines = self._block(self.tr("What happened"))
        grid = self._grid()
        for place, event in enumerate(events):
            told = bail_words.event_lines(event)
            day = wording.day(event.happened_on)
            self._lines.append(" · ".join((day, *told)))
            self._put(grid, place, (day, ""), (told[0], ""), "\n".join(told[1:]))
        lines.addLayout(grid)
        lines.addStretch(1)
        return block

    def _block(self, heading: str) -> tuple[QWidget, QVBoxLayout]:
        block = QWidget()
        lines = QVBoxLayout(block)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(self._label(heading, "section_title"))
        return block, lines

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, scaled(DAY_WIDTH))
        grid.setColumnStretch(1, 1)
        return grid

    def _put(
        self, grid: QGridLayout, place: int, left: tuple[str, str], right: tuple[str, str], hint: str = ""
    ) -> None:
        top = Qt.AlignmentFlag.AlignTop
        cells = QVBoxLayout()
        cells.setSpacing(0)
        cells.addWidget(self._cell(*right))
        if hint:
            cells.addWidget(self._cell(hint, "field_hint"))
        cells.addStretch(1)
        grid.addWidget(self._cell(*left), place, 0, top)
        grid.addLayout(cells, place, 1)

    def _label(self, text: str, name: str = "") -> QLabel:
        self._lines.append(text)
        return self._cell(text, name)

    def _cell(self, text: str, name: str) -> QLabel:
        cell = QLabel(text)
        cell.setObjectName(name)
        cell.setTextFormat(Qt.TextFormat.PlainText)
        cell.setWordWrap(True)
        cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return cell
