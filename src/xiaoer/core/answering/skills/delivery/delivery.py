"""When it is sent and when it arrives (发货与送达), told as dates."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import not_known, recalled, rule
from xiaoer.core.answering.skills.delivery.feasts import around_a_feast
from xiaoer.core.answering.skills.delivery.order_days import days_ahead, order_day
from xiaoer.core.answering.skills.delivery.tracking import logistics_tracking
from xiaoer.core.answering.skills.delivery.ways import called
from xiaoer.core.answering.skills.delivery.where_sent import undeliverable, warehouse_of
from xiaoer.core.answering.skills.goods.making import making_time
from xiaoer.core.answering.skills.orders.orders import about_order, open_order
from xiaoer.core.facts import Delivery, Order, Product
from xiaoer.core.rulebook.calculators.delivery import (
    DispatchRules,
    arrival,
    cutoff_of,
    delivery_rows,
    dispatch_day,
    dispatch_rules,
)

_PRESALE_KEYS = ("预售发货", "预售发货时间", "预售")
_OF_ORDER = (("order_status",), ("logistics_tracking",), ("urge_ship",))
_DATE = re.compile(r"(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})")
_TO_BUY = re.compile(
    r"(?:晚|迟|推迟|延后|延迟)一?[点些]?发|能不能晚|下单(?!的|了)|(?<!我)(?:现在|今天|明天|后天|周[一二三四五六日天]|要是|如果|晚上|今晚)[^,。]{0,6}(?:买|拍|付|下)|(?:买|拍|付)的?话|截单|你们.{0,4}发货|(?:你家|店里|一般|通常|平时|正常)"
)
_NOON = 12
_IF_BOUGHT = re.compile(r"(?:今晚|晚上|明[天早晚]|后天|周.|[号日]|点)[^,。到]{0,4}(?:下单|拍|付|买)")
_SENT_ON = re.compile(
    r"(?:周|星期|礼拜|[号日]|天)[一二三四五六日天末]?(?:还|也|会|能|可以|照常|正常)*发(?!票|的)(?:货|出)?"
)
_MORE_DAYS = re.compile(r"的[要需]?(?:多|加|延)\s*(?:\d|[一二两三四五])\s*(?:天|个工作日)")
_BUYS = re.compile(r"下单|付款|拍|买|付|截单")
_MINE = re.compile(
    r"[这那两]单|单子|包裹|我的件|派送|我的|我(?:昨|前|今|刚|上周)|拍了|买的|下的?单|付了|订单|怎么还|还没|还不"
)


def ship_time(turn: Turn) -> Part | None:
    """When goods leave: an order's own deadline, else cut-off and promise."""
    order = open_order(turn)
    if order is not None and order.status in ("paid_unshipped", "part_shipped") and _of_order(turn, order):
        return _with_presale(turn, order)
    told = presale_line(turn) or around_a_feast(turn)
    if told is not None:
        return told
    promise = rule(turn, "发货承诺", "发货时间", "发货", "截单")
    made = making_time(turn)
    dispatch = _works_on(turn) or _dispatch(turn) if made is None or _MORE_DAYS.search(made.text) else made
    if made is not None and dispatch is not None and dispatch is not made:
        dispatch = replace(dispatch, text=f"{dispatch.text}\n{made.text}", facts=(*dispatch.facts, *made.facts))
    if dispatch is None:
        if promise is None:
            return not_known(turn, "发货时间")
        return Part(promise[0], facts=promise[1], confidence=promise[2])
    if promise is None:
        return dispatch
    return Part(f"{dispatch.text}\n{promise[0]}", facts=(*dispatch.facts, *promise[1]), confidence=dispatch.confidence)


def delivery_eta(turn: Turn) -> Part | None:
    """When goods would arrive in a province, as dates."""
    order = open_order(turn)
    spoken_of = turn.slots.order and turn.slots.intents[:1] in _OF_ORDER and not turn.slots.card
    if (
        order is not None
        and order.status in ("shipped", "paid_unshipped", "part_shipped")
        and (spoken_of or _is_mine(turn) or _of_order(turn, order))
    ):
        return logistics_tracking(turn) if order.parcels else _paid(turn, order)
    province = turn.slots.province
    if not turn.shop.facts.delivery or (turn.shop.days_told and not province):
        return _by_words(turn)
    if not province:
        where = Part("您收货在哪个省呢？这边按时效表帮您推算到货日期。", "clarify", 0.92, asks="province")
        return around_a_feast(turn) or where
    barred = undeliverable(turn, province)
    if barred:
        return barred
    rows = delivery_rows(turn.shop.delivery(province), province, warehouse_of(turn.product, turn))
    if not rows:
        return not_known(turn, f"到{province}的时效")
    rows = tuple(called(turn.reading.normal, rows)) or rows
    ready = presale_date(turn.product, turn.now)
    parts = [_eta(turn, province, row, ready, several=len(rows) > 1) for row in rows[:2]]
    facts = tuple(fact for part in parts for fact in part.facts)
    return Part("\n".join(part.text for part in parts), facts=facts, confidence=parts[0].confidence)


def _paid(turn: Turn, order: Order) -> Part:
    """An order that waits, with the days by the table from today on where it is not late."""
    told = about_order(turn, order)
    product = turn.shop.product(order.lines[0].product) if order.lines else None
    rows = delivery_rows(turn.shop.delivery(order.province), order.province, warehouse_of(product, turn))
    late = order.ship_by is not None and turn.shop.local(order.ship_by) < turn.now
    if order.status != "paid_unshipped" or late or len(rows) != 1:
        return told
    slots = replace(turn.slots, province=order.province)
    ready = presale_date(product, turn.now)
    part = _eta(replace(turn, product=product, slots=slots), order.province, rows[0], ready, several=False)
    if part.kind != "answer" or "预计" not in part.text:
        return told
    text = part.text.replace("现在付款，预计", "按发货时效，预计")
    facts = (*told.facts, *part.facts, cite.cell(order.source, "收货省份", order.province))
    return Part(f"{told.text}\n{text}", facts=facts, confidence=0.9)


def _with_presale(turn: Turn, order: Order) -> Part:
    """An order's state, with the day from which its presale goods leave."""
    told = about_order(turn, order)
    bought = [p for line in order.lines if (p := turn.shop.product(line.product)) is not None]
    ready = [part for p in bought if (part := presale_line(replace(turn, product=p))) is not None]
    if told.kind != "answer" or not ready:
        return told
    return replace(told, text=f"{told.text}\n{ready[0].text}", facts=(*told.facts, *ready[0].facts))


def _of_order(turn: Turn, order: Order) -> bool:
    """Whether a question for a day is asked of an order that is under way, not of goods still to be bought."""
    if _TO_BUY.search(turn.text):
        return False
    spoken_of = turn.slots.order == order.number
    if _MINE.search(turn.text) or (spoken_of and (not turn.slots.card or _of_orders_just_now(turn))):
        return True
    bought = {line.product for line in order.lines}
    return not turn.slots.card and (turn.product is None or turn.product.number in bought)


def _of_orders_just_now(turn: Turn) -> bool:
    return turn.slots.intents[:1] in (("urge_ship",), ("order_status",), ("logistics_tracking",))


def _is_mine(turn: Turn) -> bool:
    return bool(_MINE.search(turn.text)) and not re.search(r"(?:现在|今天|明天)?(?:下单|拍)的?话?", turn.text)


def _by_words(turn: Turn) -> Part:
    place = f"到{turn.slots.province}的配送时效" if turn.slots.province else "配送时效"
    found = recalled(turn) or _rule_of_days(turn)
    if found is not None:
        return found
    presale = presale_line(turn)
    if presale is not None:
        unknown = not_known(turn, place)
        return replace(unknown, text=f"{presale.text}\n{unknown.text}", facts=presale.facts)
    unknown, promise = not_known(turn, place), rule(turn, "发货承诺", "发货时间", "发货", "截单")
    if promise is None:
        return unknown
    return replace(unknown, text=f"{promise[0]}\n{unknown.text}", facts=promise[1])


def _rule_of_days(turn: Turn) -> Part | None:
    """The rule that tells the days on the road, where no place is known."""
    told = next(
        (p for p in turn.shop.facts.policies if turn.shop.days_told and p.source == turn.shop.facts.delivery[0].source),
        None,
    )
    return Part(told.text, facts=cite.policy(told), confidence=0.88) if told else None


def presale_date(product: Product | None, now: datetime) -> date | None:
    """The day from which a presale product is sent; past days don't count."""
    found = presale_cell(product)
    match = _DATE.search(found.value) if found else None
    if not match:
        return None
    try:
        day = date(int(match[1] or now.year), int(match[2]), int(match[3]))
    except ValueError:
        return None
    if not match[1] and (now.date() - day).days > 180:
        day = day.replace(year=day.year + 1)
    return day if day >= now.date() else None


def presale_cell(product: Product | None) -> FactUse | None:
    """The attribute that tells a presale date."""
    if product is None:
        return None
    for key in _PRESALE_KEYS:
        value = product.attribute(key)
        if value:
            return cite.cell(product.source, key, value)
    return None


def rules_of(turn: Turn, warehouse: str) -> DispatchRules:
    """Days on which a warehouse doesn't dispatch, by the shop's policies."""
    facts = turn.shop.facts
    names = tuple(dict.fromkeys(row.warehouse for row in facts.delivery))
    return dispatch_rules(facts.policies, turn.now.year, warehouse=warehouse, warehouses=names)


def presale_line(turn: Turn) -> Part | None:
    """From when a presale product is sent; None = it is none, or its day is past."""
    cell = presale_cell(turn.product)
    day = presale_date(turn.product, turn.now)
    if cell is None or day is None or turn.product is None:
        return None
    when = cite.day(day, turn.now.date())
    text = f"{cite.short_title(turn.product)}是预售款，{when}起发货（页面写的是：{cell.value}）。"
    facts = (cell, cite.title(turn.product), cite.clock(turn.now))
    return Part(text, facts=(*facts, cite.computed("发货日期", day, facts)), confidence=0.93)


def _works_on(turn: Turn) -> Part | None:
    """“周日发货吗”: whether goods leave on that day, by the shop's rules of days without dispatch."""
    days = days_ahead(turn)
    if len(days) != 1 or not _SENT_ON.search(turn.reading.normal) or _BUYS.search(turn.reading.normal):
        return None
    rules = rules_of(turn, warehouse_of(turn.product, turn) or "")
    if not rules.sources:
        return None
    day = days[0]
    facts = [cite.clock(turn.now), *(fact for policy in rules.sources for fact in cite.policy(policy))]
    facts.append(cite.computed("发货日期", day, facts))
    told = "不发货" if rules.rests(day) else "正常发货"
    return Part(
        f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）{told}。", facts=tuple(facts), confidence=0.9
    )


def _dispatch_of(turn: Turn, row: Delivery, ordered: datetime, rules: DispatchRules) -> Part | None:
    """The day on which goods leave that are paid on a later day, before the cut-off."""
    leaves = dispatch_day(row, ordered, rules)
    if leaves is None:
        return None
    facts = [cite.cell(row.source, "截单时间", row.cutoff), cite.clock(turn.now)]
    facts += [fact for policy in rules.sources for fact in cite.policy(policy)]
    facts += [cite.computed("下单日期", ordered.date(), facts), cite.computed("发货日期", leaves, facts)]
    day = ordered.date()
    text = f"{day.month}月{day.day}日{row.cutoff}前付款的话，{leaves.month}月{leaves.day}日发出。"
    if (ordered.hour, ordered.minute) != (_NOON, 0):
        facts.append(cite.computed("付款时间", ordered, facts))
        today = turn.now.date()
        text = f"{cite.moment(ordered)}付款的话，{cite.day(leaves, today)}发出（当天发货的截单时间是{row.cutoff}）。"
    return Part(text, facts=tuple(facts), confidence=0.9)


def _dispatch(turn: Turn) -> Part | None:
    """Today's cut-off, and the day on which goods paid now leave."""
    rows = _cutoff_rows(turn)
    cutoffs = {row.cutoff for row in rows}
    if len(cutoffs) != 1:
        return None
    row = rows[0]
    rules = rules_of(turn, row.warehouse)
    ordered = order_day(turn)
    if ordered is not None:
        return _dispatch_of(turn, row, ordered, rules)
    leaves = dispatch_day(row, turn.now, rules)
    cutoff = cutoff_of(row)
    if leaves is None or cutoff is None:
        return None
    facts = [
        cite.cell(row.source, "截单时间", row.cutoff),
        cite.cell(row.source, "发货仓", row.warehouse),
        cite.clock(turn.now),
        *(fact for policy in rules.sources for fact in cite.policy(policy)),
    ]
    facts.append(cite.computed("发货日期", leaves, facts))
    today = turn.now.date()
    if leaves == today:
        text = f"今天{cutoff:%H:%M}前付款，{cite.day(today, today)}就能发出。"
    else:
        text = f"现在付款的话，{cite.day(leaves, today)}发出（当天发货的截单时间是{cutoff:%H:%M}）。"
    return Part(text, facts=tuple(facts), confidence=0.92)


def _cutoff_rows(turn: Turn) -> Sequence[Delivery]:
    warehouse = warehouse_of(turn.product, turn)
    province = turn.slots.province
    rows = turn.shop.delivery(province) if province else turn.shop.facts.delivery
    return [row for row in rows if row.cutoff and (warehouse is None or row.warehouse == warehouse)]


def _eta(turn: Turn, province: str, row: Delivery, ready: date | None, *, several: bool) -> Part:
    rules = rules_of(turn, row.warehouse)
    facts = [
        cite.cell(row.source, "省份", row.province),
        cite.cell(row.source, "发货仓", row.warehouse),
        cite.cell(row.source, "最快天数", row.fastest_days),
        cite.cell(row.source, "最慢天数", row.slowest_days),
        cite.cell(row.source, "承运快递", row.courier),
        cite.cell(row.source, "截单时间", row.cutoff),
        cite.clock(turn.now),
        *(fact for policy in rules.sources for fact in cite.policy(policy)),
    ]
    presale = presale_cell(turn.product) if ready else None
    if presale:
        facts.append(presale)
    head = ""
    if several and row.way and turn.shop.way_of(row.warehouse) != row.way:
        head = f"{row.way}："
        facts.append(cite.cell(row.source, "方式", row.way))
    elif several and row.warehouse:
        head = f"{row.warehouse}发"
    ordered = order_day(turn) if _IF_BOUGHT.search(turn.reading.normal) else None
    result = arrival(row, ordered or turn.now, rules, ready)
    if row.fastest_days is None or row.slowest_days is None:
        return not_known(turn, f"到{province}的时效")
    days = (
        f"{row.fastest_days}-{row.slowest_days}天" if row.fastest_days != row.slowest_days else f"{row.fastest_days}天"
    )
    if result.dispatch_on is None or result.earliest is None or result.latest is None:
        return Part(f"{head}到{province}，发出后{days}送到。", facts=tuple(facts), confidence=0.88)
    today = turn.now.date()
    for name, value in (
        ("发货日期", result.dispatch_on),
        ("最早送达", result.earliest),
        ("最晚送达", result.latest),
    ):
        facts.append(cite.computed(name, value, facts))
    arrives = _window(result.earliest, result.latest, today)
    courier = f"，走{row.courier}" if row.courier else ""
    leaves = cite.day(result.dispatch_on, today)
    paid = "现在"
    if ordered is not None:
        whole = (ordered.hour, ordered.minute) == (_NOON, 0)
        paid = cite.day(ordered.date(), today) if whole else cite.moment(ordered)
        facts.append(cite.computed("付款时间", ordered, facts))
    text = f"{head}{paid}付款，预计{arrives}送到{province}（{leaves}发出，路上{days}{courier}）。"
    return Part(text + _asked_day(turn, result.earliest, result.latest), facts=tuple(facts), confidence=0.93)


def _asked_day(turn: Turn, earliest: date, latest: date) -> str:
    """“周五能到吗”: yes, perhaps or no for the day that was asked for."""
    dates = days_ahead(turn)
    if len(dates) != 1:
        return ""
    wanted = dates[0]
    if wanted >= latest:
        return "\n按这个时效，您说的那天前能到，实际以物流更新为准。"
    if wanted < earliest:
        return "\n按这个时效，您说的那天来不及送到，先跟您说明。"
    return "\n您说的那天有可能到，路上顺利的话来得及，实际以物流更新为准。"


def _window(earliest: date, latest: date, today: date) -> str:
    if earliest == latest:
        return f"{cite.day(earliest, today)}"
    return f"{earliest.month}月{earliest.day}日至{latest.month}月{latest.day}日"
