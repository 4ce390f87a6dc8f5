"""Scorecards of a shop: what each finding costs, published as numbered versions with a notice to staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.marks import KIND_NAMES, PRAISE
from xiaoer.core.inspection.scorecard import Group, Scorecard, default_scorecard
from xiaoer.domains.audit import service as audit
from xiaoer.domains.quality.errors import BadCard
from xiaoer.domains.quality.models import ScorecardRow
from xiaoer.domains.rules import notices
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.errors import Conflict
from xiaoer.kit.writer import Unit

FAIR = (
    "分数只用来辅导和发现问题，不罚款，不自动影响工资和去留。除致命项外，只看反复出现的问题。"
    "每位同事能看到自己的全部质检；3天内可以申诉，由没有评过这条会话的人复核。"
)


@dataclass(frozen=True, slots=True)
class Card:
    """What a shop may set. `points` by kind of finding; `groups` = points of each group, 100 together."""

    points: dict[str, int]
    fatal: list[str]
    groups: dict[str, int]
    other: int = -5
    praise: int = 5
    most_praise: int = 5
    bad_from: int = 20


def default_card() -> Card:
    """The card shipped with the project."""
    base = default_scorecard()
    return Card(
        dict(base.points), sorted(base.always_fatal), {g.key: g.points for g in base.groups}, base.other, base.praise,
        base.most_praise, base.bad_from,
    )  # fmt: skip


def scorecard_of(card: Card, number: int) -> Scorecard:
    """The card as the judges want it."""
    base = default_scorecard()
    return replace(
        base, version=number, points=card.points, always_fatal=frozenset(card.fatal), other=card.other,
        praise=card.praise, most_praise=card.most_praise, bad_from=card.bad_from,
        groups=tuple(Group(g.key, g.name, card.groups[g.key], g.kinds) for g in base.groups),
    )  # fmt: skip


def check(card: Card) -> None:
    """Raises `BadCard` naming what does not add up."""
    for kind in (*card.points, *card.fatal):
        if kind not in KIND_NAMES:
            raise BadCard(f"没有“{kind}”这个质检项")
    for kind, points in card.points.items():
        if (points < 0) == (kind in PRAISE) and points:
            raise BadCard(f"“{KIND_NAMES[kind]}”是{'加分' if kind in PRAISE else '扣分'}项，分值的正负写反了")
    if wrong := [kind for kind in card.fatal if kind in PRAISE]:
        raise BadCard(f"“{KIND_NAMES[wrong[0]]}”是加分项，不能作致命项")
    if set(card.groups) != {g.key for g in default_scorecard().groups}:
        raise BadCard("评分组不全")
    if (total := sum(card.groups.values())) != 100:
        raise BadCard(f"各组分值合计要等于100，现在是{total}")


def current(session: Session, shop_id: int) -> tuple[int, Card, int] | None:
    """Number, card and time of the newest published one; None = nothing is scored yet."""
    row = session.scalar(
        select(ScorecardRow).where(ScorecardRow.shop_id == shop_id).order_by(ScorecardRow.number.desc()).limit(1)
    )
    return None if row is None else (row.number, from_json(row.body, Card), row.at_ms)


def first_published(session: Session, shop_id: int) -> int | None:
    """When staff were first told; chats from before are not scored."""
    return session.scalar(select(func.min(ScorecardRow.at_ms)).where(ScorecardRow.shop_id == shop_id))


def numbered(session: Session, shop_id: int, number: int) -> Card:
    """The card of a version."""
    body = session.scalar(
        select(ScorecardRow.body).where(ScorecardRow.shop_id == shop_id, ScorecardRow.number == number)
    )
    return default_card() if body is None else from_json(body, Card)


def publish(unit: Unit, shop_id: int, who: tuple[int, str], card: Card, *, seen: int, note: str) -> int:
    """A new version, with a notice to staff. Raises `BadCard`; `Conflict` when somebody published since `seen`."""
    check(card)
    held = current(unit.session, shop_id)
    before = held[0] if held else 0
    if before != seen:
        raise Conflict("有人刚公布过新的评分标准，请看过再改", code="changed_meanwhile")
    row = ScorecardRow(
        shop_id=shop_id, number=before + 1, body=to_json(card), note=note, staff_name=who[1], at_ms=unit.now_ms
    )
    unit.session.add(row)
    unit.session.flush()
    notices.publish(
        unit, shop_id, who, topic="rule", title=f"质检评分标准第{row.number}版", body=_words(card, note), question="",
        options=[], correct=-1,
    )  # fmt: skip
    audit.record(
        unit, shop_id, staff_id=who[0], staff_name=who[1], action="scorecard.publish", subject=f"第{row.number}版"
    )
    return row.number


def _words(card: Card, note: str) -> str:
    """The rules in words, for the notice."""
    names = {g.key: g.name for g in default_scorecard().groups}
    groups = "、".join(f"{names[key]}{points}分" for key, points in card.groups.items())
    points = "、".join(f"{KIND_NAMES[k]}{p:+d}" for k, p in sorted(card.points.items(), key=lambda i: i[1]))
    fatal = "、".join(KIND_NAMES[k] for k in card.fatal)
    lines = [
        note, f"人工评分分组：{groups}。", f"自动质检：{points}；其他问题每处{card.other:+d}分。",
        f"致命项（整条0分并复核）：{fatal}。" if fatal else "", FAIR,
    ]  # fmt: skip
    return "\n".join(line for line in lines if line)


def view(session: Session, shop_id: int) -> dict[str, Any]:
    """The card in force (or the default one, number 0), the versions before it, and the names of everything."""
    held = current(session, shop_id)
    card = held[1] if held else default_card()
    base = default_scorecard()
    rows = session.scalars(
        select(ScorecardRow).where(ScorecardRow.shop_id == shop_id).order_by(ScorecardRow.number.desc()).limit(50)
    )
    return {
        "number": held[0] if held else 0,
        "card": card,
        "kinds": [
            {
                "kind": kind, "name": name, "praise": kind in PRAISE,
                "group": next((g.key for g in base.groups if kind in g.kinds), None),
            }
            for kind, name in KIND_NAMES.items()
        ],
        "groups": [{"key": g.key, "name": g.name} for g in base.groups],
        "versions": [{"number": r.number, "by": r.staff_name, "at": iso_ms(r.at_ms), "note": r.note} for r in rows],
        "fair": FAIR,
    }  # fmt: skip
