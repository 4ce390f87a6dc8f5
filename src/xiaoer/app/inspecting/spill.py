"""Buckets on disk: all lines of a shopper land in the same one."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from xiaoer.files.chats import Said

BUCKET_BYTES = 24 << 20
_FLUSH = 1 << 16


def buckets_for(total_bytes: int) -> int:
    """How many buckets files of this size want; one for what is small."""
    return 1 if total_bytes < BUCKET_BYTES else min(512, total_bytes // BUCKET_BYTES + 1)


class Spill:
    """Writes lines into `count` bucket files of a folder."""

    def __init__(self, folder: Path, count: int) -> None:
        self.paths = [folder / f"bucket-{i}" for i in range(count)]
        self._files: list[BinaryIO] = []
        self._pending = [bytearray() for _ in self.paths]
        self._encoder = msgspec.msgpack.Encoder()

    def __enter__(self) -> Spill:
        self._files = [path.open("wb") for path in self.paths]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for file, pending in zip(self._files, self._pending, strict=True):
            file.write(pending)
            pending.clear()
            file.close()

    def put(self, said: Said) -> None:
        """Keep a line."""
        key = f"{said.platform}\0{said.shopper or said.thread}"
        place = zlib.crc32(key.encode("utf-8", "surrogatepass")) % len(self.paths)
        data = self._encoder.encode(said)
        pending = self._pending[place]
        pending += len(data).to_bytes(4, "little")
        pending += data
        if len(pending) > _FLUSH:
            self._files[place].write(pending)
            pending.clear()


def lines_of(bucket: Path) -> Iterator[Said]:
    """The lines of a bucket, in the order in which they were read."""
    decode = msgspec.msgpack.Decoder(Said).decode
    data = memoryview(bucket.read_bytes())
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "little")
        yield decode(data[at + 4 : at + 4 + size])
        at += 4 + size
