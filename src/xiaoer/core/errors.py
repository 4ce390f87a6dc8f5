"""The errors of `core`, one small tree.

XiaoerError          a message in the user's language and a code for machines
└── BadInput         something handed in is wrong: where, and what to do about it
"""

from __future__ import annotations

from dataclasses import dataclass


class XiaoerError(Exception):
    """Root of all errors that the project raises on purpose.

    `code` is stable and meant for machines; `str(error)` is meant for people.
    """

    code = "error"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class BadInput(XiaoerError):
    """What was handed in cannot be used; the message says what to do."""

    code = "bad_input"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused row of a file: where it is, why it was refused, what mends it.

    `row` counts the header as 1; None where the whole file is meant. `column` is the header's text.
    """

    file: str
    row: int | None
    column: str | None
    why: str
    remedy: str
