"""Notices (公告): changed rules, goods, prices, stock, faults; each person reads and confirms, some with a quiz."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.domains.audit import service as audit
from xiaoer.domains.rules.models import NoticeReadRow, NoticeRow
from xiaoer.domains.staff import service as staff
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, Invalid, NotFound
from xiaoer.kit.writer import Unit

SHOWN = 200


def notices(session: Session, shop_id: int, staff_id: int, *, receipts: bool) -> list[dict[str, Any]]:
    """Notices, newest first, and whether one has read them; `receipts`: who has and who has not."""
    rows = session.scalars(
        select(NoticeRow)
        .where(NoticeRow.shop_id == shop_id, NoticeRow.withdrawn_ms.is_(None))
        .order_by(NoticeRow.id.desc())
        .limit(SHOWN)
    ).all()
    read: dict[int, dict[int, NoticeReadRow]] = {}
    for one in session.scalars(
        select(NoticeReadRow).where(
            NoticeReadRow.shop_id == shop_id, NoticeReadRow.notice_id.in_([row.id for row in rows])
        )
    ):
        read.setdefault(one.notice_id, {})[one.staff_id] = one
    people = {m.staff_id: name for m, name, _ in session.execute(staff.agents_query(shop_id))} if receipts else {}
    return [_view(row, read.get(row.id, {}), staff_id, people if receipts else None) for row in rows]


def _view(
    row: NoticeRow, read: dict[int, NoticeReadRow], staff_id: int, people: dict[int, str] | None
) -> dict[str, Any]:
    own = read.get(staff_id)
    return {
        "id": row.id, "topic": row.topic, "title": row.title, "body": row.body, "question": row.question,
        "options": row.options.split("\n") if row.options else [], "by": row.staff_name, "at": iso_ms(row.at_ms),
        "read_at": iso_ms(own.at_ms) if own and own.at_ms else None,
        "receipts": None if people is None else [
            {"name": r.staff_name, "at": iso_ms(r.at_ms), "tries": r.tries} for r in read.values() if r.at_ms
        ],
        "missing": None if people is None else [
            name for number, name in people.items() if number not in read or not read[number].at_ms
        ],
    }  # fmt: skip


def publish(
    unit: Unit, shop_id: int, who: tuple[int, str], *, topic: str, title: str, body: str, question: str,
    options: list[str], correct: int,
) -> int:  # fmt: skip
    """A new notice; its number. A quiz needs a question, two or more answers, and which is right (`bad_quiz`)."""
    options = [option.strip() for option in options if option.strip()]
    if question.strip() and not (len(options) > 1 and 0 <= correct < len(options)):
        raise Invalid("小测需要至少两个选项，并标明哪个是对的", code="bad_quiz")
    row = NoticeRow(
        shop_id=shop_id, topic=topic, title=title.strip(), body=body.strip(), question=question.strip(),
        options="\n".join(options) if question.strip() else "", correct=correct if question.strip() else -1,
        staff_name=who[1], at_ms=unit.now_ms,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    audit.record(unit, shop_id, staff_id=who[0], staff_name=who[1], action="notice.publish", subject=row.title)
    unit.emit(shop_id, "casework.changed", {"about": "board", "id": row.id})
    return row.id


def withdraw(unit: Unit, shop_id: int, notice_id: int, who: tuple[int, str]) -> None:
    """Take a notice back. Raises `NotFound`, `Conflict` when it is withdrawn already."""
    row = _get(unit.session, shop_id, notice_id)
    claimed = unit.session.execute(
        update(NoticeRow)
        .where(NoticeRow.shop_id == shop_id, NoticeRow.id == notice_id, NoticeRow.withdrawn_ms.is_(None))
        .values(withdrawn_ms=unit.now_ms)
        .execution_options(synchronize_session=False)
    )
    if not claimed.rowcount:  # type: ignore[attr-defined]
        raise Conflict("这条公告已经撤回", code="changed")
    audit.record(unit, shop_id, staff_id=who[0], staff_name=who[1], action="notice.withdraw", subject=row.title)
    unit.emit(shop_id, "casework.changed", {"about": "board", "id": row.id})


def confirm(unit: Unit, shop_id: int, notice_id: int, who: tuple[int, str], answer: int | None) -> bool:
    """Note that somebody has read it. With a quiz: False when the answer is wrong (counted; he tries again)."""
    notice = _get(unit.session, shop_id, notice_id)
    mine = (
        NoticeReadRow.shop_id == shop_id, NoticeReadRow.notice_id == notice_id, NoticeReadRow.staff_id == who[0],
    )  # fmt: skip
    row = unit.session.scalar(select(NoticeReadRow).where(*mine))
    if row is not None and row.at_ms:
        return True
    passed = notice.correct < 0 or answer == notice.correct
    if row is None:
        row = NoticeReadRow(shop_id=shop_id, notice_id=notice_id, staff_id=who[0], staff_name=who[1], tries=0, at_ms=0)
        unit.session.add(row)
    row.tries += 1
    row.at_ms = unit.now_ms if passed else 0
    unit.session.flush()
    return passed


def _get(session: Session, shop_id: int, notice_id: int) -> NoticeRow:
    row = session.scalar(select(NoticeRow).where(NoticeRow.shop_id == shop_id, NoticeRow.id == notice_id))
    if row is None:
        raise NotFound("没有这条公告", code="no_such_notice")
    return row
