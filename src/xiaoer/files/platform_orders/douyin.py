"""Douyin (抖店): orders, a row per sub-order (or several joined by `;`), and cases. FILE FORMATS A7, A8."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from xiaoer.core.facts import Order, OrderLine, Parcel
from xiaoer.files import values
from xiaoer.files.platform_orders.after_sales import AfterSalesRecord
from xiaoer.files.platform_orders.forms import Form, blank, first, kept, line, named, parcels, parts, plain
from xiaoer.files.platform_orders.states import unified
from xiaoer.files.shop_folder.spec import Cells
from xiaoer.files.values import CellError

T = TypeVar("T")
_ORDERS = named("""
    主订单编号=订单号 子订单编号=行号 支付方式=支付方式 选购商品=商品标题 货号=货号 商品ID=商品编号 商家编码=SKU编号
    商品规格=规格 商品数量=数量 商品金额=商品金额 商品单价=单价 订单提交时间=下单时间 支付完成时间=付款时间
    订单完成时间=完成时间 承诺发货时间=应发货时间 预约发货时间 买家留言=买家备注 旗帜颜色=旗帜 商家备注=商家备注
    APP渠道 订单状态=状态 取消原因=关闭原因 售后状态=售后状态 订单类型 发货时间=发货时间 车型 是否是以旧换新
    换新额外补贴 换新额外补贴发放状态 订单应付金额=实付金额 运费=运费 优惠总金额=优惠金额 平台优惠 商家优惠 达人优惠
    商家改价 支付优惠 手续费 红包抵扣 降价类优惠 平台实际承担优惠金额 商家实际承担优惠金额 达人实际承担优惠金额
    收件人=收件人 收件人手机号=电话 省=收货省份 市=收货城市 区=收货地址 街道=收货地址 详细地址=收货地址 是否修改过地址
    快递信息=运单号 序列号 达人ID 达人昵称 拼团订单团编号 商品单价是否含税 税费 鲁班落地页ID 所属门店ID 流量来源
    仓库ID 仓库名称=仓库 是否安心购 广告渠道 流量类型 流量体裁 流量渠道 发货主体 发货主体明细 教育优惠 预计送达时间
    是否平台仓自流转 是否是渠道商品 预约送达时间 建议发货时间（起） 建议发货时间（止）
""")
_CASES = named("""
    售后单号=售后单号 订单号=订单号 商品单号 商品名称 商品ID 应付金额 商品运费 支付优惠 商品税费 商品发货状态
    售后类型=售后类型 退商品金额=退款金额 退运费金额=退款金额 退支付优惠 退税费金额=退款金额 售后状态=售后状态
    售后申请时间=申请时间 退款方式 是否已上传退款凭证 售后原因=原因 售后原因标签 退货物流单号=退货运单 退货异常
    退货发货时间 退货物流公司=退货快递 自动处理截止时间=截止时间 同意售后申请时间 商家退款时间=退款时间 用户到账时间
    售后关闭时间=关闭时间 商家退货地址 商家退货联系人姓名 商家退货联系人电话 仲裁状态 纠纷责任方=责任方 是否极速退款
    是否拒签后退款 发货物流单号 发货物流状态 换货物流单号 退货物流状态 售后完结时间=完结时间 订单备注
    用户售后说明=说明 售后备注 操作人 协商记录 换货商品信息 商家编码 门店名称
""")
_LINE_AMOUNTS = (("商品金额", "商品金额"), ("优惠金额", "优惠总金额"), ("运费", "运费"), ("实付金额", "订单应付金额"))
_NO_CASE = ("无售后", "暂无售后", "售后关闭", "已取消")
_CLOSED = ("退款成功", "售后关闭", "售后成功", "已完成", "已关闭", "换货成功", "补寄成功", "售后取消")


def _order(cells: Cells) -> Order:
    number = cells.number_of("主订单编号")
    paid_at = cells.time("支付完成时间")
    finished = cells.time("订单完成时间")
    state = cells.need("订单状态")
    address = "".join(plain(cells.text(name)) for name in ("区", "街道", "详细地址"))
    order = replace(
        blank(number, cells),
        status=unified("douyin", state, "订单状态", paid=paid_at is not None),
        status_text=state,
        ordered_at=cells.time("订单提交时间"),
        paid_at=paid_at,
        province=plain(cells.text("省")),
        city=plain(cells.text("市")),
        address=address,
        receiver=plain(cells.text("收件人")),
        phone=plain(cells.text("收件人手机号")),
        ship_by=cells.time("承诺发货时间"),
        shipped_at=cells.time("发货时间"),
        finished_at=finished,
        close_reason=cells.text("取消原因"),
        remark=cells.text("买家留言"),
        parcels=_parcels(number, cells),
        extra=kept(
            cells,
            商家备注="商家备注",
            旗帜="旗帜颜色",
            支付方式="支付方式",
            仓库="仓库名称",
            预计送达时间="预计送达时间",
            预约送达时间="预约送达时间",
        ),
    )
    return replace(order, lines=_lines(order, cells))


def _parcels(number: str, cells: Cells) -> tuple[Parcel, ...]:
    """`单号-公司`, several joined by `;`."""
    pairs = [part.partition("-") for part in parts(cells.text("快递信息").replace(",", ";"))]
    return parcels(number, ";".join(p[0] for p in pairs), ";".join(p[2] or "未知快递" for p in pairs), cells)


def _lines(order: Order, cells: Cells) -> tuple[OrderLine, ...]:
    """The sub-orders of a row; cells that hold as many values as there are sub-orders belong to one each."""
    subs = parts(cells.number_of("子订单编号"))
    columns = {
        name: _shared(cells, name, len(subs))
        for name in ("选购商品", "商品ID", "商家编码", "商品规格", "商品数量", "售后状态")
    }
    amounts = {name: _amounts(cells, column, len(subs)) for name, column in _LINE_AMOUNTS}
    goods = amounts["商品金额"] if len(parts(cells.text("商品金额"))) == len(subs) else None
    return tuple(
        line(
            order, number=sub, product=columns["商品ID"][n], sku=columns["商家编码"][n], title=columns["选购商品"][n],
            spec=columns["商品规格"][n], **_priced(columns["商品数量"][n], goods[n] if goods is not None else None),
            extra=MappingProxyType(
                {name: f"{found[n]:.2f}" for name, found in amounts.items() if found is not None}
                | ({"售后状态": state} if (state := columns["售后状态"][n]) and state not in _NO_CASE else {})
            ),
        )
        for n, sub in enumerate(subs)
    )  # fmt: skip


def _priced(count_text: str, total: Decimal | None) -> dict[str, object]:
    count = _cell("商品数量", values.count, count_text) if count_text else 1
    if not count:
        raise CellError("数量是 0", "写 1 或更大的整数，或删去这一行", "商品数量")
    price = None if total is None else round(total / count, 2)
    return {
        "quantity": count,
        "price": price if price is not None and price * count == total else None,
        "subtotal": total,
    }


def _shared(cells: Cells, column: str, count: int) -> list[str]:
    text = cells.text(column)
    found = parts(text) if count > 1 else [text]
    if len(found) == count:
        return found
    if len(found) > 1 and column == "商品数量":
        raise CellError(f"有 {count} 个子订单，数量却有 {len(found)} 个", "每个子订单各写一个数量，用 ; 隔开", column)
    return [text] * count


def _amounts(cells: Cells, column: str, count: int) -> list[Decimal] | None:
    """An amount for each sub-order. One amount for several is the whole row's: it stands with the first."""
    text = cells.text(column)
    if not text:
        return None
    found = [_cell(column, values.money, part) for part in (parts(text) if count > 1 else [text])]
    if len(found) == count:
        return found
    if len(found) == 1:
        return [found[0], *[Decimal("0.00")] * (count - 1)]
    raise CellError(f"有 {count} 个子订单，金额却有 {len(found)} 个", "每个子订单各写一个金额，用 ; 隔开", column)


def _cell(column: str, read: Callable[[str], T], text: str) -> T:
    try:
        return read(text)
    except CellError as error:
        raise CellError(error.why, error.remedy, column) from None


def _case(cells: Cells) -> AfterSalesRecord:
    state = cells.need("售后状态")
    parts_ = [
        amount for name in ("退商品金额", "退运费金额", "退税费金额") if (amount := cells.money(name)) is not None
    ]
    ended = cells.time("售后关闭时间") or cells.time("售后完结时间")
    return AfterSalesRecord(
        number=cells.number_of("售后单号"), order=cells.number_of("订单号"), kind=cells.text("售后类型"), state=state,
        reason=first(cells, "售后原因", "售后原因标签"), note=cells.text("用户售后说明"),
        requested_at=cells.time("售后申请时间"), due_at=cells.time("自动处理截止时间"),
        closed=ended is not None or any(word in state for word in _CLOSED),
        refund=sum(parts_[1:], parts_[0]) if parts_ else None, return_waybill=cells.text("退货物流单号"),
        return_courier=cells.text("退货物流公司"), refunded_at=cells.time("商家退款时间"),
        side=cells.text("纠纷责任方"),
        source=cells.source,
    )  # fmt: skip


FORMS = (
    Form(
        "douyin_orders", "抖店 订单导出", ("douyin",), "orders", "主订单编号", _ORDERS,
        (("主订单编号",), ("子订单编号",), ("订单状态",), ("订单应付金额", "商品金额")), _order, lines=True,
    ),
    Form(
        "douyin_cases", "抖店 售后导出", ("douyin",), "after_sales", "订单号", _CASES,
        (("售后单号",), ("订单号",), ("售后状态",)), _case,
    ),
)  # fmt: skip
