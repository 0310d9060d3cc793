"""PrintJob: draws papers on a printer page by page; each page is made off the GUI thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.dialogs.page_images import PageShape, page_image, page_shapes
from ui.page_context import RunsInBackground

FINEST = 300


class PrinterTrouble(Exception):
    """The printer did not take the paper."""


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of one of the papers."""

    pdf: bytes
    index: int
    shape: PageShape


class PrintJob(QObject):
    """One job for the printer.

    Args:
        papers: PDFs, printed one after another: a cover sheet, then what it covers.
        done: called when the printer has taken every page.
        problem: called with what went wrong; the printer's job is given up.
    """

    def __init__(
        self,
        background: RunsInBackground,
        printer: QPrinter,
        papers: Sequence[bytes],
        done: Callable[[], None],
        problem: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._printer = printer
        self._papers = tuple(papers)
        self._done = done
        self._problem = problem
        self._painter = QPainter()
        self._pages: list[_Page] = []

    def start(self) -> None:
        """Begin with the first page."""
        papers = self._papers
        self._background.run(lambda: _pages_of(papers), self._begin, self._fail)

    def _begin(self, pages: list[_Page]) -> None:
        self._pages = pages
        self._printer.setFullPage(True)
        self._printer.setPageSize(QPageSize(pages[0].shape.size, QPageSize.Unit.Point))
        self._printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        if not self._painter.begin(self._printer):
            self._fail(PrinterTrouble())
            return
        self._draw(0)

    def _draw(self, place: int) -> None:
        page, dots = self._pages[place], min(FINEST, self._printer.resolution())
        self._background.run(
            lambda: page_image(page.pdf, page.index, dots), lambda image: self._put(place, image), self._fail
        )

    def _put(self, place: int, image: QImage) -> None:
        sheet = QRectF(self._printer.pageLayout().fullRectPixels(self._printer.resolution()))
        size = QSizeF(image.size()).scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(sheet.topLeft(), size)
        self._painter.drawImage(target, image, QRectF(QRect(0, 0, image.width(), image.height())))
        if place + 1 == len(self._pages):
            self._finish()
        elif self._printer.newPage():
            self._draw(place + 1)
        else:
            self._fail(PrinterTrouble())

    def _finish(self) -> None:
        ended = self._painter.end()
        if not ended or self._printer.printerState() is QPrinter.PrinterState.Error:
            self._problem(PrinterTrouble())
        else:
            self._done()
        self.deleteLater()

    def _fail(self, problem: Exception) -> None:
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
        self._problem(problem)
        self.deleteLater()


def _pages_of(papers: Sequence[bytes]) -> list[_Page]:
    return [_Page(pdf, index, shape) for pdf in papers for index, shape in enumerate(page_shapes(pdf))]
