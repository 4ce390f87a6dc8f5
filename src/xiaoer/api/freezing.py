"""Frozen wording: in a peak that says so, words to shoppers stay as they are; the owner may still change them."""

from __future__ import annotations

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import Identity
from xiaoer.kit.errors import Conflict


def keep_frozen(desk: Desk, own: ShopInfo, who: Identity) -> None:
    """Raises `Conflict` (`frozen`) for everybody but the owner while a peak freezes the shop's words."""
    peak = own.peak_at(desk.clock())
    if peak is None or not peak.frozen or may(who.shops[own.id].role, "own"):
        return
    ends = peak.ends.astimezone(own.zone)
    until = f"{ends.month}月{ends.day}日 {ends:%H:%M}"
    raise Conflict(f"大促“{peak.name}”期间话术冻结，到 {until} 为止；要改请找店主", code="frozen")
