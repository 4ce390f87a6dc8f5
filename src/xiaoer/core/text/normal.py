"""The normal form of a text, with the way back to the text as given.

Normal form = NFKC (full width → half width, ① → 1, ㎏ → kg), traditional → simplified characters, without
zero-width, direction and control characters. Letter case and line breaks are kept.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

# Zero-width, joiners, directions, soft hyphen, variation selectors: nothing that a reader sees.
_INVISIBLE_RANGES = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFC), (0xE0000, 0xE0FFF),
)  # fmt: skip
_COMMON = re.compile(r"[\x20-\x7e\u4e00-\u9fff]*")  # letters that are their own normal form
_KEPT_CONTROLS = frozenset("\n\t")


@dataclass(frozen=True, slots=True)
class Normal:
    """A normal form. Character `i` of `text` came from `original[offsets[i]:ends[i]]`.

    Both tuples are as long as `text`; several characters may come from the same place (㎏ → k, g).
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the normal form → the span of the original that bears it; an empty one stays empty."""
        if start >= end:
            at = self.offsets[start] if start < len(self.offsets) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.offsets[start], self.ends[end - 1]


def normalise(text: str) -> Normal:
    """Bring a text into normal form and keep where every character came from."""
    if _is_plain(text):
        same = text.translate(_simplified())
        return Normal(same, tuple(range(len(text))), tuple(range(1, len(text) + 1)))
    characters: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    table = _simplified()
    for start, end in _clusters(text):
        piece = text[start:end]
        if piece in _ASCII:
            form = piece
        else:
            visible = "".join(c for c in piece if not _is_invisible(c))
            form = unicodedata.normalize("NFKC", visible).translate(table)
        for character in form:
            if not _is_invisible(character):
                characters.append(character)
                offsets.append(start)
                ends.append(end)
    return Normal("".join(characters), tuple(offsets), tuple(ends))


def normal_text(text: str) -> str:
    """Only the normal form, for who needs no way back."""
    if _is_plain(text):
        return text.translate(_simplified())
    return normalise(text).text


_ASCII = frozenset(chr(code) for code in range(0x20, 0x7F))


def _is_plain(text: str) -> bool:
    """Whether NFKC and the removal of invisible characters would change nothing."""
    if _COMMON.fullmatch(text):
        return True
    return text.isprintable() and unicodedata.is_normalized("NFKC", text) and not _has_invisible_letters(text)


def _has_invisible_letters(text: str) -> bool:
    # Invisible marks that Python counts as printable.
    return not text.isascii() and any(_is_invisible(c) for c in text if c > "\u034e" and not "\u3400" <= c <= "\u9fff")


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut into base characters with the combining marks that follow: what NFKC may join."""
    cuts = [i for i, c in enumerate(text) if not (i and unicodedata.combining(c))]
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


@cache
def _invisible() -> frozenset[str]:
    return frozenset(chr(code) for low, high in _INVISIBLE_RANGES for code in range(low, high + 1))


def _is_invisible(character: str) -> bool:
    if character in _invisible():
        return True
    return unicodedata.category(character) == "Cc" and character not in _KEPT_CONTROLS


@cache
def _simplified() -> dict[int, str]:
    """Traditional → simplified, one character each (core/text/data/simplified.txt)."""
    lines = (resources.files(__package__) / "data" / "simplified.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    table: dict[int, str] = {}
    for old, new in zip(rows[::2], rows[1::2], strict=True):
        table.update({ord(a): b for a, b in zip(old, new, strict=True)})
    return table
