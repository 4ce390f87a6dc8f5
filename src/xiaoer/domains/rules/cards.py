"""Activity cards (活动口径卡): the one place that says what may be said of an offer, and until when."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.facts import Promotion, Source
from xiaoer.domains.audit import service as audit
from xiaoer.domains.rules.card_schemas import ActivityWish
from xiaoer.domains.rules.models import ActivityCardRow
from xiaoer.domains.shop import service as shops
from xiaoer.kit.clock import from_ms, iso_ms, to_ms
from xiaoer.kit.errors import Conflict, Invalid, NotFound
from xiaoer.kit.writer import Unit

MOST = 200
"""Cards of one shop that are not switched off."""
FILE = "activities"
CHECKOUT = "以结算页显示为准"
_PLATFORM = "平台优惠"


def cards(session: Session, shop_id: int, now_ms: int) -> list[dict[str, Any]]:
    """All cards: running, upcoming, ended, switched off."""
    rows = session.scalars(
        select(ActivityCardRow)
        .where(ActivityCardRow.shop_id == shop_id)
        .order_by(ActivityCardRow.ends_ms.desc(), ActivityCardRow.id.desc())
        .limit(2 * MOST)
    )
    return sorted((view(row, now_ms) for row in rows), key=lambda card: _ORDER[card["state"]])


_ORDER = {"running": 0, "upcoming": 1, "ended": 2, "off": 3}


def state_of(row: ActivityCardRow, now_ms: int) -> str:
    """Where a card stands: its end belongs to it no more."""
    if row.off_ms is not None:
        return "off"
    if now_ms < row.starts_ms:
        return "upcoming"
    return "running" if now_ms < row.ends_ms else "ended"


def states(session: Session, shop_id: int, now_ms: int) -> dict[int, tuple[str, str]]:
    """Card → (title, state), for what depends on it."""
    rows = session.scalars(select(ActivityCardRow).where(ActivityCardRow.shop_id == shop_id))
    return {row.id: (row.title, state_of(row, now_ms)) for row in rows}


def view(row: ActivityCardRow, now_ms: int) -> dict[str, Any]:
    """A card as the workbench shows it."""
    return {
        "id": row.id, "title": row.title, "kind": row.kind, "scope": row.scope, "threshold": row.threshold,
        "benefit": row.benefit, "price": row.price, "gift": row.gift, "stock": row.stock, "spoken": row.spoken,
        "note": row.note, "checkout": row.checkout, "owner": row.owner, "starts_at": iso_ms(row.starts_ms),
        "ends_at": iso_ms(row.ends_ms), "by": row.staff_name, "at": iso_ms(row.at_ms), "off_by": row.off_name,
        "state": state_of(row, now_ms), "version": row.version,
    }  # fmt: skip


def add(unit: Unit, shop_id: int, who: tuple[int, str], wish: ActivityWish) -> dict[str, Any]:
    """A new card. Raises `Conflict` (`too_many_cards`), `Invalid` (`bad_period`, `no_benefit`)."""
    held = unit.session.scalars(
        select(ActivityCardRow.id).where(ActivityCardRow.shop_id == shop_id, ActivityCardRow.off_ms.is_(None))
    ).all()
    if len(held) >= MOST:
        raise Conflict(f"最多同时有 {MOST} 张活动卡，请先停用不需要的", code="too_many_cards")
    row = ActivityCardRow(shop_id=shop_id, staff_name=who[1], at_ms=unit.now_ms)
    _fill(row, wish)
    unit.session.add(row)
    unit.session.flush()
    _told(unit, shop_id, who, "activity.add", row)
    return view(row, unit.now_ms)


def change(unit: Unit, shop_id: int, card_id: int, who: tuple[int, str], wish: ActivityWish) -> dict[str, Any]:
    """Change a card. Raises `NotFound`, `Conflict` (`changed`) when somebody was first or it is switched off."""
    row = _get(unit.session, shop_id, card_id)
    if row.version != wish.version or row.off_ms is not None:
        raise Conflict("这张活动卡刚被别人改过，请看过新内容再改", code="changed")
    _fill(row, wish)
    row.staff_name, row.at_ms = who[1], unit.now_ms
    unit.session.flush()
    _told(unit, shop_id, who, "activity.change", row)
    return view(row, unit.now_ms)


def switch_off(unit: Unit, shop_id: int, card_id: int, who: tuple[int, str]) -> dict[str, Any]:
    """End a card before its time; what depends on it is off at once."""
    row = _get(unit.session, shop_id, card_id)
    if row.off_ms is not None:
        raise Conflict("这张活动卡已经停用", code="changed")
    row.off_ms, row.off_name = unit.now_ms, who[1]
    unit.session.flush()
    _told(unit, shop_id, who, "activity.off", row)
    return view(row, unit.now_ms)


def _get(session: Session, shop_id: int, card_id: int) -> ActivityCardRow:
    row = session.scalar(
        select(ActivityCardRow).where(ActivityCardRow.shop_id == shop_id, ActivityCardRow.id == card_id)
    )
    if row is None:
        raise NotFound("没有这张活动卡", code="no_such_card")
    return row


def must_exist(session: Session, shop_id: int, card_id: int) -> None:
    """Raises `NotFound` for a card that the shop does not have; 0 = none."""
    if card_id:
        _get(session, shop_id, card_id)


def _fill(row: ActivityCardRow, wish: ActivityWish) -> None:
    starts, ends = to_ms(wish.starts_at), to_ms(wish.ends_at)
    if ends <= starts:
        raise Invalid("结束时间要晚于开始时间", code="bad_period")
    if not wish.checkout and not (wish.benefit.strip() or wish.gift.strip()):
        raise Invalid("请写优惠内容或赠品；平台的优惠算不出来，就勾选“以结算页为准”", code="no_benefit")
    row.title, row.kind, row.scope = wish.title.strip(), wish.kind, wish.scope.strip() or "全店"
    row.threshold, row.benefit, row.price = wish.threshold.strip(), wish.benefit.strip(), wish.price.strip()
    row.gift, row.stock, row.spoken = wish.gift.strip(), wish.stock, wish.spoken.strip()
    row.note, row.checkout, row.owner = wish.note.strip(), wish.checkout, wish.owner.strip()
    row.starts_ms, row.ends_ms = starts, ends


def _told(unit: Unit, shop_id: int, who: tuple[int, str], action: str, row: ActivityCardRow) -> None:
    detail = f"{iso_ms(row.starts_ms)} – {iso_ms(row.ends_ms)}；{row.benefit or row.gift or CHECKOUT}"
    audit.record(unit, shop_id, staff_id=who[0], staff_name=who[1], action=action, subject=row.title, detail=detail)
    shops.catalog_changed(unit, shop_id, {"promotions"})  # what the robot knows is read anew


def promotions(session: Session, shop_id: int) -> tuple[Promotion, ...]:
    """The cards as promotions of the shop's facts: price, robot and calculators read these."""
    rows = session.scalars(
        select(ActivityCardRow)
        .where(ActivityCardRow.shop_id == shop_id, ActivityCardRow.off_ms.is_(None))
        .order_by(ActivityCardRow.id)
    )
    return tuple(promotion for row in rows for promotion in _as_promotions(row))


def _as_promotions(row: ActivityCardRow) -> list[Promotion]:
    limited = f"限量 {row.stock} 份" if row.stock is not None else ""
    note = "；".join(filter(None, (row.price, row.spoken, limited, row.note)))
    found = []
    if row.checkout:
        found.append(_promotion(row, _PLATFORM, CHECKOUT, note))
    elif row.benefit:
        found.append(_promotion(row, row.kind, row.benefit, note))
    if row.gift:
        found.append(_promotion(row, "赠品", row.gift, note, suffix="Z"))
    return found


def _promotion(row: ActivityCardRow, kind: str, benefit: str, note: str, *, suffix: str = "") -> Promotion:
    return Promotion(
        number=f"HK{row.id}{suffix}", kind=kind, name=row.title, scope=row.scope, threshold=row.threshold,
        benefit=benefit, starts_at=from_ms(row.starts_ms), ends_at=from_ms(row.ends_ms - 1), stacking="", claim="",
        note=note, source=Source(FILE, row.id),
    )  # fmt: skip
