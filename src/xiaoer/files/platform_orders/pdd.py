"""PDD (拼多多): orders and after-sales cases. FILE FORMATS A5. One row is one order of one kind of goods."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from xiaoer.core.facts import AfterSales, Order
from xiaoer.files.platform_orders.after_sales import AfterSalesRecord
from xiaoer.files.platform_orders.forms import Form, blank, first, kept, line, named, parcels, plain, quantity
from xiaoer.files.platform_orders.states import unified
from xiaoer.files.shop_folder.spec import Cells
from xiaoer.files.values import CellError

_ORDERS = named("""
    商品=商品标题 订单号=订单号 订单状态=状态 商品总价=商品金额 邮费=运费 店铺优惠折扣=优惠金额 平台优惠折扣=平台优惠
    多多支付立减金额 上门安装费 送货入户费 送货入户并安装费 用户实付金额=实付金额 商家实收金额=商家实收 商品数量=数量
    是否审核中 支付时间=付款时间 拼单成功时间 承诺发货时间=应发货时间 承诺送达时间 发货时间=发货时间
    确认收货时间=完成时间 商品id=商品编号 商品规格=规格 样式ID=SKU编号 商品一级类目 商品二级类目 商品三级类目
    商品四级类目 商家编码-规格维度=SKU编号 商家编码-商品维度 商家备注=商家备注 买家留言=买家备注 售后状态=售后状态
    消费者资料=收货信息 订单成交时间=下单时间 赠品名称=赠品 赠品id 赠品规格 赠品数量 团ID 团身份 是否已开始配送
    配送员是否已送达 配送状态 快递单号=运单号 快递公司=快递公司 省=收货省份 市=收货城市 区=收货地址 街道/镇=收货地址
    街道=收货地址 收货人=收件人 详细地址=收货地址 是否抽奖或0元试用 是否顺丰加价 用户购买手机号=电话 手机=电话
    充值号码 是否门店自提 门店名称 海淘清关订单号 支付ID 支付方式=支付方式 保税仓 是否直播间成交 预约配送时间 是否分期
    分期期数 是否无痕发货 订单来源
""")
_CASES = named("""
    售后编号=售后单号 订单编号=订单号 订单号=订单号 售后状态=售后状态 订单状态 售后类型=售后类型 申请时间=申请时间
    售后申请时间=申请时间 退款金额=退款金额 售后原因=原因 退款原因=原因 售后说明=说明 超时时间=截止时间
    处理截止时间=截止时间 退货物流单号=退货运单 退货快递单号=退货运单 退货物流公司=退货快递 退货快递公司=退货快递
    退款时间=退款时间 商品名称 商品id
""")
_NUMBER = re.compile(r"(\d{2})(\d{2})(\d{2})-\d{10,18}")
_NO_CASE = ("无售后或售后取消", "无售后", "售后取消")
_CLOSED = ("退款成功", "售后取消", "已关闭", "已撤销", "售后完成", "已完成", "退款关闭")


def _day_of(number: str, cells: Cells) -> datetime | None:
    """The day in an order's own number (260517-… = 2026-05-17), at midnight of shop time."""
    match = _NUMBER.fullmatch(number)
    try:
        return datetime(2000 + int(match[1]), int(match[2]), int(match[3]), tzinfo=cells.zone) if match else None
    except ValueError:
        return None


def _order(cells: Cells) -> Order:
    number = cells.number_of("订单号")
    if not _NUMBER.fullmatch(number):
        raise CellError(f"“{number[:40]}”不是拼多多的订单号", "写成 260517-607198974342268 的样子", "订单号")
    paid_at = cells.time("支付时间") or cells.time("拼单成功时间")
    finished = cells.time("确认收货时间")
    state = cells.need("订单状态")
    goods = cells.money("商品总价")
    count = quantity(cells, "商品数量")
    pieces = [plain(cells.text(name)) for name in ("区", "街道/镇", "街道", "详细地址")]
    order = replace(
        blank(number, cells),
        status=unified("pdd", state, "订单状态", paid=paid_at is not None, confirmed=finished is not None),
        status_text=state,
        ordered_at=cells.time("订单成交时间") or _day_of(number, cells),
        paid_at=paid_at,
        goods_amount=goods,
        discount=_sum(cells, "店铺优惠折扣", "平台优惠折扣", "多多支付立减金额"),
        freight=cells.money("邮费"),
        paid_amount=cells.money("用户实付金额"),
        province=plain(cells.text("省")),
        city=plain(cells.text("市")),
        address="".join(pieces),
        receiver=plain(cells.text("收货人")),
        phone=plain(first(cells, "手机", "用户购买手机号")),
        ship_by=cells.time("承诺发货时间"),
        shipped_at=cells.time("发货时间"),
        finished_at=finished,
        after_sales=_after_sales(cells.text("售后状态")),
        remark=cells.text("买家留言"),
        parcels=parcels(number, cells.text("快递单号"), cells.text("快递公司"), cells),
        extra=kept(
            cells,
            商家备注="商家备注",
            支付方式="支付方式",
            商家实收="商家实收金额",
            赠品="赠品名称",
            承诺送达时间="承诺送达时间",
        ),
    )
    price = None if goods is None else round(goods / count, 2)
    bought = line(
        order, product=cells.text("商品id"), sku=first(cells, "商家编码-规格维度", "样式ID"), title=cells.text("商品"),
        spec=cells.text("商品规格"), quantity=count,
        price=price if price is not None and price * count == goods else None, subtotal=goods,
    )  # fmt: skip
    return replace(order, lines=(bought,))


def _sum(cells: Cells, *columns: str) -> Decimal | None:
    found = [amount for name in columns if (amount := cells.money(name)) is not None]
    return sum(found[1:], found[0]) if found else None


def _after_sales(state: str) -> AfterSales | None:
    if not state or state in _NO_CASE:
        return None
    return AfterSales("", state, "", None, None, None, "")


def _case(cells: Cells) -> AfterSalesRecord:
    state = cells.need("售后状态")
    column = "订单编号" if cells.text("订单编号") else "订单号"
    return AfterSalesRecord(
        number=cells.number_of("售后编号"), order=cells.number_of(column), kind=cells.text("售后类型"), state=state,
        reason=first(cells, "售后原因", "退款原因"), note=cells.text("售后说明"),
        requested_at=cells.time("售后申请时间") or cells.time("申请时间"),
        due_at=cells.time("超时时间") or cells.time("处理截止时间"), closed=any(word in state for word in _CLOSED),
        refund=cells.money("退款金额"), return_waybill=first(cells, "退货物流单号", "退货快递单号"),
        return_courier=first(cells, "退货物流公司", "退货快递公司"), refunded_at=cells.time("退款时间"), side="",
        source=cells.source,
    )  # fmt: skip


FORMS = (
    Form(
        "pdd_orders", "拼多多 订单导出", ("pdd",), "orders", "订单号", _ORDERS,
        (("订单号",), ("订单状态",), ("商品总价", "用户实付金额", "商家实收金额")), _order,
    ),
    Form(
        "pdd_cases", "拼多多 售后导出", ("pdd",), "after_sales", "订单编号", _CASES,
        (("售后编号",), ("订单编号", "订单号"), ("售后状态",)), _case,
    ),
)  # fmt: skip
