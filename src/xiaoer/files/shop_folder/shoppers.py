"""Table `shoppers` (optional): what the shop keeps about a shopper; 标签 separated by `|`."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import ShopperFact
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec

_COLUMNS = ("买家昵称", "等级", "标签", "备注", "生日", "首单时间")
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> ShopperFact:
    return ShopperFact(
        nick=cells.need("买家昵称"),
        level=cells.text("等级"),
        tags=cells.words("标签"),
        remark=cells.text("备注"),
        birthday=cells.text("生日"),
        first_order_at=cells.time("首单时间"),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _write(shopper: ShopperFact) -> Mapping[str, str]:
    return {
        "买家昵称": shopper.nick,
        "等级": shopper.level,
        "标签": spelling.words(shopper.tags),
        "备注": shopper.remark,
        "生日": shopper.birthday,
        "首单时间": spelling.time(shopper.first_order_at),
        **shopper.extra,
    }


SPEC = TableSpec("shoppers", _COLUMNS, ("买家昵称",), ("买家昵称",), _read, _write)
