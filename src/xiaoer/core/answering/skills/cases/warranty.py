"""“还在保修期吗”, “才收到没几天”: warranty and days for exchange of an own order, counted from its signing."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from datetime import date, timedelta

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.orders.orders import goods_named, line_cells, named_order, not_yours, number_cell
from xiaoer.core.facts import Order, Product

_IN_TIME = re.compile(
    r"(?:还)?在(?:不在)?(?:质?保|保修|质保)(?:修|期|里|内|吗|么|不|没)|过(?:没过)?(?:质?保|保修|质保)(?:了|期|没|吗)|(?:质保|保修)期?(?:到|过|超|还有)|(?:还)?(?:能|可以)(?:免费)?(?:保修|修|换新)(?:吗|么|不)"
)
_SINCE = re.compile(
    r"^(?:可|但|不过|这|我|是|都|它|东西|[,，\s])*(?:才|刚刚?|就|只|今年|去年|上个?月|上周|今[天早]|昨[天晚]|前[天晚]|[一二三四五六七八九十]+月(?:份)?|\d{1,2}月(?:\d{1,2}[号日]|份|初|底)?)?(?:才|刚刚?)?(?:收到|买|拍|用|到手|到|签收|下单)(?:了|的|回来)?(?:还)?(?:没|不到|才|不足)?(?:用|到|满|过)?(?:几|多久|多长时间|[一二两三四五六七八九十半]+个?|\d+个?)?(?:天|周|星期|礼拜|月|年|小时|次)?(?:呢|啊|呀|就坏了|而已|吧|[。!！])*$"
)
_TIMES = re.compile(r"[天周月年昨前今晚]|星期|礼拜|多久|几|刚|才")
_KEYS = re.compile(r"质保|保修|三包|包修|包换|包退")
_SPAN = re.compile(r"(?<![\d.])(\d{1,3}|[一二两三四五六十半])\s*(年|个月|天)")
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10}
_RULE = re.compile(
    r"(?:签收|收货|收到|到货)(?:次日起|之日起|后|起)?[^,，。；\d]{0,4}(\d+)\s*(天|日)(?:之?内)?[^。；;]{0,16}(?:故障|质量|换新|换同款|坏)"
)
_ARRIVED = ("delivered", "finished")
_MATTER = frozenset({"quality_issue", "damaged", "missing_wrong_item"})


def warranty_of_order(turn: Turn) -> Part | None:
    """Whether an own order is still under warranty, or what the days since it came open; None = neither is said."""
    asked = _IN_TIME.search(turn.text) is not None
    if not turn.orders or not_yours(turn) or not (asked or _told_since(turn)):
        return None
    order = _order(turn)
    if order is None or order.signed_at is None:
        return None
    facts: list[FactUse] = [number_cell(order), *line_cells(order), cite.clock(turn.now)]
    signed = turn.shop.local(order.signed_at)
    facts.append(cite.cell(order.source, "签收时间", signed))
    lines = [f"尾号{order.number[-4:]}这单{goods_named(order)}{signed.month}月{signed.day}日签收。"]
    told = [*_by_rules(turn, signed.date(), facts), *_by_goods(turn, order, signed.date(), facts)]
    if not told and asked:
        return None
    lines += told
    if asked and not _MATTER & set(turn.slots.intents[:2]):
        return Part("\n".join(lines), facts=tuple(facts), confidence=0.9)
    lines.append("把问题拍照或录个视频发来，这边请售后同事核实后为您处理。")
    return Part("\n".join(lines), "handoff", 0.9, tuple(facts), "售后")


def _told_since(turn: Turn) -> bool:
    """Whether a line only tells since when the goods are there, in a matter of faults or warranty."""
    text = turn.text.strip()
    of_it = bool(_MATTER & set(turn.slots.intents[:2])) or bool(_KEYS.search(turn.slots.topic))
    return of_it and bool(_TIMES.search(text)) and _SINCE.match(text) is not None


def _order(turn: Turn) -> Order | None:
    """The order meant, if it has come; else the newest that has, holding the goods in view where some are."""
    named = named_order(turn)
    if named is not None:
        return named if named.status in _ARRIVED else None
    came = [order for order in turn.orders if order.status in _ARRIVED]
    view = turn.product.number if turn.product else ""
    return next((o for o in came if any(line.product == view for line in o.lines)), next(iter(came), None))


def _by_rules(turn: Turn, signed: date, facts: list[FactUse]) -> list[str]:
    """The shop's days for exchange of faulty goods, counted for this order."""
    for policy in turn.shop.policies("质保", "换货", "质量", "退换", "三包", "售后"):
        found = _RULE.search(policy.text)
        if found is None:
            continue
        last = signed + timedelta(days=int(found[1]))
        inputs = cite.policy(policy)
        facts += [*inputs, cite.computed("截止", last, inputs)]
        over = "，已经过了" if last < turn.now.date() else ""
        clause = next(c for c in re.split(r"[。；;]", policy.text) if found[0] in c)
        return [f"店里的规定：{clause.strip()}。这单算到{last.month}月{last.day}日{over}。"]
    return []


def _by_goods(turn: Turn, order: Order, signed: date, facts: list[FactUse]) -> list[str]:
    """The warranty that the goods' own data tells, with its last day where it is one span."""
    lines = []
    for line in order.lines[:2]:
        product = turn.shop.product(line.product)
        told = next(((k, v) for k, v in product.attributes if _KEYS.search(k)), None) if product else None
        if product is None or told is None:
            continue
        lines.append(_one(turn, product, told, signed, facts))
    return lines


def _one(turn: Turn, product: Product, told: tuple[str, str], signed: date, facts: list[FactUse]) -> str:
    key, value = told
    cell = cite.cell(product.source, "属性", f"{key}:{value}")
    facts += [cite.title(product), cell]
    text = f"{cite.short_title(product)}的{key}：{value}"
    spans = _SPAN.findall(value)
    last = _until(signed, *spans[0]) if len(spans) == 1 else None
    if last is None:
        return f"{text}。"
    facts.append(cite.computed("质保截止", last, [cell]))
    over = "已经过了" if last < turn.now.date() else "还在期内"
    return f"{text}，从签收算到{last.year}年{last.month}月{last.day}日，{over}。"


def _until(signed: date, number: str, unit: str) -> date | None:
    if number == "半":
        months = 6 if unit == "年" else 0
    else:
        count = int(number) if number.isdigit() else _DIGITS.get(number, 0)
        if unit == "天":
            return signed + timedelta(days=count)
        months = count * (12 if unit == "年" else 1)
    if not months:
        return None
    year, month = divmod(signed.month - 1 + months, 12)
    for day in range(signed.day, 27, -1):
        try:
            return date(signed.year + year, month + 1, day)
        except ValueError:
            continue
    return date(signed.year + year, month + 1, min(signed.day, 28))
