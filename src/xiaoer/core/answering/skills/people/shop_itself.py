"""What the shop's own card says (shop.toml): when people are there, from where it sends, its number."""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import recalled

_HOURS = re.compile(
    r"(?:几点|什么时候|啥时候|多会儿?)(?:上|下)班|(?:上班|下班|营业|在线|工作|服务|值班|接待)(?:的)?(?:时间|几点)|(?:你们|客服|人工).{0,4}(?:几点|什么时候|啥时候).{0,3}(?:在|上|下|休息|关)"
    r"|现在.{0,3}有人|(?:几点|啥时候|什么时候)(?:开门|关门|打烊|休息)|(?:晚上|周末|周[六日天]|节假日).{0,3}(?:有人|客服在|有客服|上班)"
)
_PLACE = re.compile(
    r"(?:从|在|是)?(?:哪里?|哪儿|什么地方|啥地方|哪个(?:城市|地方|省|仓库?))(?:发(?:的)?货?|寄出?|发出|出货)|发货地(?:址)?(?:在|是)?(?:哪|什么|$)|[从由]哪.{0,3}(?:发|寄)"
)
_NUMBER = re.compile(r"(?:客服|官方|售后|服务|店里?的?)?(?:热线|客服电话|服务电话|售后电话|400)")


def of_the_shop(turn: Turn) -> Part | None:
    """An answer out of the shop's card; None = it isn't asked for, or the card doesn't say."""
    profile = turn.shop.profile
    if _HOURS.search(turn.text):
        return recalled(turn) or _told("人工客服的服务时间是", "service_hours", profile.service_hours)
    if _PLACE.search(turn.text):
        return _sent_from(turn)
    if _NUMBER.search(turn.text) and profile.hotline:
        return _told("客服热线是", "hotline", profile.hotline)
    return None


def _sent_from(turn: Turn) -> Part | None:
    product = turn.product
    named = product.attribute("发货仓") or product.attribute("发货地") if product else None
    if product is not None and named:
        key = "发货仓" if product.attribute("发货仓") else "发货地"
        facts = (cite.cell(product.source, "属性", f"{key}:{named}"), cite.title(product))
        return Part(f"{cite.short_title(product)}从{named}发货。", facts=facts, confidence=0.93)
    told = _told("从", "ship_from", turn.shop.profile.ship_from, "发货")
    if told:
        return told
    rows = {row.warehouse: row for row in turn.shop.facts.delivery if row.warehouse}
    if not rows:
        return recalled(turn)
    cells = tuple(cite.cell(row.source, "发货仓", row.warehouse) for row in rows.values())
    return Part(f"从{'、'.join(rows)}发货。", facts=cells, confidence=0.9)


def _told(head: str, field: str, value: str, tail: str = "") -> Part | None:
    if not value:
        return None
    return Part(f"{head}{value}{tail}。", facts=(cite.cell(cite.PROFILE, field, value),), confidence=0.93)
