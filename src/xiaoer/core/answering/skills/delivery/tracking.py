"""Where the parcel is (物流), in plain words with what comes next."""

from __future__ import annotations

import re
from datetime import timedelta

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import clean, grams
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import by_content, hand_over, quote, rule
from xiaoer.core.answering.skills.delivery.parcel_lines import parcel_line
from xiaoer.core.answering.skills.orders.orders import (
    about_order,
    named_by_message,
    no_orders,
    not_yours,
    number_cell,
    open_order,
    status_cell,
)
from xiaoer.core.facts import Order, Parcel
from xiaoer.core.rulebook.calculators.delivery import arrival_after

_TROUBLE = re.compile(r"异常|退回|拒收|丢失|破损|滞留|超区|问题件|退件|转寄|疑难")
_DONE = re.compile(r"签收|已取")
_STATION = re.compile(r"驿站|自提|快递柜|丰巢|代收|待取")
_COURIER = re.compile(r"(?:发|用|走|什么|哪家|哪个).{0,4}快递")
_ASKED = re.compile(r"到(?:了|货|达)?(?:[^没未还不,，。]{0,4})(?:了?没有?|了?吗|了?么|了?不)[呢啊呀?？]*$|到没到")
_MISSED = re.compile(r"[没未](?:有)?(?:收到|到(?!$|[呢啊呀?？]*$)|拿到|见)|还[没不]|签收|丢")
_LOST = re.compile(r"(?:丢了?|弄丢|遗失|丢件)[^,，。]{0,4}(?:咋|怎么|赔|管|谁)|(?:要是|万一|如果)[^,，。]{0,6}丢")
_IS_LOST = re.compile(r"丢件|丢失|遗失|索赔|先补发")
_SILENT = timedelta(hours=48)
_WHEN_THERE = timedelta(hours=72)


def logistics_tracking(turn: Turn) -> Part | None:
    """The newest scan of the parcel meant, the next step, and when it should be there."""
    foreign = not_yours(turn)
    if foreign:
        return foreign
    if _COURIER.search(turn.text) and named_by_message(turn) is None:
        general = _which_courier(turn)
        if general:
            return general
    order = open_order(turn)
    if order is None:
        return no_orders(turn)
    if not order.parcels:
        return about_order(turn, order)
    facts: list[FactUse] = [number_cell(order), status_cell(order), cite.clock(turn.now)]
    parcels = _parcels_meant(turn, order)
    lines = [parcel_line(turn, parcel, facts) for parcel in parcels[:3]]
    lines[0] = f"您的订单（尾号{order.number[-4:]}）{lines[0]}"
    trouble = next((p for p in parcels if _needs_people(p, turn)), None)
    if trouble:
        lines.append("这个包裹的状态需要有人跟进，请售后同事联系快递核实，有结果告诉您。")
        return hand_over(turn, "\n".join(lines), facts=facts, team="售后")
    lines += _next_step(turn, order, facts)
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.95)


def _parcels_meant(turn: Turn, order: Order) -> tuple[Parcel, ...]:
    """The parcels that hold the goods named (岩茶走到哪), all where none or every one does."""
    asked = {gram for gram in grams(clean(turn.text)) if len(gram) > 1 and not gram.isascii()}
    held = [p for p in order.parcels if any(asked & grams(_called(turn, number)) for number, _ in p.content)]
    return tuple(held) or order.parcels


def _called(turn: Turn, number: str) -> str:
    """What goods of a parcel are called: title and category."""
    product = turn.shop.product(turn.shop.product_of_sku(number) or "")
    return f"{product.title} {product.category}" if product is not None else ""


def not_received(turn: Turn) -> Part:
    """Not there though it should be: facts first, then people."""
    foreign = not_yours(turn)
    if foreign:
        return foreign
    if _ASKED.search(turn.text) and not _MISSED.search(turn.text) and turn.orders:
        return logistics_tracking(turn) or no_orders(turn)
    told = _of_loss(turn) if _LOST.search(turn.text) else None
    if told is not None:
        return told
    order = open_order(turn)
    return _not_there(turn, order) if order is not None else no_orders(turn)


def _not_there(turn: Turn, order: Order) -> Part:
    """An order that has not come: under way as it should be, not sent yet, or lost."""
    if turn.intent == "not_received" and order.status == "shipped" and _under_way(turn, order):
        return logistics_tracking(turn) or about_order(turn, order)
    part = about_order(turn, order)
    if order.status in ("unpaid", "paid_unshipped", "grouping", "closed_unpaid"):
        return part
    text = f"{part.text}\n没收到货让您着急了，先看看家人、门卫或驿站有没有代收；这边请售后同事向快递核实。"
    return hand_over(turn, text, facts=part.facts, team="售后")


def _under_way(turn: Turn, order: Order) -> bool:
    """Whether parcels move as they should, none is signed for, and the days of the table are not over."""
    if not order.parcels or any(_DONE.search(p.state) or _needs_people(p, turn) for p in order.parcels):
        return False
    return "派" in order.parcels[-1].state or not _estimate(turn, order, order.parcels[-1], []).startswith("按时效本该")


def _of_loss(turn: Turn) -> Part | None:
    """“丢了咋办”: the shop's own words on a parcel that is lost."""
    best = next((p for p in turn.shop.facts.policies if _IS_LOST.search(p.text)), None)
    if best is None:
        return by_content(turn)
    text, facts = quote(best, turn)
    return Part(text, facts=facts, confidence=0.85)


def _which_courier(turn: Turn) -> Part | None:
    """“发什么快递”: by the shop's words, or by the delivery table for the province."""
    found = rule(turn, "快递", "物流")
    province = turn.slots.province
    rows = [row for row in turn.shop.delivery(province) if row.courier] if province else []
    if rows:
        facts = [cell for row in rows[:3] for cell in (cite.cell(row.source, "承运快递", row.courier),)]
        facts.append(cite.cell(rows[0].source, "省份", rows[0].province))
        names = "或".join(dict.fromkeys(row.courier for row in rows[:3]))
        return Part(f"发到{province}一般走{names}，以实际发出为准。", facts=tuple(facts), confidence=0.92)
    if found:
        return Part(found[0], facts=found[1], confidence=found[2])
    return None


def _needs_people(parcel: Parcel, turn: Turn) -> bool:
    if _TROUBLE.search(parcel.state) or (parcel.track and _TROUBLE.search(parcel.track[-1].text)):
        return True
    last = parcel.track[-1].at if parcel.track else parcel.last_seen_at or parcel.shipped_at
    patience = (
        _WHEN_THERE if turn.intent == "delivery_eta" else _SILENT
    )  # 几号能到 is told by the table while it can be
    quiet = last is not None and turn.now - last > patience
    return quiet and not _DONE.search(parcel.state) and not _STATION.search(parcel.state)


def _next_step(turn: Turn, order: Order, facts: list[FactUse]) -> list[str]:
    parcel = order.parcels[-1]
    if _DONE.search(parcel.state):
        return ["如果不是您本人签收，告诉这边，帮您核实。"]
    last_words = parcel.track[-1].text if parcel.track else ""
    if _STATION.search(parcel.state) or _STATION.search(last_words):
        return ["方便时凭取件码去取就可以。"]
    if "派" in parcel.state:
        return ["快递员正在派送，请保持电话畅通。"]
    estimate = _estimate(turn, order, parcel, facts)
    return [estimate] if estimate else []


def _estimate(turn: Turn, order: Order, parcel: Parcel, facts: list[FactUse]) -> str:
    """The table's window counted from the day of dispatch; only when one row fits."""
    shipped = parcel.shipped_at or order.shipped_at
    rows = turn.shop.delivery(order.province) if order.province else ()
    carried = [row for row in rows if row.courier and row.courier == parcel.courier] or list(rows)
    if len(carried) > 1:
        houses = {p.attribute("发货仓") for line in order.lines if (p := turn.shop.product(line.product)) is not None}
        carried = [row for row in carried if row.warehouse in houses] or carried
    if shipped is None or len(carried) != 1:
        return ""
    day = turn.shop.local(shipped)
    result = arrival_after(carried[0], day.date())
    if result.latest is None:
        return ""
    inputs = [
        cite.cell(parcel.source, "发货时间", day),
        cite.cell(carried[0].source, "最慢天数", carried[0].slowest_days),
    ]
    facts += [*inputs, cite.computed("最晚送达", result.latest, inputs)]
    if result.latest < turn.now.date():
        return (
            f"按时效本该{cite.day(result.latest, turn.now.date())}前送到，晚了很抱歉，需要的话回复“转人工”让同事去催。"
        )
    return f"按时效预计{cite.day(result.latest, turn.now.date())}前送到，以物流更新为准。"
