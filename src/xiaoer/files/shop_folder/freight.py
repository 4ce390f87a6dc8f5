"""Table `freight`: the fee to a province. Weights in kg, fees in yuan.

包邮门槛 may hold a word instead of an amount (不包邮): the amount is then unknown, and the word is kept
in `extra`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from xiaoer.core.facts import Freight
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec

_COLUMNS = (
    "省份", "首重公斤", "首重运费", "续重单位公斤", "续重运费",
    "包邮门槛", "偏远", "可配送", "备注", "方式", "快递公司", "计价",
)  # fmt: skip
_FREE = "包邮门槛"
_KNOWN = frozenset(_COLUMNS)
_NEVER_FREE = frozenset({"不包邮", "不参与包邮", "无包邮"})
_SPOKEN = re.compile(r"满?\s*(\d[\d,.]*)\s*元?\s*包邮")


def _read(cells: Cells) -> Freight:
    free_from, word = _free_from(cells)
    extra = cells.rest(_KNOWN)
    return Freight(
        province=cells.need("省份"),
        first_kg=cells.decimal("首重公斤"),
        first_fee=cells.money("首重运费"),
        step_kg=cells.decimal("续重单位公斤"),
        step_fee=cells.money("续重运费"),
        free_from=free_from,
        remote=cells.yes_no("偏远"),
        deliverable=cells.yes_no("可配送"),
        remark=cells.text("备注"),
        way=cells.text("方式"),
        courier=cells.text("快递公司"),
        pricing=cells.text("计价"),
        source=cells.source,
        extra=MappingProxyType({**extra, _FREE: word}) if word else extra,
    )


def _free_from(cells: Cells) -> tuple[Decimal | None, str]:
    text = cells.text(_FREE)
    if text in _NEVER_FREE:
        return None, text
    spoken = _SPOKEN.fullmatch(text)
    if spoken:
        cells = Cells(cells.source, {_FREE: spoken[1]}, cells.zone)
    return cells.money(_FREE), ""


def _write(freight: Freight) -> Mapping[str, str]:
    return {
        "省份": freight.province,
        "首重公斤": spelling.number(freight.first_kg),
        "首重运费": spelling.money(freight.first_fee),
        "续重单位公斤": spelling.number(freight.step_kg),
        "续重运费": spelling.money(freight.step_fee),
        "包邮门槛": spelling.money(freight.free_from),
        "偏远": spelling.yes_no(freight.remote),
        "可配送": spelling.yes_no(freight.deliverable),
        "备注": freight.remark,
        "方式": freight.way,
        "快递公司": freight.courier,
        "计价": freight.pricing,
        **freight.extra,
    }


SPEC = TableSpec(
    "freight",
    _COLUMNS,
    ("省份",),
    ("省份", "方式", "快递公司", "计价"),
    _read,
    _write,
    numeric=frozenset({"首重公斤", "首重运费", "续重单位公斤", "续重运费", "包邮门槛"}),
)
