"""A4 pages for printing and sending: a title, paragraphs, lists, tables whose head stands on every page, pictures.

Chinese is set in STSong-Light without embedding it: the reader supplies its Chinese font (every usual one has one), so
a report has a few kB and the server needs no font. Equal papers give equal bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image, LongTable, Paragraph, SimpleDocTemplate, Spacer

CHINESE, LATIN = "STSong-Light", "Helvetica"
MARGIN = 16 * mm
WIDTH, HEIGHT = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN
_EDGE = MARGIN - 6  # the frame of a page adds six points
MOST_ROWS = 3000
_CELL = 4000  # characters
_NARROW = 8  # columns from which a table is set smaller
_INK, _GREY, _LINE, _HEAD = (colors.HexColor(c) for c in ("#1F2328", "#636C76", "#D8D3C8", "#EDF3F3"))
_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?(?:%| 秒| s)?|—|")
Language = Literal["zh", "en"]
_MORE = {"zh": f"只列出前 {MOST_ROWS} 行", "en": f"Only the first {MOST_ROWS} rows"}
_PAGES = {"zh": "第 {} 页，共 {} 页", "en": "page {} of {}"}
Column = tuple[str, float]
"""Head and weight: widths are shared by weight."""


class Paper:
    """Gathers what is to be read from top to bottom; `bytes` sets it."""

    def __init__(self, title: str, under: str = "", language: Language = "zh") -> None:
        """`under` = a line in grey below the title; the title also stands at the foot of each page."""
        _register()
        self._title, self._language = title, language
        self._parts: list[Flowable] = [_paragraph(title, 18, 26)]
        if under:
            self._parts.append(_paragraph(under, 9, 14, _GREY))
        self._parts.append(Spacer(0, 3 * mm))

    def head(self, text: str) -> None:
        """A heading that stays with what follows it."""
        self._parts.append(_paragraph(text, 13, 20, before=4 * mm, after=1.5 * mm, keep=True))

    def words(self, text: str) -> None:
        """Paragraphs, one for each line that holds something."""
        self._parts += [_paragraph(line, 10.5, 17, after=1 * mm) for line in text.splitlines() if line.strip()]

    def items(self, lines: Iterable[str]) -> None:
        """A list."""
        self._parts += [_paragraph(f"· {line}", 10.5, 17, indent=4 * mm) for line in lines]

    def table(self, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> None:
        """A table; numbers stand to the right, and what is beyond the most rows is named in the last one."""
        found = [[_cell(value) for value in row] for _, row in zip(range(MOST_ROWS + 1), rows, strict=False)]
        more = len(found) > MOST_ROWS
        size = 8.0 if len(columns) > _NARROW else 9.5
        right = [bool(found) and all(_NUMBER.fullmatch(row[place]) for row in found) for place in range(len(columns))]
        lines = [[_set(head, size, right[place]) for place, (head, _) in enumerate(columns)]]
        lines += [[_set(text, size, right[place]) for place, text in enumerate(row)] for row in found[:MOST_ROWS]]
        whole = sum(weight for _, weight in columns)
        widths = [WIDTH * weight / whole for _, weight in columns]
        self._parts.append(LongTable(lines, colWidths=widths, repeatRows=1, style=_LOOK, splitInRow=1))
        if more:
            self._parts.append(_paragraph(_MORE[self._language], 9, 14, _GREY))

    def pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Pictures under each other with their names; one that cannot be read is named only."""
        for name, content in pictures.items():
            self._parts.append(_paragraph(name, 9, 14, _GREY, keep=True))
            self._parts += _picture(content)

    def bytes(self) -> bytes:
        """The file."""
        out = io.BytesIO()
        document = SimpleDocTemplate(
            out, pagesize=A4, leftMargin=_EDGE, rightMargin=_EDGE, topMargin=_EDGE, bottomMargin=_EDGE,
            title=self._title, author="店小二", creator="Xiaoer", invariant=1,
        )  # fmt: skip
        title, pages = self._title, _PAGES[self._language]

        class Numbered(_Numbered):
            foot = title
            words = pages

        document.build(self._parts, canvasmaker=Numbered)
        return out.getvalue()


class _Numbered(Canvas):
    """Keeps its pages until their number is known."""

    foot = ""
    words = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for number, state in enumerate(self._kept, start=1):
            self.__dict__.update(state)
            numbers = _paragraph(self.words.format(number, len(self._kept)), 8, 11, _GREY, right=True)
            for foot in (_paragraph(self.foot, 8, 11, _GREY), numbers):
                foot.wrapOn(self, WIDTH, 11)
                foot.drawOn(self, MARGIN, 9 * mm)
            super().showPage()
        super().save()


_LOOK: list[Any] = [
    ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, _LINE),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ("TOPPADDING", (0, 0), (-1, -1), 3),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
]


@lru_cache(maxsize=1)
def _register() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))


@lru_cache(maxsize=64)
def _style(
    size: float, leading: float, colour: colors.Color, before: float, after: float, indent: float,
    keep: bool, right: bool, chinese: bool,
) -> ParagraphStyle:  # fmt: skip
    return ParagraphStyle(
        "", fontName=CHINESE, fontSize=size, leading=leading, textColor=colour, wordWrap="CJK" if chinese else None,
        spaceBefore=before,
        spaceAfter=after, leftIndent=indent, firstLineIndent=-indent, keepWithNext=keep, alignment=2 if right else 0,
    )  # fmt: skip


def _paragraph(
    text: str, size: float, leading: float, colour: colors.Color = _INK, *, before: float = 0, after: float = 0,
    indent: float = 0, keep: bool = False, right: bool = False,
) -> Paragraph:  # fmt: skip
    chinese = not all(map(_is_latin, text))  # which may break anywhere; English breaks between words
    return Paragraph(_marked(text), _style(size, leading, colour, before, after, indent, keep, right, chinese))


def _set(text: str, size: float, right: bool) -> Paragraph:
    return _paragraph(text, size, size * 1.45, right=right)


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    text = f"{value:,.10g}" if isinstance(value, float | int) and not isinstance(value, bool) else str(value)
    return text if len(text) <= _CELL else f"{text[:_CELL]}……"


def _marked(text: str) -> str:
    """Letters and digits in the Latin font, the rest in the Chinese one; what neither has becomes a box."""
    shown = "".join(map(_shown, text))
    runs = ((latin, "".join(run)) for latin, run in groupby(shown, key=_is_latin))
    return "".join(f'<font name="{LATIN}">{escape(run)}</font>' if latin else escape(run) for latin, run in runs)


def _is_latin(character: str) -> bool:
    return character < "\u0100"


def _shown(character: str) -> str:
    if character in "\t\n":
        return " "
    if _is_latin(character):
        return character if character.isprintable() else ""
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return "" if character in "\u200b\u200d\ufe0f\ufeff" else "□"
    return character


def _picture(content: bytes) -> list[Flowable]:
    try:
        image = Image(io.BytesIO(content))
        scale = min(1.0, WIDTH / image.imageWidth, HEIGHT * 0.45 / image.imageHeight)
        image.drawWidth, image.drawHeight = image.imageWidth * scale, image.imageHeight * scale
        image.hAlign = "LEFT"
    except Exception:
        return [_paragraph("（这张图片读不出来）", 9, 14, _GREY)]
    return [image, Spacer(0, 3 * mm)]
