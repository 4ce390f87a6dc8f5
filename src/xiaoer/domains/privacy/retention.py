"""What goes when its time is over (保存期限): chats and pictures per shop, except those under a legal hold."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, delete, select, update

from xiaoer.domains.audit.models import AuditRow
from xiaoer.domains.desk.forgetting import forget
from xiaoer.domains.desk.models import Conversation, Message, Visit
from xiaoer.domains.media.models import MediaRow
from xiaoer.domains.media.service import EXTENSIONS, SHELF
from xiaoer.domains.privacy.erasing import BLANK
from xiaoer.domains.quality.models import FindingRow, InspectionRow
from xiaoer.domains.robot.models import AnswerRow
from xiaoer.domains.shoppers.models import Shopper
from xiaoer.kit.writer import Unit

PIECE = 500
DAY_MS = 86_400_000


@dataclass(slots=True)
class Gone:
    """What one sweep took. `more` = there is more to take at once."""

    messages: int = 0
    pictures: int = 0
    audit: int = 0
    files: list[str] = field(default_factory=list)
    more: bool = False


def sweep(unit: Unit, shop_id: int, *, chats_days: int, pictures_days: int, audit_days: int) -> Gone:
    """Take the oldest that are over their time, `PIECE` of each kind at the most; 0 days = kept for good."""
    gone = Gone()
    if chats_days:
        gone.messages = _messages(unit, shop_id, unit.now_ms - chats_days * DAY_MS)
    if pictures_days:
        gone.files = _pictures(unit, shop_id, unit.now_ms - pictures_days * DAY_MS)
        gone.pictures = len(gone.files)
    if audit_days:
        gone.audit = _audit(unit, shop_id, unit.now_ms - audit_days * DAY_MS)
    gone.more = PIECE in (gone.messages, gone.pictures, gone.audit)
    return gone


def _on_hold(shop_id: int) -> Select[int]:
    return select(Shopper.id).where(Shopper.shop_id == shop_id, Shopper.hold != "")


def _messages(unit: Unit, shop_id: int, before_ms: int) -> int:
    kept = select(Conversation.id).where(
        Conversation.shop_id == shop_id, Conversation.shopper_id.in_(_on_hold(shop_id))
    )
    over: tuple[ColumnElement[bool], ...] = (
        Message.shop_id == shop_id, Message.at_ms < before_ms, Message.body != BLANK,
        Message.conversation_id.not_in(kept),
    )  # fmt: skip
    unit.session.execute(
        delete(AnswerRow).where(
            AnswerRow.shop_id == shop_id, AnswerRow.at_ms < before_ms, AnswerRow.conversation_id.not_in(kept)
        )
    )
    ids = list(unit.session.scalars(select(Message.id).where(*over).order_by(Message.id).limit(PIECE)))
    if not ids:
        return 0
    forget(unit, shop_id, Message.id.in_(ids), blank=BLANK)
    unit.session.execute(
        update(Message).where(Message.shop_id == shop_id, Message.id.in_(ids)).values(body=BLANK, kind="text")
    )
    unit.session.execute(
        update(Visit)
        .where(Visit.shop_id == shop_id, Visit.closed_ms < before_ms, Visit.conversation_id.not_in(kept))
        .values(remark="", word="")
    )
    unit.session.execute(
        update(Conversation)
        .where(Conversation.shop_id == shop_id, Conversation.last_at_ms < before_ms, Conversation.id.not_in(kept))
        .values(last_message=None, memory="{}", suggestion=None)
    )
    _quotes(unit, before_ms, shop_id)
    return len(ids)


def _quotes(unit: Unit, before_ms: int, shop_id: int) -> None:
    """Findings may quote what was said; the finding and its points stay."""
    unit.session.execute(
        update(FindingRow)
        .where(FindingRow.shop_id == shop_id, FindingRow.at_ms < before_ms, FindingRow.reason != "")
        .values(reason="")
    )
    unit.session.execute(
        update(InspectionRow)
        .where(InspectionRow.shop_id == shop_id, InspectionRow.closed_ms < before_ms, InspectionRow.gaps != "[]")
        .values(gaps="[]")
    )


def _pictures(unit: Unit, shop_id: int, before_ms: int) -> list[str]:
    held = {f"shopper:{i}" for i in unit.session.scalars(_on_hold(shop_id))} | {SHELF}
    rows = unit.session.execute(
        select(MediaRow.id, MediaRow.token, MediaRow.mime)
        .where(MediaRow.shop_id == shop_id, MediaRow.at_ms < before_ms, MediaRow.owner.not_in(held))
        .order_by(MediaRow.id)
        .limit(PIECE)
    ).all()
    unit.session.execute(delete(MediaRow).where(MediaRow.shop_id == shop_id, MediaRow.id.in_([r.id for r in rows])))
    return [f"{r.token}.{EXTENSIONS[r.mime]}" for r in rows]


def _audit(unit: Unit, shop_id: int, before_ms: int) -> int:
    ids = list(
        unit.session.scalars(
            select(AuditRow.id)
            .where(AuditRow.shop_id == shop_id, AuditRow.at_ms < before_ms)
            .order_by(AuditRow.id)
            .limit(PIECE)
        )
    )
    unit.session.execute(delete(AuditRow).where(AuditRow.shop_id == shop_id, AuditRow.id.in_(ids)))
    return len(ids)
