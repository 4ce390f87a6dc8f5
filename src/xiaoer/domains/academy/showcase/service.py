"""What one can do with model lessons: make one of a chat, comment, take away. Units of work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.drills.written import clean
from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE
from xiaoer.domains.academy.own_scenarios import chat_of
from xiaoer.domains.academy.showcase.models import ModelLesson
from xiaoer.domains.quality.models import FindingRow, InspectionRow
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import to_json
from xiaoer.kit.errors import Conflict, Invalid, NotFound
from xiaoer.kit.writer import Unit

TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A message with what there is to learn from it; `mark` = well done, to be done better, or neither."""

    author: Literal["shopper", "agent", "robot"]
    text: str
    comment: str = ""
    mark: Literal["", "good", "better"] = ""


class NoModelLesson(NotFound):
    """No such model lesson here."""

    def __init__(self) -> None:
        super().__init__("没有这节范例课", code="no_model_lesson")


class NothingSaid(Invalid):
    """The chat has no words to learn from."""

    def __init__(self) -> None:
        super().__init__("这个会话里没有一问一答的文字，做不成范例课", code="nothing_said")


class LessonChanged(Conflict):
    """Somebody else has changed it meanwhile."""

    def __init__(self) -> None:
        super().__init__("这节范例课刚被别人改过，请刷新后再改", code="model_lesson_changed")


_lines = msgspec.json.Decoder(list[ModelLine])


def lessons(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """All model lessons of a shop, newest first."""
    rows = session.scalars(select(ModelLesson).where(ModelLesson.shop_id == shop_id).order_by(ModelLesson.id.desc()))
    return [view(row) for row in rows]


def view(row: ModelLesson) -> dict[str, Any]:
    """A lesson as it is read."""
    return {
        "id": row.id, "title": row.title, "intro": row.intro, "version": row.version, "made_at": iso_ms(row.made_ms),
        "lines": msgspec.to_builtins(_lines.decode(row.lines)),
    }  # fmt: skip


def make(unit: Unit, shop_id: int, staff_id: int, conversation_id: int) -> dict[str, Any]:
    """A lesson of a chat as it stands: names and numbers removed, what inspection found as the first comments."""
    chat = chat_of(unit.session, shop_id, conversation_id)
    found = _found(unit.session, shop_id, conversation_id)
    lines = []
    for number, author, said in chat.lines:
        text = clean(said, chat.names)
        if text:
            comment, mark = found.get(number, ("", ""))
            lines.append(ModelLine(author, text, comment, mark))  # type: ignore[arg-type]
    first = next((line.text for line in lines if line.author == "shopper"), None)
    if first is None or all(line.author == "shopper" for line in lines):
        raise NothingSaid()
    row = ModelLesson(
        shop_id=shop_id, title=first[:TITLE_LENGTH], intro="", lines=to_json(lines), made_by=staff_id,
        made_ms=unit.now_ms, version=1,
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return view(row)


def _found(session: Session, shop_id: int, conversation_id: int) -> Mapping[int, tuple[str, str]]:
    """What inspection said of messages, by number: (comment, mark). A fault outweighs praise."""
    rows = session.execute(
        select(FindingRow.kind, FindingRow.seqs, FindingRow.reason)
        .join(InspectionRow, InspectionRow.id == FindingRow.inspection_id)
        .where(
            FindingRow.shop_id == shop_id, InspectionRow.conversation_id == conversation_id,
            FindingRow.voided.is_(False),
        )
        .order_by(FindingRow.id)
    )  # fmt: skip
    said: dict[int, list[str]] = {}
    bad: set[int] = set()
    for row in rows:
        for number in msgspec.json.decode(row.seqs):
            said.setdefault(number, []).append("：".join(filter(None, (KIND_NAMES.get(row.kind, ""), row.reason))))
            if row.kind not in PRAISE:
                bad.add(number)
    return {n: ("；".join(dict.fromkeys(texts)), "better" if n in bad else "good") for n, texts in said.items()}


def write(
    unit: Unit, shop_id: int, lesson_id: int, version: int, *, title: str, intro: str, lines: Sequence[ModelLine]
) -> dict[str, Any]:  # fmt: skip
    """Change a lesson: its title, its words, its comments."""
    row = _get(unit.session, shop_id, lesson_id)
    if row.version != version:
        raise LessonChanged()
    row.title, row.intro, row.lines, row.version = title, intro, to_json(list(lines)), version + 1
    unit.session.flush()
    return view(row)


def remove(unit: Unit, shop_id: int, lesson_id: int) -> None:
    """Take a lesson away."""
    unit.session.delete(_get(unit.session, shop_id, lesson_id))


def _get(session: Session, shop_id: int, lesson_id: int) -> ModelLesson:
    row = session.scalar(select(ModelLesson).where(ModelLesson.shop_id == shop_id, ModelLesson.id == lesson_id))
    if row is None:
        raise NoModelLesson()
    return row
