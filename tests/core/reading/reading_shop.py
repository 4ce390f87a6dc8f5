"""A small shop of several trades for the tests of reading."""

from __future__ import annotations

from decimal import Decimal

from xiaoer.core.facts import Product, ShopFacts, ShopProfile, Sku, Source


def product(number: str, title: str, options: list[tuple[tuple[str, str], ...]], nickname: str = "") -> Product:
    """A product with one SKU per option set."""
    source = Source("products.csv", 2)
    skus = tuple(
        Sku(f"{number}-{i}", number, "", option, Decimal(99), 5, None, source) for i, option in enumerate(options, 1)
    )
    extra = {"昵称": nickname} if nickname else {}
    return Product(number, title, "", "", (), skus, (), source, extra)


def shop(version: str = "v1") -> ShopFacts:
    """Dresses, an oven, cat food, a gift box."""
    sizes = [(("颜色", colour), ("尺码", size)) for colour in ("米白", "雾霾蓝", "黑") for size in ("M", "L", "2XL")]
    products = [
        product("W001", "法式碎花雪纺连衣裙夏季新款", sizes, "小雏菊"),
        product("W002", "羊毛双面呢大衣中长款", sizes),
        product("H010", "家用32升电烤箱", [(("颜色", "白色"),)]),
        product("C100", "全价冻干猫粮鸡肉味", [(("规格", "1.5kg"),), (("规格", "400g"),)]),
        product("G200", "中秋月饼礼盒广式莲蓉", [(("规格", "8枚装"),)]),
    ]
    return ShopFacts(version, ShopProfile("测试店"), {p.number: p for p in products})
