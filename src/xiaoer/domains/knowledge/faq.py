"""FAQ entries that are written at the desk, beside those of the shop's folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from xiaoer.core.facts import Faq, Source
from xiaoer.domains.knowledge.models import KnowledgeRow
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.errors import Conflict, NotFound
from xiaoer.kit.ids import digest
from xiaoer.kit.writer import Unit

FILE = "faq.desk"
PREFIX = "DK"
_OWN = re.compile(rf"{PREFIX}(\d{{1,9}})")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says."""

    question: str
    answer: str
    similar: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    valid_until: date | None = None


def add(unit: Unit, shop_id: int, entry: Entry) -> Faq:
    """A new entry with the next number of the desk's own (DK1, DK2 …). Raises `Conflict` where two wrote at once."""
    keys = unit.session.scalars(
        select(KnowledgeRow.key).where(
            KnowledgeRow.shop_id == shop_id, KnowledgeRow.kind == "faq", KnowledgeRow.key.startswith(PREFIX)
        )
    )
    last = max((int(m[1]) for key in keys if (m := _OWN.fullmatch(key))), default=0)
    position = unit.session.scalar(
        select(func.max(KnowledgeRow.position)).where(KnowledgeRow.shop_id == shop_id, KnowledgeRow.kind == "faq")
    )
    made = Faq(
        f"{PREFIX}{last + 1}", entry.question, entry.answer, entry.products, entry.similar, entry.valid_until,
        Source(FILE, last + 1),
    )  # fmt: skip
    row = KnowledgeRow(shop_id=shop_id, kind="faq", key=made.number, position=(position or 1) + 1, data=to_json(made))
    try:
        with unit.session.begin_nested():
            unit.session.add(row)
            unit.session.flush()
    except IntegrityError:
        raise Conflict("刚有人同时加了一条问答，请再保存一次", code="changed") from None
    return made


def change(unit: Unit, shop_id: int, number: str, entry: Entry, *, seen: str) -> Faq:
    """Change an entry as it was seen. Raises `NotFound`, or `Conflict` (`changed`) when somebody was first."""
    row = _row(unit, shop_id, number)
    old = from_json(row.data, Faq)
    if mark(old) != seen:
        raise Conflict("这条问答刚被别人改过，请看过新内容再改", code="changed")
    new = replace(
        old, question=entry.question, answer=entry.answer, similar=entry.similar, products=entry.products,
        valid_until=entry.valid_until,
    )  # fmt: skip
    unit.session.execute(
        update(KnowledgeRow).where(KnowledgeRow.shop_id == shop_id, KnowledgeRow.id == row.id).values(data=to_json(new))
    )
    return new


def remove(unit: Unit, shop_id: int, number: str) -> Faq:
    """Delete an entry. Raises `NotFound`."""
    row = _row(unit, shop_id, number)
    unit.session.execute(delete(KnowledgeRow).where(KnowledgeRow.shop_id == shop_id, KnowledgeRow.id == row.id))
    return from_json(row.data, Faq)


def entries(session: Session, shop_id: int) -> list[Faq]:
    """All entries in their order."""
    rows: Sequence[str] = session.scalars(
        select(KnowledgeRow.data)
        .where(KnowledgeRow.shop_id == shop_id, KnowledgeRow.kind == "faq")
        .order_by(KnowledgeRow.position, KnowledgeRow.id)
    ).all()
    return [from_json(data, Faq) for data in rows]


def mark(faq: Faq) -> str:
    """Changes when the entry changes."""
    return digest(to_json(faq))[:16]


def _row(unit: Unit, shop_id: int, number: str) -> KnowledgeRow:
    row = unit.session.scalar(
        select(KnowledgeRow)
        .where(KnowledgeRow.shop_id == shop_id, KnowledgeRow.kind == "faq", KnowledgeRow.key == number)
        .with_for_update()
    )
    if row is None:
        raise NotFound("没有这条问答，可能已经被删除", code="no_such_entry")
    return row
