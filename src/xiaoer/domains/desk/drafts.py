"""What an agent has typed and not sent: kept on disk, followed by all of one's screens."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.models import DraftText
from xiaoer.domains.desk.service import lock
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.writer import Unit

CARRIED = 1000  # letters that travel with the frame; hints between processes must stay short


def _of(session: Session, shop_id: int, conversation_id: int, staff_id: int) -> DraftText | None:
    return session.scalar(
        select(DraftText).where(
            DraftText.shop_id == shop_id, DraftText.conversation_id == conversation_id,
            DraftText.staff_id == staff_id,
        )
    )  # fmt: skip


def save(unit: Unit, shop_id: int, conversation_id: int, staff_id: int, text: str) -> int:
    """Keep what an agent has typed; an empty text forgets it. Returns when (ms), later than any time given before."""
    lock(unit, shop_id, conversation_id)
    row = _of(unit.session, shop_id, conversation_id, staff_id)
    if row is None:
        row = DraftText(
            shop_id=shop_id, conversation_id=conversation_id, staff_id=staff_id, text=text, at_ms=unit.now_ms
        )
        unit.session.add(row)
    else:
        row.text, row.at_ms = text, max(unit.now_ms, row.at_ms + 1)
    return row.at_ms


def tell(desk: Desk, shop: ShopInfo, staff_id: int, conversation_id: int, text: str, at_ms: int) -> None:
    """A draft was kept: its writer's screens follow, here and at other processes; a long one is read by them."""
    frame = {
        "type": "draft", "shop": shop.code, "conversation": conversation_id,
        "text": text if len(text) <= CARRIED else None, "at": iso_ms(at_ms),
    }  # fmt: skip
    desk.pass_on(shop.id, "person", staff_id, frame)
