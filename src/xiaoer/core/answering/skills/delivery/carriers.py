"""“能发顺丰吗”, “顺丰和EMS哪个快”: which ways the shop sends by, with fee and days where the place is known."""

from __future__ import annotations

import re
from dataclasses import replace

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import hand_over, recalled
from xiaoer.core.answering.skills.delivery.delivery import delivery_eta
from xiaoer.core.answering.skills.delivery.shipping_fee import joined, shipping_fee
from xiaoer.core.answering.skills.delivery.ways import are_compared, called, carrier_said, names_of, ways_of
from xiaoer.core.answering.skills.delivery.where_sent import row_for, warehouse_of
from xiaoer.core.facts import Delivery, Freight

_OF_A_PARCEL = re.compile(
    r"单号|到哪|没收到|不动|派送|签收|退货|寄回|退回|我的(?:快递|包裹|件)|查|催|丢|驿站|电话|师傅|快递员|客服"
)
_ASKED = re.compile(r"能|可以|可不可以|发|寄|走|用|支持|指定|要|换|哪|差|多久|几天|有")
_PLACE_OF_DAYS = re.compile(r"多久|几天|快|什么时候|哪天|几号")
_WHICH = re.compile(r"(?:什么|啥|哪家|哪个|哪种)(?:的)?(?:快递|物流)|(?:快递|物流)(?:是|用|走)?(?:哪家|什么|啥)")
_PICKED = re.compile(r"指定|改发|换成|换个")
_MOST = 4


def by_carrier(turn: Turn) -> Part | None:
    """The shop's ways as they are asked for by name; None = no way is asked for."""
    text = turn.text
    said = carrier_said(text)
    if not said and _WHICH.search(text) and not _OF_A_PARCEL.search(text):
        return _usual_ones(turn)
    if not said or _OF_A_PARCEL.search(text) or not _ASKED.search(text):
        return None
    rows: list[Freight | Delivery] = [*turn.shop.facts.freight, *turn.shop.facts.delivery]
    fitting = [row for row in rows if any(name in text.lower() for name in names_of(row.way, row.courier))]
    picked = (recalled(turn) or _by_policy_of_couriers(turn)) if _PICKED.search(text) else None
    if not fitting or picked is not None:
        return picked or _other(turn, rows)
    if turn.slots.province:
        return _to_place(turn)
    return recalled(turn) or _by_name(turn, fitting, rows)


def _usual_ones(turn: Turn) -> Part | None:
    """“发什么快递”: by whom the warehouse of the goods sends, to the place where it is known."""
    near = turn.shop.delivery(turn.slots.province) if turn.slots.province else ()
    rows = [row for row in near or turn.shop.facts.delivery if row.courier]
    house = warehouse_of(turn.product, turn) if turn.product is not None else None
    rows = [row for row in rows if house is None or row.warehouse == house] or rows
    names = list(dict.fromkeys(row.courier for row in rows))[:_MOST]
    if not names:
        return _of_freight(turn)
    shown = [next(row for row in rows if row.courier == name) for name in names]
    facts = tuple(cite.cell(row.source, "承运快递", row.courier) for row in shown)
    told = _by_policy_of_couriers(turn)
    more = f"\n{told.text}" if told else ""
    return Part(
        f"一般走{'、'.join(names)}，以实际发出为准。{more}",
        facts=(*facts, *(told.facts if told else ())),
        confidence=0.9,
    )


def _of_freight(turn: Turn) -> Part | None:
    """The courier of the freight rows by which the goods go, where no table of days names one."""
    place = turn.slots.province
    rows = turn.shop.freight(place) if place else turn.shop.facts.freight
    meant = row_for(turn, rows) if rows else None
    same = [row for row in rows if meant is not None and row.way == meant.way and row.courier]
    names = list(dict.fromkeys(row.courier for row in same))[:_MOST]
    if not names:
        return _by_policy_of_couriers(turn)
    shown = [next(row for row in same if row.courier == name) for name in names]
    facts = tuple(fact for row in shown for fact in _cells(row))
    return Part(f"一般走{'、'.join(names)}，以实际发出为准。", facts=facts, confidence=0.88)


def _by_policy_of_couriers(turn: Turn) -> Part | None:
    """The shop's own word on couriers, by its topic."""
    rule = next((p for p in turn.shop.facts.policies if "快递" in p.topic), None)
    return Part(rule.text.strip(), facts=cite.policy(rule)) if rule is not None else None


def _to_place(turn: Turn) -> Part:
    """Fee and days to the place that is known, by the ways called."""
    parts = [shipping_fee(replace(turn, intent="shipping_fee"))]
    if turn.shop.facts.delivery and (_PLACE_OF_DAYS.search(turn.text) or are_compared(turn.text)):
        days = delivery_eta(replace(turn, intent="delivery_eta"))
        parts = [*([days] if days else []), *parts]
    return joined(parts)


def _by_name(turn: Turn, fitting: list[Freight | Delivery], rows: list[Freight | Delivery]) -> Part:
    """The way is there; the place is still to be said."""
    row = fitting[0]
    meant = called(turn.text, rows) or fitting
    names = "、".join(dict.fromkeys(r.way or r.courier for r in ways_of(meant)))
    facts = tuple(fact for r in ways_of(meant) for fact in _cells(r))
    usual = f"{row.courier}" if row.courier and row.courier not in names else ""
    tail = f"（{usual}）" if usual else ""
    text = f"可以走{names}{tail}的。您寄到哪个省呢？这边帮您算运费和时效。"
    return Part(text, "clarify", 0.9, facts, asks="province")


def _other(turn: Turn, rows: list[Freight | Delivery]) -> Part | None:
    """A carrier that no table names: by the shop's words, else what it uses, and people."""
    told = recalled(turn) or _by_policy(turn)
    if told:
        return told
    used = {row.courier or row.way: row for row in rows if row.courier or row.way}
    if not used:
        return None
    facts = tuple(fact for row in list(used.values())[:_MOST] for fact in _cells(row))
    names = "、".join(list(used)[:_MOST])
    return hand_over(turn, f"店里一般走{names}；您指定的快递资料里没有写明，请同事确认后回复您。", facts=facts)


def _by_policy(turn: Turn) -> Part | None:
    """The shop's rule that speaks of the carrier by name."""
    said = carrier_said(turn.text)
    rule = next((p for p in turn.shop.facts.policies if said and said in p.text.lower()), None)
    return Part(rule.text.strip(), facts=cite.policy(rule), confidence=0.88) if rule is not None else None


def _cells(row: Freight | Delivery) -> tuple[FactUse, ...]:
    column = "承运快递" if isinstance(row, Delivery) else "快递公司"
    cells = ((column, row.courier), ("方式", row.way))
    return tuple(cite.cell(row.source, name, value) for name, value in cells if value)
