"""The platforms' own order states → the unified ones. The platform's word is kept beside it (`status_text`).

Taobao's and PDD's words are those of their exports (FILE FORMATS A1, A5); JD's and Douyin's are those that their
back ends show, which an export may spell with a prefix such as (删除).
"""

from __future__ import annotations

import re
import unicodedata

from xiaoer.core.facts import OrderStatus, Platform
from xiaoer.files.values import CellError

_TAOBAO: dict[str, OrderStatus] = {
    "等待买家付款": "unpaid", "买家已付款,等待卖家发货": "paid_unshipped", "等待卖家发货": "paid_unshipped",
    "卖家部分发货": "part_shipped", "卖家已发货,等待买家确认": "shipped", "等待买家确认收货": "shipped",
    "买家已签收": "delivered", "交易成功": "finished", "交易关闭": "closed_unpaid",
    "付款以后用户退款成功,交易自动关闭": "closed_refunded", "付款以前,卖家或买家主动关闭交易": "closed_unpaid",
    "等待成团": "grouping", "拼团中": "grouping", "没有创建支付宝交易": "unpaid",
}  # fmt: skip
_PDD: dict[str, OrderStatus] = {
    "待付款": "unpaid", "待支付": "unpaid", "待成团": "grouping", "拼团中": "grouping", "待发货": "paid_unshipped",
    "已发货,待收货": "shipped", "已发货": "shipped", "已签收": "delivered", "已收货": "delivered",
    "已完成": "finished", "交易成功": "finished", "已取消": "closed_unpaid", "未成交": "closed_unpaid",
    "未发货,退款成功": "closed_refunded", "已发货,退款成功": "closed_refunded", "已收货,退款成功": "closed_refunded",
    "已收货(已签收),退款成功": "closed_refunded", "已签收,退款成功": "closed_refunded",
    "已取消,退款成功": "closed_refunded", "未成交,退款成功": "closed_refunded",
}  # fmt: skip
_JD: dict[str, OrderStatus] = {
    "等待付款": "unpaid", "等待付款确认": "unpaid", "未付款": "unpaid", "等待出库": "paid_unshipped",
    "等待发货": "paid_unshipped", "待出库": "paid_unshipped", "等待打印": "paid_unshipped",
    "正在出库": "paid_unshipped", "等待确认收货": "shipped", "已出库": "shipped", "已发货": "shipped",
    "已签收": "delivered", "完成": "finished", "已完成": "finished", "已取消": "closed_unpaid", "取消": "closed_unpaid",
    "已退款": "closed_refunded", "锁定": "locked", "暂停": "locked",
}  # fmt: skip
_DOUYIN: dict[str, OrderStatus] = {
    "待支付": "unpaid", "待付款": "unpaid", "待确认": "paid_unshipped", "已支付": "paid_unshipped",
    "待发货": "paid_unshipped", "备货中": "paid_unshipped", "部分发货": "part_shipped", "已发货": "shipped",
    "已签收": "delivered", "已收货": "delivered", "已完成": "finished", "已关闭": "closed_unpaid",
    "已取消": "closed_unpaid", "已退款": "closed_refunded", "拼团中": "grouping",
}  # fmt: skip
_OWN: dict[str, OrderStatus] = {}
BY_PLATFORM: dict[Platform, dict[str, OrderStatus]] = {
    "own": _OWN, "taobao": _TAOBAO, "tmall": _TAOBAO, "pdd": _PDD, "jd": _JD, "douyin": _DOUYIN,
}  # fmt: skip
_PREFIX = re.compile(r"^\((?:删除|锁定|历史)\)")


def unified(platform: Platform, text: str, column: str, *, paid: bool, confirmed: bool = False) -> OrderStatus:
    """The unified state. `paid`: money had come (a closed order was then refunded); `confirmed`: the buyer said so.

    Raises `CellError` for a word that the platform is not known to use.
    """
    table = BY_PLATFORM[platform]
    key = unicodedata.normalize("NFKC", text).replace(" ", "")
    status = table.get(key) or table.get(_PREFIX.sub("", key))
    if status is None:
        known = "、".join(dict.fromkeys(table))
        raise CellError(f"不认识订单状态“{text[:40]}”", f"用平台导出的原文，例如：{known}", column)
    if status == "closed_unpaid" and paid:
        return "closed_refunded"
    return "finished" if status == "delivered" and confirmed else status
