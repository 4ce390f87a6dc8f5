"""Cuts one shopper's lines into conversations, by KPI definition `conversation` 1."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone

from xiaoer.core.inspection.rows import Row

REOPEN_MS = 30 * 60_000
_ZONE = timezone(timedelta(hours=8))


def cut(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The conversations of a thread: cut at midnight unless the shop owed an answer or at most 30 minutes passed.

    Lines are numbered anew, from 1, in each.
    """
    pieces = [rows[low:high] for low, high in itertools.pairwise([0, *_cuts(rows), len(rows)])]
    for piece in pieces:
        for seq, row in enumerate(piece, start=1):
            row.seq = seq
    return pieces


def _cuts(rows: Sequence[Row]) -> Iterator[int]:
    """Indexes at which a new conversation begins."""
    owed, before = False, None
    for i, row in enumerate(rows):
        if before is not None and row.day != before.day and not owed and row.ms - before.ms > REOPEN_MS:
            yield i
        before = row
        if row.side == "human":
            owed = False
        elif row.side == "shopper" and not row.courtesy:
            owed = True


def iso(ms: int) -> str:
    """Milliseconds since 1970 → ISO 8601 at +08:00, whole seconds where they are whole."""
    return datetime.fromtimestamp(ms / 1000, _ZONE).isoformat(timespec="milliseconds" if ms % 1000 else "seconds")
