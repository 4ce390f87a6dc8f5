"""Mystery shoppers (神秘买家): announced to staff as a rule, then sent into the live queue unannounced.

On the shop's own channel only: no platform's shopper is ever played. Every report leaves their chats out.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.rules import notices
from xiaoer.domains.rules.models import NoticeRow
from xiaoer.kit.errors import Conflict
from xiaoer.kit.writer import Unit

TITLE = "神秘买家抽查"
BODY = (
    "本店会不定期派模拟买家进入日常接待，像真实买家一样排队、提问。结束时会说明，点评在练习中心可以看到。"
    "这些会话不计入响应时间、转化和质检，只用来练习。"
)


class NotAnnounced(Conflict):
    """Staff have not been told."""

    def __init__(self) -> None:
        super().__init__("先向员工公布神秘买家的规则，再派神秘买家", code="not_announced")


def announced(session: Session, shop_id: int) -> bool:
    """Whether the rule stands among the shop's notices."""
    found = session.scalar(
        select(NoticeRow.id).where(
            NoticeRow.shop_id == shop_id, NoticeRow.title == TITLE, NoticeRow.withdrawn_ms.is_(None)
        )
    )
    return found is not None


def announce(unit: Unit, shop_id: int, who: tuple[int, str]) -> None:
    """Tell staff, with receipts; a second time changes nothing."""
    if not announced(unit.session, shop_id):
        notices.publish(unit, shop_id, who, topic="rule", title=TITLE, body=BODY, question="", options=[], correct=0)
