"""PaperView: the pages of a paper one under the other, drawn off the GUI thread as they come into view."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.dialogs.page_images import POINTS_PER_INCH, PageShape, page_image, page_shapes
from ui.page_context import RunsInBackground
from ui.problems import in_words
from ui.theme import applied_theme

MARGIN = 12
WIDEST = 900
KEPT_AROUND = 2


class _PageFrame(QWidget):
    """One page: a white sheet until it is drawn."""

    def __init__(self, number: int, count: int, shape: PageShape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape = shape
        self.image: QImage | None = None
        self.setAccessibleName(self.tr("Page {number} of {count}").format(number=number, count=count))
        self.setAccessibleDescription(shape.words)

    def fit(self, width: int) -> None:
        """Take a width; the height follows."""
        self.setFixedSize(width, round(width * self.shape.size.height() / self.shape.size.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self.image)
        painter.setPen(applied_theme().colour("rule"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PaperView(QScrollArea):
    """Scrolled by the arrow keys, Page up and down, Home and End."""

    def __init__(self, background: RunsInBackground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper_view")
        self.setAccessibleName(self.tr("Preview of the paper"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._background = background
        self._pdf = b""
        self._frames: list[_PageFrame] = []
        self._turn = 0
        self._drawing = False
        self.verticalScrollBar().valueChanged.connect(self._draw_next)
        self.say("")

    def say(self, words: str) -> None:
        """Show a sentence instead of a paper."""
        self._turn += 1
        self._pdf, self._frames = b"", []
        label = QLabel(words)
        label.setObjectName("plain_words")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.setAccessibleDescription(words)
        self.setWidget(label)

    def show_paper(self, pdf: bytes) -> None:
        """Show a paper from its first page."""
        self.say(self.tr("Drawing the paper..."))
        self._pdf = pdf
        turn = self._turn
        self._background.run(
            lambda: page_shapes(pdf),
            lambda shapes: self._lay_out(turn, shapes),
            lambda problem: self._fail(turn, problem),
        )

    def page_count(self) -> int:
        """Give the number of pages shown."""
        return len(self._frames)

    def drawn(self) -> list[int]:
        """Give the places of the pages that are drawn."""
        return [place for place, frame in enumerate(self._frames) if frame.image is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        end = ends.get(Qt.Key(event.key()))
        if end is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(end)
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._frames and event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def _lay_out(self, turn: int, shapes: tuple[PageShape, ...]) -> None:
        if turn != self._turn:
            return
        inside = QWidget()
        inside.setObjectName("paper_inside")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        lines.setSpacing(MARGIN)
        self._frames = [_PageFrame(place + 1, len(shapes), shape) for place, shape in enumerate(shapes)]
        for frame in self._frames:
            lines.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(1)
        self.setWidget(inside)
        self.setAccessibleDescription("")
        self._fit()

    def _fit(self) -> None:
        width = min(WIDEST, self.viewport().width() - 2 * MARGIN)
        for frame in self._frames:
            frame.fit(max(100, width))
            frame.image = None
        self._turn += 1
        inside = self.widget()
        lines = inside.layout() if inside is not None else None
        if inside is not None and lines is not None:
            lines.activate()
            inside.adjustSize()
        self._draw_next()

    def _in_view(self) -> list[int]:
        top = self.verticalScrollBar().value()
        window = QRect(0, top, self.viewport().width(), self.viewport().height())
        return [place for place, frame in enumerate(self._frames) if frame.geometry().intersects(window)]

    def _draw_next(self) -> None:
        seen = self._in_view()
        if not seen or self._drawing:
            return
        near = range(max(0, seen[0] - KEPT_AROUND), min(len(self._frames), seen[-1] + KEPT_AROUND + 1))
        for place, frame in enumerate(self._frames):
            if place not in near:
                frame.image = None
        wanted = next((place for place in (*seen, *near) if self._frames[place].image is None), None)
        if wanted is None:
            return
        frame, pdf, turn = self._frames[wanted], self._pdf, self._turn
        dots = frame.width() / frame.shape.size.width() * POINTS_PER_INCH * self.devicePixelRatioF()
        self._drawing = True
        self._background.run(
            lambda: page_image(pdf, wanted, dots),
            lambda image: self._drew(turn, wanted, image),
            lambda problem: self._fail(turn, problem),
        )

    def _drew(self, turn: int, place: int, image: QImage) -> None:
        self._drawing = False
        if turn == self._turn:
            self._frames[place].image = image
            self._frames[place].update()
        self._draw_next()

    def _fail(self, turn: int, problem: Exception) -> None:
        self._drawing = False
        if turn == self._turn:
            self.say(self.tr("The paper cannot be drawn. {why}").format(why=in_words(problem)))
