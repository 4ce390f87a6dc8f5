"""One cell, cleaned: the wrappings that spreadsheets and platform exports put around a value.

Order numbers come as `="123"`, phones as `'138…`, ids with tabs, unknown as `-` or `null`.
`wrapped` is the inverse: `clean(wrapped(text)) == text` for every text that `clean` can yield.
"""

from __future__ import annotations

import re

_EDGES = " \t\r\n\v\f\u00a0\u3000\ufeff\u200b"
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_EMPTY = frozenset({"-", "--", "—", "——", "null", "#n/a"})
_LONGEST_EMPTY = max(map(len, _EMPTY))
_WRAPPING = frozenset(_EDGES + "'=")
_FORMULA_START = ("=", "+", "-", "@", "\t")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def clean(cell: str) -> str:
    """The value of a cell as written in a file; empty = unknown.

    A leading `'` is the spreadsheets' own mark for "text, as it stands": what follows is taken literally.
    Control characters are dropped, line ends become `\\n`.
    """
    if not cell:
        return ""
    if len(cell) > _LONGEST_EMPTY and cell.isprintable() and cell[0] not in _WRAPPING and cell[-1] not in _EDGES:
        return cell  # most cells
    if not cell.isprintable():
        cell = _CONTROLS.sub("", cell.replace("\r\n", "\n").replace("\r", "\n"))
    if cell.startswith("'"):
        return cell[1:]
    text = cell.strip(_EDGES)
    if text.startswith("="):
        match = _FORMULA_TEXT.fullmatch(text)
        if match:
            return match[1].replace('""', '"').strip(_EDGES)
    elif text.startswith("'"):
        return text[1:]
    return "" if len(text) <= _LONGEST_EMPTY and text.casefold() in _EMPTY else text


def wrapped(text: str, *, guard: bool) -> str:
    """The cell that `clean` turns back into `text`.

    With `guard`, a text that a spreadsheet would run as a formula is marked as text by a leading `'`
    (the usual defence against formula injection); plain numbers stay as they are.
    """
    risky = guard and text.startswith(_FORMULA_START) and not _NUMBER.fullmatch(text)
    return "'" + text if risky or clean(text) != text else text
