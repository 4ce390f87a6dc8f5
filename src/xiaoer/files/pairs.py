"""`键:值;键:值`, as attributes and variants are written; separators may be full width.

A piece without a colon goes on with the value before it, so that `洗涤:30度水洗；不可漂白;产地:浙江`
keeps both sentences of 洗涤. A separator that belongs to a value is written `\\;` or `\\:`.
"""

from __future__ import annotations

import re

from xiaoer.files.values import CellError

Pairs = tuple[tuple[str, str], ...]

_PIECE = re.compile(r"((?:\\.|[^;；\\]|\\$)*)([;；]|$)", re.DOTALL)
_COLON = re.compile(r"((?:\\.|[^:：\\])*?)[:：](.*)", re.DOTALL)
_ESCAPED = re.compile(r"\\([;；:：\\])")
_KEY_SPECIAL = re.compile(r"[;；:：\\]")
_VALUE_SLASH = re.compile(r"\\(?=[;；:：\\]|$)")
_VALUE_SPECIAL = re.compile(r"[;；]|\\(?=[;；:：\\]|$)")


def read_pairs(text: str) -> Pairs:
    """The pairs in the file's order. Raises `CellError` when the text does not begin with a key."""
    found: list[tuple[str, str]] = []
    glue = ""
    for piece, separator in _pieces(text):
        match = _COLON.fullmatch(piece)
        key = _plain(match[1]).strip() if match else ""
        if match and key:
            found.append((key, match[2].strip()))
        elif piece.strip() and found:
            name, value = found[-1]
            found[-1] = (name, f"{value}{glue}{piece.strip()}")
        elif piece.strip():
            raise CellError(f"“{piece.strip()[:30]}”没有键", "写成 键:值;键:值，如 面料:棉;产地:浙江")
        glue = separator
    return tuple((key, _plain(value)) for key, value in found)


def write_pairs(pairs: Pairs) -> str:
    """The text that `read_pairs` turns back into `pairs` (keys not empty, no blanks at the edges)."""
    plainly = _joined(pairs, _VALUE_SLASH)
    if ("；" in plainly or ";" in plainly) and _reads_as(plainly, pairs):
        return plainly
    return _joined(pairs, _VALUE_SPECIAL)


def _joined(pairs: Pairs, special: re.Pattern[str]) -> str:
    return ";".join(f"{_guard(_KEY_SPECIAL, key)}:{_guard(special, value)}" for key, value in pairs)


def _reads_as(text: str, pairs: Pairs) -> bool:
    try:
        return read_pairs(text) == pairs
    except CellError:
        return False


def _pieces(text: str) -> list[tuple[str, str]]:
    pieces = [(match[1], match[2]) for match in _PIECE.finditer(text)]
    return [piece for piece in pieces if piece[0]]


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _guard(special: re.Pattern[str], text: str) -> str:
    return special.sub(lambda match: "\\" + match[0], text)
