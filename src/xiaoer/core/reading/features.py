"""What the classifier sees of a text: hashed characters and pairs of a form where places, numbers, codes are signs.

The same code serves training (tools/train_reading.py) and reading, so weights and features cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from xiaoer.core.text.regions import find_regions

BUCKETS = 1 << 15
LONGEST = 2

# Characters from the private use area stand for what varies without changing the intent.
PLACE, NUMBER, CODE, COLOUR, SIZE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_START, _END = "\ue005", "\ue006"

_CODE = re.compile(r"[a-z]{0,4}\d{8,}|\d{5,}")
_SIZE = re.compile(r"(?<![a-z])(?:[2-6]?x{1,3}[ls]|[sml])(?![a-z])|均码")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COLOUR = re.compile(
    r"(?:[深浅亮暗米奶雾藏酒墨湖天][黑白红蓝绿灰紫粉黄杏棕青])色?|[黑白红蓝绿灰紫粉黄杏棕橙]色|卡其色?|咖啡?色|驼色|香槟色"
)
_ASKING = re.compile(r"(?<![什怎这那多要])么|嘛")
_SPACE = re.compile(r"\s+")


@cache
def _variants() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Pattern of all variant spellings (longest first) and what each stands for (data/variants.tsv)."""
    lines = (resources.files(__package__) / "data" / "variants.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    meaning = {variant: row[0] for row in rows for variant in (row[0], *row[1].split())}
    ordered = sorted(meaning, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, ordered))), meaning


def abstract(normal: str) -> str:
    """The form that the n-grams are cut from: lower case; places, numbers, codes, colours, sizes as one sign each."""
    text = _SPACE.sub(" ", normal.lower()).strip()
    for region in reversed(find_regions(text)):
        if region.role != "origin":
            text = text[: region.start] + PLACE + text[region.end :]
    if not text.isascii():
        pattern, meaning = _variants()
        text = _ASKING.sub("吗", pattern.sub(lambda match: meaning[match.group()], text))
        text = _COLOUR.sub(COLOUR, text)
        text = _SIZE.sub(SIZE, text)
    text = _CODE.sub(CODE, text)
    return _NUMBER.sub(NUMBER, text)


_MULTIPLIERS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], dtype=np.uint64)


def buckets(form: str) -> npt.NDArray[np.int64]:
    """The buckets (0 … BUCKETS-1) that are lit by the 1- to LONGEST-grams of an abstract form, each once, ascending."""
    codes = np.frombuffer((_START + form + _END).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    spread = codes.astype(np.uint64)
    parts: list[npt.NDArray[np.uint64]] = []
    running = spread * _MULTIPLIERS[0]
    for n in range(1, min(LONGEST, len(spread)) + 1):
        if n > 1:
            running = (running[:-1] ^ (running[:-1] >> np.uint64(13))) * np.uint64(31) + spread[n - 1 :] * _MULTIPLIERS[
                n - 1
            ]
        parts.append((running ^ (running >> np.uint64(17))) % np.uint64(BUCKETS))
    return np.unique(np.concatenate(parts)).astype(np.int64)
