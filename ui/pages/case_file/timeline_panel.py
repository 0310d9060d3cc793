"""TimelinePanel: the timeline of a case, drawn or as a list of the same pieces; from either one goes to its row."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from tracker.rows.case_file import CaseFile
from tracker.time_source import TimeSource
from ui import wording
from ui.pages.case_file.timeline_lanes import course_of
from ui.tables.column import Column
from ui.tables.row_table_model import RowTableModel
from ui.tables.row_table_view import RowTableView
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.timeline.lanes import Lane, Piece
from ui.widgets.timeline.scale import STEP
from ui.widgets.timeline.timeline_view import TimelineView


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """A piece of the timeline as a row of the list."""

    place: int
    lane: Lane
    piece: Piece

    @property
    def days(self) -> int | None:
        """How many days it lasts; None of a mark."""
        return None if self.piece.until is None else (self.piece.until - self.piece.since).days


class TimelinePanel(QWidget):
    """What is drawn and what is listed are the same pieces."""

    #: somebody wants to see the row that a piece stands for; carries the part of the case and the key of the row
    wanted = Signal(str, str)

    def __init__(self, time: TimeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Timeline of the case"))
        self._time = time
        self._case_id = ""
        self.view = TimelineView()
        self._buttons = QWidget(self.view)
        self.as_list_button = self._button(self.tr("As a list"), self.tr("Show the timeline as a list"))
        self._drawn_buttons()
        self.model = RowTableModel(self._columns(), lambda line: str(line.place), self)
        self.list = RowTableView(self.model, "timeline_list")
        self.list.setAccessibleName(self.tr("Timeline as a list"))
        self.as_drawing_button = self._button(self.tr("As a drawing"), self.tr("Show the timeline as a drawing"))
        self._words = ElidedLabel()
        self._words.setObjectName("field_hint")
        self._both = QStackedWidget()
        self._lay_out()
        self.view.activated.connect(self._lead)
        self.list.row_activated.connect(lambda line: self._lead(line.piece))
        self.as_list_button.clicked.connect(self.turn)
        self.as_drawing_button.clicked.connect(self.turn)

    def show_file(self, file: CaseFile) -> None:
        """Show a case; one that was shown before keeps its place and its scale."""
        afresh = file.case_id != self._case_id
        self._case_id = file.case_id
        course = course_of(file, self._time.today())
        self.view.show_course(course, afresh=afresh)
        pieces = [(lane, piece) for lane in course.shown for piece in lane.in_order()]
        lines = [TimelineLine(place, lane, piece) for place, (lane, piece) in enumerate(pieces)]
        lines.sort(key=lambda line: (line.piece.since, line.place))
        self.model.set_rows(lines)
        counted = wording.count_of(len(lines), "entry", "entries")
        self._words.setText(" · ".join(part for part in (counted, course.left_out) if part))

    def is_list(self) -> bool:
        """Say whether it is shown as a list."""
        return self._both.currentIndex() == 1

    def turn(self) -> None:
        """Show it as a list, or as a drawing again; the focus stays in it."""
        self._both.setCurrentIndex(0 if self.is_list() else 1)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus into what is shown of it."""
        (self.list if self.is_list() else self.view).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_focus(self) -> bool:
        """Say whether the focus is in it."""
        return self.list.hasFocus() or self.view.hasFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_buttons()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._place_buttons()

    def _lead(self, piece: Piece) -> None:
        if piece.part:
            self.wanted.emit(piece.part, piece.key)

    def _drawn_buttons(self) -> None:
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(4)
        nearer = self._button("+", self.tr("Zoom the timeline in"))
        further = self._button("–", self.tr("Zoom the timeline out"))
        fit = self._button(self.tr("Fit"), self.tr("Show all of the case on the timeline"))
        nearer.clicked.connect(self._nearer)
        further.clicked.connect(self._further)
        fit.clicked.connect(self.view.fit)
        for button in (nearer, further, fit, self.as_list_button):
            line.addWidget(button)
        line.addStretch(1)
        self.view.scale_changed.connect(self._place_buttons)

    def _nearer(self) -> None:
        self.view.zoom_by(STEP)

    def _further(self) -> None:
        self.view.zoom_by(1 / STEP)

    def _place_buttons(self) -> None:
        corner = self.view.corner().toRect().adjusted(1, 1, -1, -1)
        if corner != self._buttons.geometry():
            self._buttons.setGeometry(corner)

    def _button(self, words: str, spoken: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("small")
        button.setAccessibleName(spoken)
        button.setToolTip(spoken)
        return button

    def _columns(self) -> list[Column]:
        return [
            Column(
                self.tr("Day"),
                lambda line: wording.day(line.piece.since),
                sort=lambda line: (line.piece.since, line.place),
                width=124,
            ),
            Column(
                self.tr("Days"),
                lambda line: "" if line.days is None else f"{line.days:,}",
                sort=lambda line: line.days or 0,
                align="right",
                accessible=lambda line: "" if line.days is None else wording.count_of(line.days, "day"),
                width=56,
            ),
            Column(
                self.tr("Of"), lambda line: line.lane.title, tooltip=lambda line: line.lane.title, bold=True, width=250
            ),
            Column(self.tr("What"), lambda line: line.piece.words, tooltip=lambda line: line.piece.words, width=620),
        ]

    def _lay_out(self) -> None:
        listed = QWidget()
        lines = QVBoxLayout(listed)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.as_drawing_button)
        above.addWidget(self._words, 1)
        lines.addLayout(above)
        lines.addWidget(self.list, 1)
        self._both.addWidget(self.view)
        self._both.addWidget(listed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._both)
