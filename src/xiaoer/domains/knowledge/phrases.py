"""Quick phrases (快捷短语): the team's and each person's own; found by code, pinyin or words; counted when used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from xiaoer.core.facts import Phrase, Source
from xiaoer.domains.knowledge.models import PhraseRow
from xiaoer.domains.knowledge.pinyin import sounds
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.errors import Conflict, NotFound
from xiaoer.kit.upsert import Tally, upsert
from xiaoer.kit.writer import Unit

TEAM = 0
FILE = "phrases.csv"


def key_of(owner_id: int, code: str, text: str) -> str:
    """What may not repeat in a shop; a person's own phrases live beside the team's."""
    plain = code or text
    return plain if owner_id == TEAM else f"@{owner_id}:{plain}"


def import_phrases(unit: Unit, shop_id: int, phrases: Sequence[Phrase], *, owner_id: int = TEAM) -> Tally:
    """Import phrases by code (by text where there is none)."""
    rows = [
        {
            "key": key_of(owner_id, p.code, p.text), "code": p.code, "text": p.text, "group": p.group,
            "position": p.source.row, "data": to_json(p), "owner_id": owner_id, "pinyin": sounds(p.text),
        }
        for p in phrases
    ]  # fmt: skip
    return upsert(unit, PhraseRow, shop_id, "key", rows)


def phrases(session: Session, shop_id: int, staff_id: int) -> list[dict[str, Any]]:
    """The team's phrases and one's own, in their order."""
    rows = session.scalars(
        select(PhraseRow)
        .where(PhraseRow.shop_id == shop_id, PhraseRow.owner_id.in_((TEAM, staff_id)))
        .order_by(PhraseRow.owner_id == TEAM, PhraseRow.position, PhraseRow.id)
    )
    return [view(r) for r in rows]


def view(row: PhraseRow) -> dict[str, Any]:
    """A phrase as the workbench shows it. Rows of before the column get their sound when read."""
    return {
        "id": row.id, "code": row.code, "text": row.text, "group": row.group, "personal": row.owner_id != TEAM,
        "uses": row.uses, "pinyin": row.pinyin or sounds(row.text), "version": row.version,
        "activity_id": row.activity_id,
    }  # fmt: skip


def depending(session: Session, shop_id: int) -> dict[int, int]:
    """Activity card → how many phrases depend on it."""
    rows = session.execute(
        select(PhraseRow.activity_id, func.count())
        .where(PhraseRow.shop_id == shop_id, PhraseRow.activity_id > 0)
        .group_by(PhraseRow.activity_id)
    )
    return {row[0]: row[1] for row in rows}


def own_texts(session: Session, shop_id: int) -> list[tuple[int, str]]:
    """People's own phrases: number and text."""
    rows = session.execute(
        select(PhraseRow.id, PhraseRow.text).where(PhraseRow.shop_id == shop_id, PhraseRow.owner_id > TEAM)
    )
    return [(row[0], row[1]) for row in rows]


def facts(session: Session, shop_id: int, owner_id: int) -> list[Phrase]:
    """The phrases of the team or of a person, for export."""
    rows = session.scalars(
        select(PhraseRow.data)
        .where(PhraseRow.shop_id == shop_id, PhraseRow.owner_id == owner_id)
        .order_by(PhraseRow.position, PhraseRow.id)
    )
    return [from_json(d, Phrase) for d in rows]


def get(session: Session, shop_id: int, phrase_id: int, staff_id: int) -> PhraseRow:
    """A phrase that this person can see; a colleague's own looks like none. Raises `NotFound`."""
    row = session.scalar(
        select(PhraseRow).where(
            PhraseRow.shop_id == shop_id, PhraseRow.id == phrase_id, PhraseRow.owner_id.in_((TEAM, staff_id))
        )
    )
    if row is None:
        raise NotFound("没有这条短语，可能已经被删除", code="no_such_phrase")
    return row


def add(
    unit: Unit, shop_id: int, *, owner_id: int, code: str, text: str, group: str, activity_id: int = 0
) -> dict[str, Any]:
    """A new phrase at the end. Raises `Conflict` (`doubled_code`) where the code is taken."""
    last = unit.session.scalar(
        select(func.max(PhraseRow.position)).where(PhraseRow.shop_id == shop_id, PhraseRow.owner_id == owner_id)
    )
    row = PhraseRow(
        shop_id=shop_id, owner_id=owner_id, position=(last or 1) + 1, version=1, uses=0, activity_id=activity_id
    )
    _fill(row, code=code, text=text, group=group)
    try:
        with unit.session.begin_nested():
            unit.session.add(row)
            unit.session.flush()
    except IntegrityError:
        raise _doubled(code, text) from None
    return view(row)


def change(
    unit: Unit, shop_id: int, phrase_id: int, staff_id: int, *, code: str, text: str, group: str, version: int,
    activity_id: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """Change a phrase. Raises `Conflict`: `changed` when somebody was first, `doubled_code` where the code is taken."""
    get(unit.session, shop_id, phrase_id, staff_id)
    claimed = unit.session.execute(
        update(PhraseRow)
        .where(PhraseRow.shop_id == shop_id, PhraseRow.id == phrase_id, PhraseRow.version == version)
        .values(version=version + 1)
        .execution_options(synchronize_session=False)
    )
    if not claimed.rowcount:  # type: ignore[attr-defined]
        raise Conflict("这条短语刚被别人改过，请看过新内容再改", code="changed")
    unit.session.expire_all()
    row = get(unit.session, shop_id, phrase_id, staff_id)
    try:
        with unit.session.begin_nested():
            _fill(row, code=code, text=text, group=group)
            row.activity_id = activity_id
            unit.session.flush()
    except IntegrityError:
        raise _doubled(code, text) from None
    return view(row)


def remove(unit: Unit, shop_id: int, phrase_id: int, staff_id: int) -> None:
    """Delete a phrase."""
    get(unit.session, shop_id, phrase_id, staff_id)
    unit.session.execute(delete(PhraseRow).where(PhraseRow.shop_id == shop_id, PhraseRow.id == phrase_id))


def used(unit: Unit, shop_id: int, phrase_id: int, staff_id: int) -> int:
    """Count a use; returns the count. Nobody is told: the next reading shows it."""
    mine: ColumnElement[bool] = PhraseRow.owner_id.in_((TEAM, staff_id))
    count = unit.session.scalar(
        update(PhraseRow)
        .where(PhraseRow.shop_id == shop_id, PhraseRow.id == phrase_id, mine)
        .values(uses=PhraseRow.uses + 1)
        .returning(PhraseRow.uses)
        .execution_options(synchronize_session=False)
    )
    if count is None:
        raise NotFound("没有这条短语，可能已经被删除", code="no_such_phrase")
    return count


def keep_for_team(unit: Unit, shop_id: int, staff_id: int) -> int:
    """A colleague leaves: the phrases of his own become the team's where the code is free; returns how many."""
    own = unit.session.scalars(
        select(PhraseRow).where(PhraseRow.shop_id == shop_id, PhraseRow.owner_id == staff_id).order_by(PhraseRow.id)
    ).all()
    taken = set(
        unit.session.scalars(select(PhraseRow.key).where(PhraseRow.shop_id == shop_id, PhraseRow.owner_id == TEAM))
    )
    for row in own:
        code = free_code(row.code, taken)
        row.owner_id = TEAM
        _fill(row, code=code, text=row.text, group=row.group)
        if row.key in taken:  # the team says just this already
            unit.session.delete(row)
        taken.add(row.key)
    unit.session.flush()
    return len(own)


def free_code(code: str, taken: set[str]) -> str:
    """`code`, or the first of `code-2`, `code-3`… that is free; no code stays none."""
    if not code or code not in taken:
        return code
    n = 2
    while f"{code}-{n}" in taken:
        n += 1
    return f"{code}-{n}"


def _fill(row: PhraseRow, *, code: str, text: str, group: str) -> None:
    row.code, row.text, row.group, row.pinyin = code, text, group, sounds(text)
    row.key = key_of(row.owner_id, code, text)
    row.data = to_json(Phrase(code, text, group, Source(FILE, row.position)))


def _doubled(code: str, text: str) -> Conflict:
    what = f"编码 {code}" if code else f"短语“{text[:20]}”"
    return Conflict(f"{what} 已经有了，请换一个编码", code="doubled_code")
