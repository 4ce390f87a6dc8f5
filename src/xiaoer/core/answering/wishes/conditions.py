"""Whether a condition (如果还没发货…) holds: from the order, the last outcome and the goods; None = not known."""

from __future__ import annotations

import re
from decimal import Decimal

from xiaoer.core.answering.parts import Turn
from xiaoer.core.facts import Order, Product

_UNSENT = frozenset({"unpaid", "grouping", "paid_unshipped", "locked"})
_ARRIVED = frozenset({"delivered", "finished"})
_SENT = _ARRIVED | {"shipped", "part_shipped"}
_NOT_SENT = re.compile(r"(?:没有?|未|尚未|还没有?|不)(?:给我|被|能)?(?:发货|发出|寄出|出库|发走)|待发货|没发")
_WAS_SENT = re.compile(r"(?:已经?|都)?(?:发货|发出|寄出|发走)(?:了|的)?")
_NOT_THERE = re.compile(r"(?:没有?|未|尚未|还没有?)(?:送|收|签|运)?(?:到|达|收)|未送达|没收|在路上")
_AT = re.compile(r"[“\"「'‘]([^”\"」'’]{3,40})[”\"」'’]")
_SENT_TO = re.compile(r"(?:送|寄|发)(?:到|往|给)|地址是")
_PAID = re.compile(r"(?:没有?|未|还没)(?:付款|支付|付)")
_FAILED = re.compile(r"无法|不行|不能|不可以|不支持|失败|没有?货|缺货|下架|拒绝|买不了|换不了|退不了|不同意|不够")
_WORKED = re.compile(
    r"可以|能(?!效)|可(?=购|换|退|买|用)|通过|成功|同意|符合|满足|支持|有货|确认|合适|没问题|推荐|建议|有(?=货|的|效|$)|^有$"
)
_FREE = re.compile(r"免费|不花钱|不要钱|不(?:用|会)?(?:收|花)费|不(?:额外)?收|没有?.{0,4}(?:费用|收费)|不产生|不要钱")
_BIGGER = re.compile(r"更?大(?:一?[些点])?$|更大|容量.{0,2}大")
_CHEAPER = re.compile(r"低于|便宜|降价|降了|更低|下降")
_NO_RECORD = re.compile(r"(?:还)?(?:没有?|无|未查询?到|查不到).{0,3}(?:返现|晒单|登记)?(?:记录)?|.{0,8}没有?.{0,6}记录")
_LITRES = re.compile(r"(\d+(?:\.\d+)?)\s*(?:升|L|l)(?![a-zA-Z])")


def holds(condition: str, turn: Turn, order: Order | None) -> bool | None:
    """Judge a condition; the order is the one that the wish means."""
    if not condition or _NO_RECORD.fullmatch(condition.strip()):
        return True  # of a record the action's own check decides
    judged = _of_order(condition, turn, order) if order is not None else None
    if judged is not None or _CHEAPER.search(condition):
        return judged  # the sum is computed where it is needed
    last = turn.slots.details.get("last", "")
    if _FAILED.search(condition):
        return last.startswith("refused")
    if _FREE.search(condition) or _BIGGER.search(condition):
        return _is_free(turn, condition) if _FREE.search(condition) else _is_bigger(turn)
    return True if last.startswith("done") and _WORKED.search(condition) else None


def _of_order(condition: str, turn: Turn, order: Order) -> bool | None:
    """What the order itself tells: state, place, payment."""
    status = "closed_refunded" if "cancel_order" in turn.slots.done.get(order.number, "") else order.status
    place = _AT.search(condition)
    if place and (_SENT_TO.search(condition) or "地址" in condition):
        there = place[1] in f"{order.province}{order.city}{order.address}"
        return not (arrived(order) and there) if _NOT_THERE.search(condition) else there
    if _NOT_SENT.search(condition):
        return status in _UNSENT
    if _NOT_THERE.search(condition):
        return not arrived(order)
    if _PAID.search(condition):
        return status == "unpaid"
    if _WAS_SENT.search(condition):
        return status in _SENT
    return None


def arrived(order: Order) -> bool:
    """Whether the goods are there: by the order's state or the last scan."""
    return order.status in _ARRIVED or any("签收" in p.state or "送达" in p.state for p in order.parcels)


def _is_free(turn: Turn, condition: str) -> bool | None:
    """Whether the goods' own words call it free; None where they don't speak of it."""
    product = turn.product
    if product is None:
        return None
    said = [value for key, value in product.attributes if _same_matter(condition, key)]
    said = said or [value for key, value in product.attributes if re.search(r"安装|维修|保修|辅材|配件", key)]
    return any("免费" in value for value in said) or None


def _same_matter(condition: str, key: str) -> bool:
    return any(word in condition and word in key for word in ("安装", "维修", "辅材", "清洗", "配送"))


def _is_bigger(turn: Turn) -> bool | None:
    """Whether the goods in view hold more than those of the order before them."""
    now, before = _litres(turn.product), [_litres(turn.shop.product(n)) for n in turn.slots.listed]
    known = [size for size in before if size is not None]
    return now >= max(known) if now is not None and known else None


def _litres(product: Product | None) -> Decimal | None:
    match = _LITRES.search(product.title) if product else None
    return Decimal(match[1]) if match else None
