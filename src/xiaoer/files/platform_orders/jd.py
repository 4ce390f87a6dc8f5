"""JD (京东): shop orders, a row for each kind of goods, amounts of the whole order on each. FILE FORMATS A6."""

from __future__ import annotations

from dataclasses import replace

from xiaoer.core.facts import Order
from xiaoer.files.platform_orders.forms import Form, blank, first, kept, line, named, place, plain, quantity
from xiaoer.files.platform_orders.states import unified
from xiaoer.files.shop_folder.spec import Cells

_NOTE_LEVEL = "商家备注等级(等级1-5为由高到低)"
_ORDERS = named(f"""
    订单号=订单号 商品ID=商品编号 商品名称=商品标题 订购数量=数量 支付方式=支付方式 订单类型
    支付方式/订单类型=支付方式 下单时间=下单时间 京东价=单价 订单金额=商品金额 结算金额 余额支付 应付金额=实付金额
    订单状态=状态 下单帐号=买家 下单账号=买家 客户姓名=收件人 客户地址=收货地址 联系电话=电话 订单备注=买家备注
    发票类型=发票类型 发票抬头=发票抬头 发票内容 商家备注=商家备注 {_NOTE_LEVEL}=备注等级 商家备注等级=备注等级
    运费金额=运费 付款确认时间=付款时间 增值税发票 货号=SKU编号 订单完成时间=完成时间 订单来源 订单渠道 送装服务
    服务费 仓库id 仓库名称=仓库 店铺ID 店铺名称
""")


def _order(cells: Cells) -> Order:
    number = cells.number_of("订单号")
    paid_at = cells.time("付款确认时间")
    state = cells.need("订单状态")
    address = plain(cells.text("客户地址"))
    province, city = place(address)
    order = replace(
        blank(number, cells),
        shopper=first(cells, "下单帐号", "下单账号"),
        status=unified("jd", state, "订单状态", paid=paid_at is not None),
        status_text=state,
        ordered_at=cells.time("下单时间"),
        paid_at=paid_at,
        goods_amount=cells.money("订单金额"),
        freight=cells.money("运费金额"),
        paid_amount=cells.money("应付金额"),
        province=province,
        city=city,
        address=address,
        receiver=plain(cells.text("客户姓名")),
        phone=plain(cells.text("联系电话")),
        finished_at=cells.time("订单完成时间"),
        remark=cells.text("订单备注"),
        extra=kept(
            cells, 商家备注="商家备注", 备注等级=_NOTE_LEVEL, 支付方式="支付方式/订单类型", 发票抬头="发票抬头",
            发票类型="发票类型", 仓库="仓库名称",
        ),
    )  # fmt: skip
    product = cells.text("商品ID")
    price = cells.money("京东价")
    count = quantity(cells, "订购数量")
    bought = line(
        order, number=product or "1", product=product, sku=cells.text("货号"), title=cells.text("商品名称"),
        quantity=count, price=price, subtotal=None if price is None else price * count,
    )  # fmt: skip
    return replace(order, lines=(bought,))


FORMS = (
    Form(
        "jd_orders", "京东 订单导出", ("jd",), "orders", "订单号", _ORDERS,
        (("订单号",), ("订单状态",), ("订单金额", "应付金额", "结算金额")), _order, lines=True,
    ),
)  # fmt: skip
