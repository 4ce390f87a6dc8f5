"""Parts of a reply put together: one voice, the form of address once, the right kind and team."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.lawful import lawful
from xiaoer.core.answering.parts import Part
from xiaoer.core.answering.shapes import DraftKind, FactUse
from xiaoer.core.answering.shop import Shop
from xiaoer.core.reading.shapes import Team

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-~—–至到]\s*(\d{1,2}):(\d{2})")
_TEAM_ORDER: tuple[Team, ...] = ("投诉", "售后", "售前", "仓配", "推广")


def kind_of(parts: Sequence[Part]) -> DraftKind:
    """People first, then an action, then a question back, then an answer."""
    kinds = {part.kind for part in parts}
    order: tuple[DraftKind, ...] = ("handoff", "act", "clarify")
    return next((kind for kind in order if kind in kinds), "answer")


def team_of_parts(parts: Sequence[Part]) -> Team | None:
    """The team that weighs most."""
    teams = {part.team for part in parts if part.kind == "handoff" and part.team}
    return next((team for team in _TEAM_ORDER if team in teams), None)


def say(shop: Shop, parts: Sequence[Part], *, greeted: bool) -> str:
    """The lines of all parts, each said once, opened with the shop's form of address when the chat opens."""
    lines: list[str] = []
    for part in parts:
        for line in part.text.split("\n"):
            if line.strip() and line.strip() not in lines:
                lines.append(line.strip())
    text = lawful("\n".join(lines))
    form = shop.profile.address_form
    return text if greeted or not form else f"{form}，{text}"


def cells(parts: Sequence[Part]) -> tuple[FactUse, ...]:
    """Every cell once, in order; empty cells bear nothing and are left out."""
    return tuple(dict.fromkeys(fact for part in parts for fact in part.facts if fact.value))


def closed_hours(shop: Shop, now: datetime) -> Part | None:
    """Outside service hours the shopper is told when people are back."""
    match = _HOURS.search(shop.profile.service_hours)
    if not match:
        return None
    minute = now.hour * 60 + now.minute
    opens, closes = (int(match[i]) * 60 + int(match[i + 1]) for i in (1, 3))
    there = opens <= minute < closes if opens < closes else minute >= opens or minute < closes
    if there:
        return None
    fact = cite.cell(cite.PROFILE, "service_hours", shop.profile.service_hours)
    return Part(f"现在不在人工服务时间（{match[0]}），同事上班后会回复您。", facts=(fact,), confidence=0.95)


def order_told(parts: Sequence[Part]) -> str:
    """The one order that a reply told of."""
    numbers = {fact.value for part in parts for fact in part.facts if fact.field == "订单号"}
    return next(iter(numbers)) if len(numbers) == 1 else ""
