"""Table `orders`: one order a row, with its after-sales case where there is one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from xiaoer.core.facts import STATUS_BY_TEXT, AfterSales, Order, OrderStatus
from xiaoer.files import spelling
from xiaoer.files.shop_folder.spec import Cells, TableSpec
from xiaoer.files.values import CellError

_AFTER_SALES = ("售后类型", "售后状态", "售后原因", "售后申请时间", "售后截止时间", "退款金额", "退货运单")
_COLUMNS = (
    "订单号", "买家昵称", "下单时间", "付款时间", "订单状态", "商品金额", "优惠金额", "运费", "实付金额",
    "收货省份", "收货城市", "收货地址", "收件人", "手机号",
    "应发货时间", "发货时间", "签收时间", "完成时间", "关闭原因",
    *_AFTER_SALES, "买家备注", "发票状态",
)  # fmt: skip
_KNOWN = frozenset(_COLUMNS)
_STATUS = {unicodedata.normalize("NFKC", text): status for text, status in STATUS_BY_TEXT.items()}


def _read(cells: Cells) -> Order:
    status_text = cells.need("订单状态")
    return Order(
        number=cells.number_of("订单号"),
        shopper=cells.need("买家昵称"),
        status=_status(status_text),
        status_text=status_text,
        ordered_at=cells.time("下单时间"),
        paid_at=cells.time("付款时间"),
        goods_amount=cells.money("商品金额"),
        discount=cells.money("优惠金额"),
        freight=cells.money("运费"),
        paid_amount=cells.money("实付金额"),
        province=cells.text("收货省份"),
        city=cells.text("收货城市"),
        address=cells.text("收货地址"),
        receiver=cells.text("收件人"),
        phone=cells.text("手机号"),
        ship_by=cells.time("应发货时间"),
        shipped_at=cells.time("发货时间"),
        signed_at=cells.time("签收时间"),
        finished_at=cells.time("完成时间"),
        close_reason=cells.text("关闭原因"),
        after_sales=_after_sales(cells),
        remark=cells.text("买家备注"),
        invoice=cells.text("发票状态"),
        lines=(),
        parcels=(),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _status(text: str) -> OrderStatus:
    status = _STATUS.get(unicodedata.normalize("NFKC", text))
    if status is None:
        raise CellError(f"不认识订单状态“{text}”", f"写成其中一种：{'、'.join(STATUS_BY_TEXT)}", "订单状态")
    return status


def _after_sales(cells: Cells) -> AfterSales | None:
    if not any(cells.text(column) for column in _AFTER_SALES):
        return None
    return AfterSales(
        kind=cells.text("售后类型"),
        state=cells.text("售后状态"),
        reason=cells.text("售后原因"),
        requested_at=cells.time("售后申请时间"),
        due_at=cells.time("售后截止时间"),
        refund=cells.money("退款金额"),
        return_waybill=cells.text("退货运单"),
    )


def _write(order: Order) -> Mapping[str, str]:
    return {
        "订单号": order.number,
        "买家昵称": order.shopper,
        "下单时间": spelling.time(order.ordered_at),
        "付款时间": spelling.time(order.paid_at),
        "订单状态": order.status_text,
        "商品金额": spelling.money(order.goods_amount),
        "优惠金额": spelling.money(order.discount),
        "运费": spelling.money(order.freight),
        "实付金额": spelling.money(order.paid_amount),
        "收货省份": order.province,
        "收货城市": order.city,
        "收货地址": order.address,
        "收件人": order.receiver,
        "手机号": order.phone,
        "应发货时间": spelling.time(order.ship_by),
        "发货时间": spelling.time(order.shipped_at),
        "签收时间": spelling.time(order.signed_at),
        "完成时间": spelling.time(order.finished_at),
        "关闭原因": order.close_reason,
        **_after_sales_cells(order.after_sales),
        "买家备注": order.remark,
        "发票状态": order.invoice,
        **order.extra,
    }


def _after_sales_cells(case: AfterSales | None) -> Mapping[str, str]:
    if case is None:
        return {}
    return {
        "售后类型": case.kind,
        "售后状态": case.state,
        "售后原因": case.reason,
        "售后申请时间": spelling.time(case.requested_at),
        "售后截止时间": spelling.time(case.due_at),
        "退款金额": spelling.money(case.refund),
        "退货运单": case.return_waybill,
    }


SPEC = TableSpec(
    "orders",
    _COLUMNS,
    ("订单号", "买家昵称", "订单状态"),
    ("订单号",),
    _read,
    _write,
    numeric=frozenset({"商品金额", "优惠金额", "运费", "实付金额", "退款金额"}),
)
