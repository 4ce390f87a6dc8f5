"""Tables of a shop: what is taken, what is refused, and where the refusal points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Source
from xiaoer.files.shop_folder import ReadResult, read_shop

Shop = Callable[..., ReadResult]
Where = Callable[[ReadResult], list[tuple[str, int | None, str | None]]]
PRODUCTS = "商品编号,标题,类目,卖点,属性\nP1,裙,女装,显瘦,面料:棉;克重:180\nP2,裤,女装,,\n"
ORDERS = "订单号,买家昵称,订单状态\nO1,甲,待发货\nO2,乙,已关闭(未付款)\n"


def test_a_product_gathers_its_variants_and_chart(shop_with: Shop) -> None:
    result = shop_with(
        products=PRODUCTS,
        skus="SKU编号,商品编号,规格,价格,库存,毛重克,条码\nS2,P2,,,,,\nS1,P1,颜色:米白；尺码:M,99,0,350,690\n",
        size_chart="商品编号,尺码,适合身高cm,适合体重斤,胸围cm,版型\nP1,M,160-165,95-105,88,修身\n",
    )
    assert result.refusals == ()
    product = result.folder.facts.products["P1"]
    assert product.attribute("克重") == "180"
    sku = product.skus[0]
    assert (sku.price, sku.stock, sku.gross_weight_g) == (Decimal("99.00"), 0, Decimal(350))
    assert sku.options == (("颜色", "米白"), ("尺码", "M"))
    assert dict(sku.extra) == {"条码": "690"}
    assert str(sku.source) == "skus.csv:3"
    assert product.size_chart[0].weight_jin == (Decimal(95), Decimal(105))
    assert product.size_chart[0].hip_cm is None
    unknown = result.folder.facts.products["P2"].skus[0]
    assert (unknown.price, unknown.stock) == (None, None)


def test_a_missing_table_is_not_known_and_an_empty_one_is_none(shop_with: Shop) -> None:
    facts = shop_with(products=PRODUCTS, faq="编号,问题,答案\n").folder.facts
    assert facts.tables == {"products", "faq"}


def test_a_bad_row_never_loses_the_good_ones(shop_with: Shop, where: Where) -> None:
    result = shop_with(
        products=PRODUCTS,
        skus="商品编号,SKU编号,价格,库存\nP1,S1,便宜,1\nP1,S2,9,-1\nP1,S3,9,1.5\nP1,,9,1\nP1,S5,9,99999999999999999999\nP1,S6,9,1\n",
    )
    assert where(result) == [
        ("skus.csv", 2, "价格"),
        ("skus.csv", 3, "库存"),
        ("skus.csv", 4, "库存"),
        ("skus.csv", 5, "SKU编号"),
        ("skus.csv", 6, "库存"),
    ]
    assert [sku.number for sku in result.folder.facts.products["P1"].skus] == ["S6"]


def test_a_number_twice_refuses_the_second_row(shop_with: Shop, where: Where) -> None:
    result = shop_with(products=PRODUCTS + "P1,另一件,,,\n", size_chart="商品编号,尺码\nP1,M\nP2,M\nP1,M\n")
    assert where(result) == [("products.csv", 4, "商品编号"), ("size_chart.csv", 4, "尺码")]
    assert "第 2 行" in result.refusals[0].why
    assert result.folder.facts.products["P1"].title == "裙"


def test_a_refused_row_does_not_block_its_number(shop_with: Shop, where: Where) -> None:
    result = shop_with(products="商品编号,标题\nP1,\nP1,裙\n", skus="商品编号,SKU编号\nP1,S1\n")
    assert where(result) == [("products.csv", 2, "标题")]
    assert result.folder.facts.products["P1"].skus[0].number == "S1"


def test_references_that_lead_nowhere(shop_with: Shop, where: Where) -> None:
    result = shop_with(
        products=PRODUCTS + "P3,,,,\n",
        skus="商品编号,SKU编号\nP9,S9\nP3,S3\n",
        size_chart="商品编号,尺码\nP9,M\n",
        faq="编号,问题,答案,关联商品\nF1,问,答,P1|P9\nF2,问,答,P1|P2\n",
        orders=ORDERS,
        order_lines="订单号,行号,商品编号,数量\nO9,1,P1,1\nO1,1,旧款,1\n",
        parcels="订单号,包裹号\nO9,1\n",
    )
    assert where(result) == [
        ("products.csv", 4, "标题"),
        ("skus.csv", 2, "商品编号"),
        ("skus.csv", 3, "商品编号"),
        ("size_chart.csv", 2, "商品编号"),
        ("faq.csv", 2, "关联商品"),
        ("order_lines.csv", 2, "订单号"),
        ("parcels.csv", 2, "订单号"),
    ]
    assert "没有通过" in result.refusals[2].why
    assert result.folder.facts.faq[0].products == ("P1", "P2")
    assert result.folder.orders[0].lines[0].product == "旧款"


def test_references_are_not_checked_against_a_table_that_is_not_there(shop_with: Shop) -> None:
    result = shop_with(faq="编号,问题,答案,关联商品\nF1,问,答,P1\n")
    assert result.refusals == ()
    assert result.folder.facts.faq[0].products == ("P1",)


def test_a_missing_column_refuses_the_file_once(shop_with: Shop, where: Where) -> None:
    result = shop_with(products="商品编号,类目\nP1,女装\nP2,女装\n", policies="政策编号,主题,内容\n1,发票,都有\n")
    assert where(result) == [("products.csv", None, "标题")]
    assert result.folder.facts.tables == {"policies"}
    assert result.folder.facts.policies[0].topic == "发票"


def test_two_files_of_one_table(shop_with: Shop, tmp_path: Path, where: Where) -> None:
    (tmp_path / "products.txt").write_text("商品编号,标题\nP9,别的\n", encoding="utf-8")
    result = shop_with(products=PRODUCTS)
    assert where(result) == [("products.txt", None, None)]
    assert set(result.folder.facts.products) == {"P1", "P2"}


def test_names_of_files_are_forgiven_their_case_but_not_their_spelling(tmp_path: Path, where: Where) -> None:
    (tmp_path / "Products.CSV").write_text(PRODUCTS, encoding="utf-8")
    (tmp_path / "sku.csv").write_text("商品编号,SKU编号\nP1,S1\n", encoding="utf-8")
    (tmp_path / "~$products.xlsx").write_bytes(b"lock")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    result = read_shop(tmp_path)
    assert where(result) == [("sku.csv", None, None)]
    assert result.folder.facts.products["P2"].source == Source("Products.CSV", 3)


def test_long_numbers_that_a_spreadsheet_has_spoilt(shop_with: Shop, where: Where) -> None:
    result = shop_with(
        orders="订单号,买家昵称,订单状态\n6.05412E+17,甲,待发货\n,乙,待发货\n605412345678901234,丙,待发货\n"
    )
    assert where(result) == [("orders.csv", 2, "订单号"), ("orders.csv", 3, "订单号")]
    assert result.folder.orders[0].number == "605412345678901234"


def test_promotions(shop_with: Shop, where: Where) -> None:
    result = shop_with(
        promotions=(
            "活动编号,类型,名称,适用范围,门槛,优惠,开始时间,结束时间,叠加规则\n"
            "A1,每满减,满减,全店,300,30,2026/3/1,2026-03-31 23:59:59,可与券同享\n"
            "A2,随便减,,,,,,,\n"
            "A3,满减,,,,,2026-03-02,2026-03-01,\n"
        )
    )
    assert where(result) == [("promotions.csv", 3, "类型"), ("promotions.csv", 4, "结束时间")]
    promotion = result.folder.facts.promotions[0]
    assert promotion.starts_at == datetime(2026, 2, 28, 16, tzinfo=UTC)
    assert (promotion.threshold, promotion.benefit) == ("300", "30")


def test_freight(shop_with: Shop, where: Where) -> None:
    result = shop_with(
        freight=(
            "省份,首重公斤,首重运费,续重单位公斤,续重运费,包邮门槛,偏远,可配送,方式\n"
            "浙江,1,6,1,2,99,否,是,普通\n浙江,1,12,1,5,,否,是,加急\n浙江,1,6,1,2,,否,是,普通\n"
            "西藏,1,25,1,15,不包邮,是,是,\n江苏,1,6,1,2,满99包邮,否,是,\n台湾,,,,,,,否,\n海南,1,6,1,2,99,大概,是,\n"
        )
    )
    assert where(result) == [("freight.csv", 4, "计价"), ("freight.csv", 8, "偏远")]
    zhejiang, _, tibet, jiangsu, taiwan = result.folder.facts.freight
    assert (zhejiang.free_from, jiangsu.free_from) == (Decimal("99.00"), Decimal("99.00"))
    assert (tibet.free_from, dict(tibet.extra), tibet.remote) == (None, {"包邮门槛": "不包邮"}, True)
    assert (taiwan.deliverable, taiwan.first_fee, taiwan.remote) == (False, None, None)


def test_delivery(shop_with: Shop, where: Where) -> None:
    result = shop_with(
        delivery="发货仓,省份,最快天数,最慢天数,承运快递,截单时间\n杭州仓,浙江,1,2,中通,16:00\n杭州仓,上海,3,2,中通,\n杭州仓,北京,2,3,,下午\n"
    )
    assert where(result) == [("delivery.csv", 3, "最慢天数"), ("delivery.csv", 4, "截单时间")]
    assert result.folder.facts.delivery[0].cutoff == "16:00"


def test_an_order_with_lines_parcels_and_a_case(shop_with: Shop) -> None:
    result = shop_with(
        toml='timezone = "Asia/Tokyo"',
        orders=(
            "订单号,买家昵称,订单状态,付款时间,实付金额,手机号,售后类型,退款金额\n"
            '="O1",甲,部分发货,2026-03-05 10:00,198.00,138****0000,仅退款,99\nO2,乙,已关闭(未付款),,,,,\n'
        ),
        order_lines="订单号,行号,商品编号,SKU编号,数量,单价,小计\nO1,1,P1,S1,2,99,198\nO1,2,P1,S2,0,99,0\n",
        parcels=(
            "订单号,包裹号,快递公司,运单号,包裹内容,物流轨迹\n"
            "O1,1,中通,'7513,S1×1;S-2*2,2026-03-06 09:00 【杭州】到达 | 2026-03-05 18:30 【杭州】已揽收\n"
        ),
    )
    assert [(refusal.row, refusal.column) for refusal in result.refusals] == [(3, "数量")]
    order, closed = result.folder.orders
    assert order.paid_at == datetime(2026, 3, 5, 1, tzinfo=UTC)
    assert order.status == "part_shipped"
    assert order.after_sales is not None
    assert order.after_sales.refund == Decimal("99.00")
    assert [line.quantity for line in order.lines] == [2]
    parcel = order.parcels[0]
    assert parcel.waybill == "7513"
    assert parcel.content == (("S1", 1), ("S-2", 2))
    assert [step.text for step in parcel.track] == ["已揽收", "到达"]
    assert parcel.track[0].city == "杭州"
    assert (closed.status, closed.after_sales) == ("closed_unpaid", None)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("包裹内容", "S1"),
        ("包裹内容", "S1×99999999999999999999"),
        ("物流轨迹", "已到杭州"),
        ("物流轨迹", "2026-02-31 10:00 【杭州】到"),
        ("发货时间", "昨天"),
    ],
)
def test_a_parcel_that_cannot_be_understood(shop_with: Shop, where: Where, column: str, cell: str) -> None:
    result = shop_with(orders=ORDERS, parcels=f"订单号,包裹号,{column}\nO1,1,{cell}\n")
    assert where(result) == [("parcels.csv", 2, column)]


def test_an_unknown_order_status_names_the_known_ones(shop_with: Shop) -> None:
    result = shop_with(orders="订单号,买家昵称,订单状态\nO1,甲,飞走了\n")
    assert "待发货" in result.refusals[0].remedy


def test_an_order_without_a_shopper_is_refused(shop_with: Shop, where: Where) -> None:
    assert where(shop_with(orders="订单号,买家昵称,订单状态\nO1,,待发货\n")) == [("orders.csv", 2, "买家昵称")]


def test_shoppers_and_staff(shop_with: Shop, where: Where) -> None:
    result = shop_with(
        shoppers="买家昵称,等级,标签,首单时间\n甲,V2,老客|爱退货,2025-01-01\n",
        staff="账号,姓名,工号,角色,团队,同时接待\nlin,小林,A01,客服,售前|售后,10\nwu,小吴,A02,老板娘,,\nan,小安,A03,lead,售后,\n",
    )
    assert where(result) == [("staff.csv", 3, "角色")]
    assert result.folder.shoppers[0].tags == ("老客", "爱退货")
    assert [(s.login, s.role, s.teams, s.capacity) for s in result.folder.staff] == [
        ("lin", "agent", ("售前", "售后"), 10),
        ("an", "lead", ("售后",), 8),
    ]


def test_the_version_follows_the_facts_and_nothing_else(shop_with: Shop) -> None:
    first = shop_with(products=PRODUCTS).folder.facts.version
    same = shop_with(
        products="标题,商品编号,属性,类目,卖点\n\n裙,P1,面料:棉;克重:180,女装,显瘦\n裤,P2,,女装,\n",
        orders=ORDERS,
    )
    assert same.folder.facts.version == first
    other = shop_with(products=PRODUCTS.replace("180", "181"))
    assert other.folder.facts.version != first
    assert shop_with(products=PRODUCTS, faq="编号,问题,答案\n").folder.facts.version != first


def test_progress_is_told_by_file(tmp_path: Path) -> None:
    rows = "".join(f"F{number},问,答\n" for number in range(4500))
    (tmp_path / "faq.csv").write_text("编号,问题,答案\n" + rows, encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    read_shop(tmp_path, progress=lambda file, done, total: told.append((file, done, total)))
    assert [(file, done) for file, done, _ in told] == [
        ("faq.csv", 2000),
        ("faq.csv", 4000),
        ("faq.csv", 4500),
    ]
    assert all(done <= total for _, done, total in told)
    assert told[-1][1] == told[-1][2]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="找不到"):
        read_shop(tmp_path / "nowhere")
    with pytest.raises(BadInput, match="没有店铺表格"):
        read_shop(tmp_path)


def test_rows_name_their_source(shop_with: Shop) -> None:
    facts = shop_with(products=PRODUCTS).folder.facts
    assert facts.products["P2"].source == Source("products.csv", 3)
