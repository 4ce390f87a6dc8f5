"""Valid folders, spoilt at random: no exception but `BadInput`, and every row whole or refused."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.support.spoiling import spoil
from xiaoer.core.errors import BadInput
from xiaoer.core.facts import ShopFolder
from xiaoer.files.shop_folder import TABLES, ReadResult, read_shop
from xiaoer.files.writer import write_shop

from .shops import without_sources

TABLE_TEXTS = {
    "products": "商品编号,标题,类目,卖点,属性\nP1,裙,女装,显瘦,面料:棉;产地:浙江\nP2,裤,女装,,\nP3,衫,女装,,版型:宽松\n",
    "skus": "商品编号,SKU编号,规格,价格,库存,毛重克\nP1,S1,颜色:白;尺码:M,99,3,300\nP2,S2,均码,59,0,\nP3,S3,,19.9,8,120\n",
    "size_chart": "商品编号,尺码,适合身高cm,适合体重斤,胸围cm\nP1,M,160-165,95-105,88\nP1,L,165-170,105-115,92\n",
    "promotions": "活动编号,类型,名称,开始时间,结束时间\nA1,满减,满减,2026-03-01 00:00,2026-04-01 00:00\n",
    "freight": "省份,首重公斤,首重运费,包邮门槛,偏远,可配送\n浙江,1,6,99,否,是\n西藏,1,25,,是,是\n",
    "delivery": "发货仓,省份,最快天数,最慢天数,截单时间\n杭州,浙江,1,2,16:00\n杭州,西藏,5,9,16:00\n",
    "policies": "政策编号,主题,内容\n1,发票,\"可开\n电子发票\"\n2,退货,七天\n",
    "faq": "编号,问题,答案,关联商品\nF1,会起球吗,不会,P1|P2\nF2,有货吗,\"有,\"\"现货\"\"\",\n",
    "phrases": "快捷短语编码,快捷短语,快捷短语分组\nhi,\"您好，\n在的\",招呼\n",
    "orders": "订单号,买家昵称,订单状态,付款时间,实付金额\nO1,甲,已发货,2026-03-05 10:00,198\nO2,乙,待付款,,59\n",
    "order_lines": "订单号,行号,商品编号,SKU编号,数量,单价\nO1,1,P1,S1,2,99\nO2,1,P2,S2,1,59\n",
    "parcels": "订单号,包裹号,运单号,包裹内容,物流轨迹\nO1,1,7513,S1×2,2026-03-05 18:30 【杭州】已揽收 | 2026-03-06 09:00 【杭州】到达\n",
    "shoppers": "买家昵称,标签\n甲,老客|新客\n",
    "staff": "账号,姓名,角色,团队,同时接待\nlin,小林,客服,售前,9\n",
}  # fmt: skip


@pytest.fixture(scope="module", params=["csv", "xlsx"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    for name, text in TABLE_TEXTS.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "shop.toml").write_text('name = "店"\ntimezone = "Asia/Shanghai"\n', encoding="utf-8")
    if request.param == "csv":
        return folder
    as_books = tmp_path_factory.mktemp("books")
    write_shop(read_shop(folder).folder, as_books, form="xlsx")
    return as_books


def _rows(shop: ShopFolder) -> dict[str, int]:
    facts = shop.facts
    products = facts.products.values()
    return {
        "products": len(facts.products),
        "skus": sum(len(product.skus) for product in products),
        "size_chart": sum(len(product.size_chart) for product in products),
        "order_lines": sum(len(order.lines) for order in shop.orders),
        "parcels": sum(len(order.parcels) for order in shop.orders),
        "orders": len(shop.orders),
        "shoppers": len(shop.shoppers),
        "staff": len(shop.staff),
        **{
            name: len(getattr(facts, name))
            for name in ("promotions", "freight", "delivery", "policies", "faq", "phrases")
        },
    }


def test_the_whole_folder_has_every_table(whole: Path) -> None:
    result = read_shop(whole)
    assert result.refusals == ()
    assert result.folder.facts.tables == {spec.name for spec in TABLES}
    assert all(count > 0 for count in _rows(result.folder).values())


@pytest.mark.parametrize("seed", range(8))
def test_spoilt_folders(whole: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    names = sorted(path.name for path in whole.iterdir())
    for round_ in range(40):
        folder = tmp_path / str(round_)
        shutil.copytree(whole, folder)
        for name in dice.sample(names, 3):
            (folder / name).write_bytes(spoil((folder / name).read_bytes(), dice))
        _check(folder, tmp_path / f"{round_}-again")


def _check(folder: Path, again: Path) -> None:
    try:
        result = read_shop(folder)
    except BadInput:
        return
    _check_references(result)
    for refusal in result.refusals:
        assert refusal.why
        assert refusal.remedy
        assert (folder / refusal.file).is_file()
    rows = _rows(result.folder)
    assert all(not count for name, count in rows.items() if name not in result.folder.facts.tables)
    write_shop(result.folder, again)
    back = read_shop(again)
    assert back.refusals == ()
    assert without_sources(back.folder) == without_sources(result.folder)


def _check_references(result: ReadResult) -> None:
    shop = result.folder
    for number, product in shop.facts.products.items():
        assert number == product.number
        assert product.title
        assert all(sku.product == number and sku.number for sku in product.skus)
    for order in shop.orders:
        assert order.shopper
        assert all(line.order == order.number and line.quantity > 0 for line in order.lines)
        assert all(parcel.order == order.number for parcel in order.parcels)
