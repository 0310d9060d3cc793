"""Page frame, protective marking, numbering, fonts, escaping, long text over pages."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from threading import Lock
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Paragraph

from tracker.resource_files import data
from tracker.settings import Settings

AUTHOR = "Undrift"
LANGUAGE = "en-GB"

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 36.0
HEAD, FOOT = 76.0, 78.0
WIDTH = PAGE_WIDTH - 2 * MARGIN
HEIGHT = PAGE_HEIGHT - HEAD - FOOT

REGULAR, STRONG = "UndriftSans", "UndriftSansStrong"
FONT_FILES = {REGULAR: "fonts/NotoSans-Regular.ttf", STRONG: "fonts/NotoSans-Bold.ttf"}
BLACK, QUIET, RULE = 0.0, 0.32, 0.62
DEMO_FLAG, DRAFT_FLAG = "DEMO UNIT", "DRAFT"
NO_GLYPH = "\N{REPLACEMENT CHARACTER}"

_PAGE_TOTAL = "page-total"
_fonts_lock = Lock()


@dataclass(frozen=True, slots=True)
class Marking:
    """The protective marking of every page, and the handling line under it."""

    marking: str
    handling: str


STANDARD = Marking(Settings().marking, Settings().handling)


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What stands on every page: the running head, the number, flags such as DRAFT, and the lines of the foot."""

    running: str
    number: str
    flags: tuple[str, ...]
    foot: tuple[str, ...]
    marking: Marking


def load_fonts() -> None:
    """Make the bundled fonts known to the PDF library, once."""
    with _fonts_lock:
        rl_config.useA85 = 0  # streams as they are: a fifth smaller, and quicker
        known = pdfmetrics.getRegisteredFontNames()
        for name, path in FONT_FILES.items():
            if name not in known:
                pdfmetrics.registerFont(TTFont(name, BytesIO(data(path))))
        if REGULAR not in known:
            pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=STRONG, italic=REGULAR, boldItalic=STRONG)


def clean(text: str) -> str:
    """Give text as the paper can show it: line breaks kept, invisible characters left out, unknown ones marked."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    known = pdfmetrics.getFont(REGULAR).face.charToGlyph
    return "".join(
        letter if letter == "\n" or ord(letter) in known else NO_GLYPH
        for letter in composed
        if letter == "\n" or unicodedata.category(letter) not in {"Cc", "Cf"}
    )


def width_of(text: str, font: str, size: float) -> float:
    """Give the width of a text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def lines_of(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Break text into lines no wider than `width`, between words, and inside a word that is wider by itself."""
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        if width_of(paragraph, font, size) <= width:
            lines.append(paragraph)
        else:
            lines.extend(_broken(paragraph, font, size, width))
    return tuple(lines)


def shortened(text: str, font: str, size: float, width: float) -> str:
    """Give one line no wider than `width`, cut with an ellipsis where needed."""
    line = clean(text).replace("\n", " ")
    if width_of(line, font, size) <= width:
        return line
    while line and width_of(f"{line}…", font, size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def first_lines(text: str, font: str, size: float, width: float, most: int) -> str:
    """Give a text that takes no more than so many lines, the last one cut with an ellipsis where needed."""
    lines = lines_of(text, font, size, width)
    if len(lines) <= most:
        return text
    return "\n".join((*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), font, size, width)))


def height_of(story: Sequence[Any]) -> float:
    """Give the height that a story takes at the most, set below each other on one page."""
    return sum(float(one.wrap(WIDTH, HEIGHT)[1] + one.getSpaceBefore() + one.getSpaceAfter()) for one in story)


def _style(name: str, size: float, leading: float, *, font: str = REGULAR, after: float = 0, **more: Any) -> Any:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, spaceAfter=after, **more)


TITLE = _style("title", 14, 18, font=STRONG, after=1)
LEAD = _style("lead", 9, 12.5, after=6)
MUTED = _style("muted", 8.5, 11.5, after=5, textColor=Color(QUIET, QUIET, QUIET))
COMPLETE = _style("complete", 9, 12.5, font=STRONG, after=6)
BULLET = _style("bullet", 9, 12.5, after=2, leftIndent=10, bulletIndent=0, bulletFontName=REGULAR)
LOUD = _style(
    "loud",
    10,
    13.5,
    font=STRONG,
    after=18,
    borderWidth=1.2,
    borderColor=black,
    borderPadding=6,
    leftIndent=7,
    rightIndent=7,
)


def sentence(text: str, style: Any = LEAD, *, bullet: str | None = None) -> Any:
    """Set a text as a paragraph; marks such as < and & are printed, never obeyed."""
    return Paragraph(escape(clean(text)).replace("\n", "<br/>"), style, bulletText=bullet)


class Heading(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A section's heading, with its bookmark and its entry in the outline."""

    LINE = 15.0

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.spaceBefore, self.spaceAfter = 12, 2

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return WIDTH, self.LINE

    def draw(self) -> None:
        self.canv.setFillGray(BLACK)
        self.canv.setFont(STRONG, 11)
        self.canv.drawString(0, 3.5, shortened(self.text, STRONG, 11, WIDTH))
        key = self.text.lower().replace(" ", "-")
        self.canv.bookmarkHorizontal(key, 0, self.LINE)
        self.canv.addOutlineEntry(self.text, key, level=0)


class PageTotal(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """The last thing of a paper: by then the number of pages is known, and every page has left a place for it."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self) -> None:
        canvas = self.canv
        total = str(canvas.getPageNumber())
        canvas.beginForm(_PAGE_TOTAL, 0, -3, 40, 10)
        canvas.setFont(REGULAR, 8)
        canvas.setFillGray(BLACK)
        canvas.drawString(0, 0, total)
        canvas.endForm()


def section(heading: str, opening: str, *, follows: float = 0.0) -> list[Any]:
    """Begin a section: heading and opening sentence stand on one page with so much of what follows them."""
    title, said = Heading(heading), sentence(opening)
    _, height = said.wrap(WIDTH, HEIGHT)
    room = title.spaceBefore + title.LINE + title.spaceAfter + height + LEAD.spaceAfter + follows
    return [CondPageBreak(min(room, HEIGHT)), title, said]


def paper(frame: PageFrame, story: Sequence[Any], *, title: str, subject: str, made_at: datetime) -> bytes:
    """Draw a paper: equal arguments give equal bytes, in any process."""
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=A4,
        title=clean(title),
        subject=clean(subject),
        author=AUTHOR,
        creator=AUTHOR,
        lang=LANGUAGE,
        displayDocTitle=True,
        invariant=1,
    )
    body = Frame(MARGIN, FOOT, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    furniture = partial(_draw_frame, frame)
    document.addPageTemplates(PageTemplate(frames=[body], onPage=lambda canvas, _document: furniture(canvas)))
    document.build([*story, PageTotal()], canvasmaker=partial(_canvas, made_at))
    return buffer.getvalue()


def _canvas(made_at: datetime, *args: Any, **options: Any) -> Any:
    canvas = Canvas(*args, **options)
    stamp = f"D:{made_at.astimezone(UTC):%Y%m%d%H%M%S}Z"
    canvas.setDateFormatter(lambda *_now: stamp)
    # the library seeds the file's identifier from SOURCE_DATE_EPOCH, which differs between machines
    canvas._doc.signature = hashlib.md5(stamp.encode(), usedforsecurity=False)  # noqa: SLF001 - no public way
    canvas.showOutline()
    return canvas


def _draw_frame(frame: PageFrame, canvas: Any) -> None:
    right = PAGE_WIDTH - MARGIN
    canvas.setFillGray(BLACK)
    canvas.setStrokeGray(BLACK)
    canvas.setFont(STRONG, 10)
    canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 28, frame.marking.marking)
    canvas.setFont(REGULAR, 7.5)
    canvas.setFillGray(QUIET)
    canvas.drawCentredString(PAGE_WIDTH / 2, PAGE_HEIGHT - 39, frame.marking.handling)

    base = PAGE_HEIGHT - 57
    canvas.setFillGray(BLACK)
    canvas.setFont(STRONG, 8)
    canvas.drawRightString(right, base, frame.number)
    left_of = right - width_of(frame.number, STRONG, 8) - 8
    for flag in reversed(frame.flags):
        left_of = _draw_flag(canvas, flag, left_of, base) - 6
    canvas.setFont(REGULAR, 8)
    canvas.drawString(MARGIN, base, shortened(frame.running, REGULAR, 8, left_of - MARGIN - 8))
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, base - 6, right, base - 6)

    canvas.line(MARGIN, FOOT - 12, right, FOOT - 12)
    page = f"Page {canvas.getPageNumber()} of "
    canvas.drawString(MARGIN, FOOT - 23, page)
    canvas.saveState()
    canvas.translate(MARGIN + width_of(page, REGULAR, 8), FOOT - 23)
    canvas.doForm(_PAGE_TOTAL)
    canvas.restoreState()
    canvas.setFillGray(QUIET)
    canvas.setFont(REGULAR, 7.5)
    for number, line in enumerate(frame.foot):
        canvas.drawRightString(right, FOOT - 23 - 9.5 * number, shortened(line, REGULAR, 7.5, WIDTH - 80))
    canvas.setFillGray(BLACK)
    canvas.setFont(STRONG, 10)
    canvas.drawCentredString(PAGE_WIDTH / 2, 18, frame.marking.marking)


def _draw_flag(canvas: Any, words: str, right: float, base: float) -> float:
    width = width_of(words, STRONG, 8) + 8
    canvas.setFillGray(BLACK)
    canvas.rect(right - width, base - 3, width, 12, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.setFont(STRONG, 8)
    canvas.drawString(right - width + 4, base, words)
    canvas.setFillGray(BLACK)
    return right - width


def _broken(paragraph: str, font: str, size: float, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, font, size) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, font, size, width)
        lines.extend(full)
    return [*lines, line]


def _pieces(word: str, font: str, size: float, width: float) -> list[str]:
    pieces = [""]
    room = width
    for letter in word:
        room -= width_of(letter, font, size)
        if room < 0 and pieces[-1]:
            pieces.append("")
            room = width - width_of(letter, font, size)
        pieces[-1] += letter
    return pieces
