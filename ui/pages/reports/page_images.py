"""The pages of a paper as pictures, drawn by PDFium one at a time."""

from threading import Lock

import pypdfium2
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

POINTS_PER_INCH = 72
#: PDFium may be called by one thread at a time only.
PDFIUM = Lock()


def page_sizes(pdf: bytes) -> tuple[QSizeF, ...]:
    """Give the size of every page in points."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(QSizeF(*document.get_page_size(index)) for index in range(len(document)))


def page_image(pdf: bytes, index: int, dots_per_inch: float) -> QImage:
    """Draw one page on white."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        page = document[index]
        bitmap = page.render(scale=dots_per_inch / POINTS_PER_INCH, prefer_bgrx=True, rev_byteorder=False)
        image = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()
        bitmap.close()
        page.close()
    return image
