"""The pages of a paper as pictures and text, read by PDFium one at a time."""

from dataclasses import dataclass
from threading import Lock

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
#: PDFium may be called by one thread at a time only.
PDFIUM = Lock()


@dataclass(frozen=True, slots=True)
class PageShape:
    """The size of a page in points, and its words for a screen reader."""

    size: QSizeF
    words: str


def page_shapes(pdf: bytes) -> tuple[PageShape, ...]:
    """Give the shape of every page."""
    shapes = []
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text = page.get_textpage()
            shapes.append(PageShape(QSizeF(*page.get_size()), " ".join(text.get_text_range().split())))
            text.close()
            page.close()
    return tuple(shapes)


def page_image(pdf: bytes, index: int, dots_per_inch: float) -> QImage:
    """Draw one page on white."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        page = document[index]
        bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, prefer_bgrx=True)
        pixels = bytes(bitmap.buffer)
        image = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32).copy()
        bitmap.close()
        page.close()
    return image
