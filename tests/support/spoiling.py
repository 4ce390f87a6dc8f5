"""Files spoilt at random, and what an export must still be after it."""

from __future__ import annotations

import random
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.support.exports import Export
from xiaoer.files.grids import FileRefused
from xiaoer.files.platform_orders import merge, read_orders
from xiaoer.files.platform_orders.merging import summed

ZONE = ZoneInfo("Asia/Shanghai")
SPOILERS = [
    b"\x00",
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\xff",
    b"\xef\xbb\xbf",
    "商品".encode(),
    b"'",
    b"=",
    b"-1",
    b"9" * 30,
    b"|",
    b";",
    b"<table>",
]


def spoil(data: bytes, dice: random.Random) -> bytes:
    """The bytes with one thing wrong."""
    kind = dice.randrange(6)
    at = dice.randrange(len(data) + 1)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + dice.choice(SPOILERS) + data[at:]
    if kind == 2:
        return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
    if kind == 3:
        return data[:at] + data[at + dice.randrange(20) :]
    if kind == 4:
        rows = data.split(b"\n")
        dice.shuffle(rows)
        return b"\n".join(rows)
    return data.replace(dice.choice([b",", b":", b"1", b"\n", b"-"]), dice.choice(SPOILERS), dice.randrange(1, 4))


def check_spoilt(path: Path, export: Export) -> None:
    """No other error than a refusal; every order whole."""
    try:
        found = read_orders(path, export.platform, ZONE)
    except FileRefused:
        return
    assert all(refusal.why and refusal.remedy for refusal in found.refusals)
    for order in found.orders():
        assert order.number
        assert all(line.order == order.number and line.quantity > 0 for line in order.lines)
        assert summed(order) == order
        assert merge(order, order) == order
