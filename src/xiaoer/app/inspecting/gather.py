"""Lines of a bucket → conversations, shopper by shopper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xiaoer.core.inspection.cutting import cut, iso
from xiaoer.core.inspection.rows import Row, Talk, make_row
from xiaoer.files.chats import Said


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation and the file that it stands in."""

    talk: Talk
    file: str


def shoppers(lines: Iterable[Said]) -> Iterator[list[Found]]:
    """The conversations of each shopper, in order of time."""
    threads: dict[tuple[str, str], list[Said]] = {}
    for said in lines:
        threads.setdefault((said.platform, said.thread or "\0" + said.shopper), []).append(said)
    people: dict[tuple[str, str], list[list[Said]]] = {}
    for (platform, thread), found in threads.items():
        people.setdefault((platform, _shopper(found) or thread), []).append(found)
    for talks in people.values():
        yield sorted(
            (made for found in talks for made in _conversations(found)), key=lambda f: f.talk.rows[0].ms
        )  # fmt: skip


def _shopper(lines: list[Said]) -> str:
    return next((said.shopper for said in lines if said.shopper), "")


def _conversations(lines: list[Said]) -> Iterator[Found]:
    lines = _once(lines)
    lines.sort(key=lambda said: (said.ms, said.order))  # lines of one second stay as in the file
    first = lines[0]
    shopper = _shopper(lines)
    timed = first.timed
    rows = [_row(said) for said in lines]
    at = 0
    for number, piece in enumerate(cut(rows) if timed else [_numbered(rows)]):
        said = lines[at : at + len(piece)]
        at += len(piece)
        begun = iso(piece[0].ms)
        name = (first.thread if number == 0 else f"{first.thread}|{begun}") if first.thread else f"{shopper}|{begun}"
        stars = next((s.stars for s in reversed(said) if s.stars), 0)
        product = next((s.product for s in reversed(said) if s.product), None)
        yield Found(Talk(name, first.platform, shopper or None, piece, timed, stars or None, product), said[0].file)


def _row(said: Said) -> Row:
    return make_row(0, said.ms, said.role, said.author, said.text, said.kind, said.ref or None)


def _numbered(rows: list[Row]) -> list[Row]:
    for seq, row in enumerate(rows, start=1):
        row.seq = seq
    return rows


def _once(lines: list[Said]) -> list[Said]:
    """Lines that stand in two files (exports that overlap) count once; those twice in one file stay."""
    if len({said.file for said in lines}) == 1:
        return list(lines)
    kept: list[Said] = []
    taken: Counter[tuple[int, str, str]] = Counter()
    here: Counter[tuple[str, int, str, str]] = Counter()
    for said in lines:
        key = (said.ms, said.author, said.text)
        here[said.file, *key] += 1
        if here[said.file, *key] > taken[key]:
            taken[key] += 1
            kept.append(said)
    return kept
