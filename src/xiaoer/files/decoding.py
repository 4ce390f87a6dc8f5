"""Bytes → text in every encoding that shop files come in.

UTF-8 first, strictly, then GB18030 (which contains GBK). When both fail, some byte is broken: the text is
read with U+FFFD in its place in each encoding, and whoever finds the headers decides which one was meant.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """A reading of the bytes. `lossy` = undecodable bytes were replaced by U+FFFD."""

    text: str
    encoding: str
    lossy: bool = False


def decodings(data: bytes) -> Iterator[Decoded]:
    """The readings of `data`, likeliest first. Strict ones before lossy ones."""
    encodings = _candidates(data)
    for encoding in encodings:
        try:
            yield Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030":
            return
    for encoding in encodings:
        yield Decoded(data.decode(encoding, errors="replace").lstrip("\ufeff"), encoding, lossy=True)


def _candidates(data: bytes) -> tuple[str, ...]:
    if data.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    head = data[:4096]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    few = 2 + len(head) // 100
    if odd > few and not even:  # separators and line ends of UTF-16 without a mark
        return ("utf-16-le",)
    if even > few and not odd:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")
