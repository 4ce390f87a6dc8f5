"""Files → buckets of lines on disk; what is large is read by several processes at once, by files and parts of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from xiaoer.app.inspecting.spill import Spill
from xiaoer.core.collecting import uncollected
from xiaoer.core.errors import BadInput
from xiaoer.files.chats import Asked, Figures, Said, Unread, read_chats
from xiaoer.files.chats.lines import Lines, Part, parts_of
from xiaoer.files.chats.read import is_json_lines
from xiaoer.files.chats.shapes import unread

KEPT_UNREAD = 2000
_TOLD_EVERY = 2000
_GROUPS_EACH = 4  # of a worker, so that none waits long for the last one
Piece = tuple[Path, Part | None]
Taken = Callable[[int], None]


@dataclass(slots=True)
class Read:
    """What reading came to. `refused` = files that could not be read at all, with the reason; `told` = JSON lines of

    all that could not be read; `buckets` = the lines of each bucket, in the order of the files.
    """

    lines: int = 0
    unread: int = 0
    first_unread: list[Unread] = field(default_factory=list)
    figures: list[Figures] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    told: list[Path] = field(default_factory=list)
    buckets: list[list[Path]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """What one process reads in one go. `bytes` = about how much it is."""

    number: int
    pieces: Sequence[Piece]
    bytes: int


def groups_of(files: Sequence[Path], sizes: Sequence[int], workers: int) -> list[Group]:
    """Neighbouring pieces of about the same size together; logs of a record a line are cut, others stay whole."""
    most = max(1, sum(sizes) // (workers * _GROUPS_EACH))
    groups: list[Group] = []
    held: list[Piece] = []
    weight = 0
    for piece, size in _pieces(files, sizes, most):
        held.append(piece)
        weight += size
        if weight >= most:
            groups.append(Group(len(groups), held, weight))
            held, weight = [], 0
    return [*groups, Group(len(groups), held, weight)] if held else groups


def _pieces(files: Sequence[Path], sizes: Sequence[int], most: int) -> Iterator[tuple[Piece, int]]:
    for path, size in zip(files, sizes, strict=True):
        if size > 2 * most and _cuttable(path):
            yield from (((path, part), part.end - part.begin) for part in parts_of(path, size // most))
        else:
            yield (path, None), size


def _cuttable(path: Path) -> bool:
    try:
        return is_json_lines(path)
    except BadInput:
        return False  # told when it is read


def read_group(group: Group, asked: Asked, folder: Path, buckets: int, taken: Taken = lambda _: None) -> Read:
    """Read pieces into bucket files of `folder`. `taken` hears how many bytes have been read."""
    folder.mkdir()
    told = folder / "unread.jsonl"
    read, before = Read(told=[told]), 0
    written = told.open("w", encoding="utf-8", errors="backslashreplace")
    with uncollected(), written as out, Spill(folder, buckets) as spill:
        for path, part in group.pieces:
            lines = Lines(path, part)
            try:
                for number, item in enumerate(read_chats(path, asked, lines)):
                    _take(item, path, spill, read, out)
                    if number % _TOLD_EVERY == 0:
                        taken(before + lines.done)
            except BadInput as error:
                refused = unread(path.name, None, "", str(error))
                read.refused.append(refused)
                _tell(refused, read, out)
            before += lines.done
    read.buckets = [[path] for path in spill.paths]
    return read


def joined(parts: Sequence[Read]) -> Read:
    """What several groups came to, in their order."""
    whole = Read(buckets=[[] for _ in parts[0].buckets])
    for part in parts:
        whole.lines += part.lines
        whole.unread += part.unread
        whole.first_unread += part.first_unread[: KEPT_UNREAD - len(whole.first_unread)]
        whole.figures += part.figures
        whole.refused += part.refused
        whole.told += part.told
        for bucket, more in zip(whole.buckets, part.buckets, strict=True):
            bucket.extend(more)
    return whole


def _take(item: Said | Unread | Figures, path: Path, spill: Spill, read: Read, out: IO[str]) -> None:
    if isinstance(item, Said):
        item.file = path.name
        spill.put(item)
        read.lines += 1
    elif isinstance(item, Unread):
        _tell(item, read, out)
    else:
        read.figures.append(item)


def _tell(item: Unread, read: Read, out: IO[str]) -> None:
    out.write(json.dumps(asdict(item), ensure_ascii=False) + "\n")
    read.unread += 1
    if len(read.first_unread) < KEPT_UNREAD:
        read.first_unread.append(item)
