"""By what a variant is counted when it is spoken of: 18袋猫粮, 42支口红, 5件毛衣 (data/units.toml)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from xiaoer.core.answering.goods.metres import unit_sold
from xiaoer.core.facts import Product, Sku
from xiaoer.core.text.normal import normal_text

DEFAULT = "件"
_ONE = re.compile(
    r"(?:^|[^\d一二两三四五六七八九十])[单一1]\s*([盒罐袋瓶支包片条双套箱桶提饼床本台])(?![\d一-龥]*[×x])"
)
_PACK = re.compile(
    r"\d\s*(?:盒|罐|袋|瓶|支|包|片|条|双|枚|块|个|颗|只|卷|抽)|[两二三四五六八十]\s*(?:盒|罐|袋|瓶|支|包|片|条|双|枚|块|个)"
)
_BY_PACK = re.compile(r"([盒罐袋瓶桶提箱])装|(礼盒|套装)")


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = (resources.files("xiaoer.core.answering") / "data" / "units.toml").read_text("utf-8")
    return tuple((unit, re.compile("|".join(words))) for unit, words in tomllib.loads(text)["unit"].items())


def unit_of(product: Product, sku: Sku | None = None) -> str:
    """The counter of one piece on sale. A pack of several (6罐, 3盒15片) is a 份."""
    spec = normal_text(sku.spec) if sku is not None else ""
    if sku is not None and (sold := unit_sold(sku)):
        return sold
    packed = _BY_PACK.search(spec)
    if packed:
        return packed[1] or {"礼盒": "盒", "套装": "套"}[packed[2]]
    single = _ONE.search(spec)
    if single:
        return single[1]
    if _PACK.search(spec):
        return "份"
    about = f"{product.title} {product.category}"
    return next((unit for unit, words in _table() if words.search(about)), DEFAULT)
