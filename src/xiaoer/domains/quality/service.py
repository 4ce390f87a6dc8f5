"""What people do with inspections: draw, score, have scored twice, appeal, decide again. Units of work."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.inspection.marks import SUSPECTED, Mark
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.models import Visit
from xiaoer.domains.quality import cards
from xiaoer.domains.quality.cards import Card
from xiaoer.domains.quality.errors import (
    BadCard,
    NoSuchInspection,
    NoSuchSheet,
    NotPublished,
    NotYourself,
    SheetDone,
    TooLateToAppeal,
)
from xiaoer.domains.quality.models import FindingRow, InspectionRow, ScoreAppeal, ScoreSheet
from xiaoer.domains.quality.rules import (
    APPEAL_DAYS,
    DAY_MS,
    SECOND_EVERY,
    Candidate,
    Signs,
    Source,
    draw,
    risk_of,
    sheet_quality,
    sheet_score,
    why_risky,
)
from xiaoer.kit.codec import from_json, to_json
from xiaoer.kit.writer import Unit

NEW_DAYS = 30  # a newcomer: his first judged chat is not older than that
UNSURE = 0.8


@dataclass(frozen=True, slots=True)
class Filled:
    """A scorecard as somebody filled it: points lost by group."""

    lost: dict[str, int]
    fatal: bool
    remark: str


@dataclass(frozen=True, slots=True)
class DrawWish:
    """How many chats of each agent are drawn from the last `days`."""

    days: int
    by_chance: int
    by_risk: int
    of_new: int
    seed: int


def inspection(session: Session, shop_id: int, inspection_id: int, *, only: int | None = None) -> InspectionRow:
    """One inspection; `only` = of that agent. Raises `NoSuchInspection`."""
    row = session.scalar(
        select(InspectionRow).where(InspectionRow.shop_id == shop_id, InspectionRow.id == inspection_id)
    )
    if row is None or (only is not None and f"|{only}|" not in row.agents):
        raise NoSuchInspection()
    return row


# -- drawing ---------------------------------------------------------------------------------------------------------


def take_sample(unit: Unit, shop_id: int, wish: DrawWish) -> int:
    """Draw chats that nobody has scored and lay sheets for them; every tenth is laid twice. Returns how many chats."""
    held = cards.current(unit.session, shop_id)
    if held is None:
        raise NotPublished()
    candidates = _candidates(unit.session, shop_id, unit.now_ms, wish.days)
    why = {one.id: one.why for one in candidates}
    drawn = draw(
        candidates, by_chance=wish.by_chance, by_risk=wish.by_risk,
        of_new=wish.of_new, seed=wish.seed,
    )  # fmt: skip
    for at, (inspection_id, source) in enumerate(drawn):
        unit.session.add(_sheet(shop_id, inspection_id, source, held[0], unit.now_ms, why=why[inspection_id]))
        if at % SECOND_EVERY == 0:
            unit.session.add(_sheet(shop_id, inspection_id, "second", held[0], unit.now_ms, why=why[inspection_id]))
    return len(drawn)


def _sheet(shop_id: int, inspection_id: int, source: Source, card: int, now_ms: int, **more: object) -> ScoreSheet:
    return ScoreSheet(
        shop_id=shop_id, inspection_id=inspection_id, source=source, state="waiting", card=card, made_ms=now_ms, **more
    )


def _candidates(session: Session, shop_id: int, now_ms: int, days: int) -> list[Candidate]:
    scored = select(ScoreSheet.inspection_id).where(ScoreSheet.shop_id == shop_id)
    rows = session.execute(
        select(InspectionRow, Visit.stars)
        .join(Visit, Visit.id == InspectionRow.visit_id)
        .where(
            InspectionRow.shop_id == shop_id, InspectionRow.closed_ms >= now_ms - days * DAY_MS,
            InspectionRow.main_id.is_not(None), InspectionRow.id.not_in(scored), InspectionRow.failed == "",
        )
    ).all()  # fmt: skip
    unsure, suspected = Counter[int](), Counter[int]()
    for inspection_id, confidence in session.execute(
        select(FindingRow.inspection_id, FindingRow.confidence).where(
            FindingRow.shop_id == shop_id, FindingRow.at_ms >= now_ms - days * DAY_MS, FindingRow.confidence < UNSURE,
            FindingRow.voided.is_(False),
        )
    ):  # fmt: skip
        unsure[inspection_id] += 1
        suspected[inspection_id] += confidence <= SUSPECTED
    since = _first_seen(session, shop_id)
    found = []
    for row, stars in rows:
        signs = Signs(row.fatal, row.score, row.satisfaction, stars, unsure[row.id], suspected[row.id])
        new = since.get(row.main_id or 0, now_ms) >= now_ms - NEW_DAYS * DAY_MS
        found.append(Candidate(row.id, row.main_id, risk_of(signs), new, why_risky(signs)))
    return found


def _first_seen(session: Session, shop_id: int) -> dict[int, int]:
    """When each agent's first chat of all was taken."""
    found: dict[int, int] = {}
    rows = session.execute(
        select(Visit.agent_id, Visit.opened_ms).where(Visit.shop_id == shop_id).order_by(Visit.opened_ms)
    )
    for staff_id, opened_ms in rows:
        if staff_id is not None:
            found.setdefault(staff_id, opened_ms)
    return found


# -- scoring ---------------------------------------------------------------------------------------------------------


def sheet(session: Session, shop_id: int, sheet_id: int) -> ScoreSheet:
    """One sheet. Raises `NoSuchSheet`."""
    row = session.scalar(
        select(ScoreSheet).where(ScoreSheet.shop_id == shop_id, ScoreSheet.id == sheet_id).with_for_update()
    )
    if row is None:
        raise NoSuchSheet()
    return row


def fill(unit: Unit, shop_id: int, sheet_id: int, who: tuple[int, str], filled: Filled) -> ScoreSheet:
    """Score a chat. Raises `SheetDone`; `NotYourself` for one's own chat, or one that one has scored already."""
    row = sheet(unit.session, shop_id, sheet_id)
    if row.state != "waiting":
        raise SheetDone()
    judged = inspection(unit.session, shop_id, row.inspection_id)
    may_score(unit.session, judged, who[0], row)
    _write(row, cards.numbered(unit.session, shop_id, row.card), filled)
    row.state, row.staff_id, row.staff_name, row.done_ms = "done", *who, unit.now_ms
    return row


def may_score(session: Session, judged: InspectionRow, staff_id: int, row: ScoreSheet) -> None:
    """Raises `NotYourself` when somebody else has to score it."""
    if f"|{staff_id}|" in judged.agents:
        raise NotYourself("不能给自己的会话评分")
    if row.calibration_id is not None:
        if row.staff_id not in (None, staff_id):
            raise NotYourself("这张校准单是别人的")
        return
    before = session.scalar(
        select(ScoreSheet.id).where(
            ScoreSheet.shop_id == judged.shop_id, ScoreSheet.inspection_id == judged.id, ScoreSheet.state == "done",
            ScoreSheet.staff_id == staff_id, ScoreSheet.calibration_id.is_(None),
        )
    )  # fmt: skip
    if before is not None:
        raise NotYourself("您已经评过这条会话，第二次要由别人来评")


def check_lost(card: Card, lost: dict[str, int]) -> None:
    """Raises `BadCard` where a group is unknown or loses more than it has."""
    for key, points in lost.items():
        if key not in card.groups:
            raise BadCard(f"评分表里没有“{key}”这一组")
        if not 0 <= points <= card.groups[key]:
            raise BadCard(f"这一组最多扣{card.groups[key]}分")


def _write(row: ScoreSheet, card: Card, filled: Filled) -> None:
    check_lost(card, filled.lost)
    row.lost, row.fatal, row.remark = to_json(filled.lost), filled.fatal, filled.remark.strip()
    row.score = sheet_score(card.groups, filled.lost, fatal=filled.fatal)
    row.quality = sheet_quality(row.score, card.bad_from, fatal=filled.fatal)


# -- appeals ---------------------------------------------------------------------------------------------------------


def appeal(
    unit: Unit, shop_id: int, inspection_id: int, who: tuple[int, str], *, finding_id: int | None,
    sheet_id: int | None, text: str,
) -> ScoreAppeal:  # fmt: skip
    """The agent says why a finding or a sheet is wrong, within three days of its being made known."""
    row = inspection(unit.session, shop_id, inspection_id, only=who[0])
    if (finding_id is None) == (sheet_id is None):
        raise NoSuchSheet()
    made_ms = row.made_ms
    if finding_id is not None and _finding(unit.session, shop_id, inspection_id, finding_id).voided:
        raise SheetDone()
    if sheet_id is not None:
        against = sheet(unit.session, shop_id, sheet_id)
        if against.inspection_id != inspection_id or against.state != "done" or against.calibration_id is not None:
            raise NoSuchSheet()
        made_ms = against.done_ms or against.made_ms
    if unit.now_ms - made_ms > APPEAL_DAYS * DAY_MS:
        raise TooLateToAppeal(f"申诉要在{APPEAL_DAYS}天内提出")
    before = unit.session.scalar(
        select(ScoreAppeal.id).where(
            ScoreAppeal.shop_id == shop_id, ScoreAppeal.inspection_id == inspection_id,
            ScoreAppeal.finding_id.is_(None) if finding_id is None else ScoreAppeal.finding_id == finding_id,
            ScoreAppeal.sheet_id.is_(None) if sheet_id is None else ScoreAppeal.sheet_id == sheet_id,
        )
    )  # fmt: skip
    if before is not None:
        raise TooLateToAppeal("这一条已经申诉过了")
    made = ScoreAppeal(
        shop_id=shop_id, inspection_id=inspection_id, finding_id=finding_id, sheet_id=sheet_id, staff_id=who[0],
        staff_name=who[1], text=text.strip(), state="open", at_ms=unit.now_ms,
    )  # fmt: skip
    unit.session.add(made)
    unit.session.flush()
    return made


def decide(
    unit: Unit, shop_id: int, appeal_id: int, who: tuple[int, str], *, grant: bool, answer: str, again: Filled | None
) -> ScoreAppeal:  # fmt: skip
    """A finding goes, or the sheet is scored again; or the appeal is refused. Who scored or wrote the chat may not."""
    row = unit.session.scalar(
        select(ScoreAppeal).where(ScoreAppeal.shop_id == shop_id, ScoreAppeal.id == appeal_id).with_for_update()
    )
    if row is None:
        raise NoSuchSheet()
    if row.state != "open":
        raise SheetDone()
    judged = inspection(unit.session, shop_id, row.inspection_id)
    if f"|{who[0]}|" in judged.agents:
        raise NotYourself("自己的会话要由别人来复核")
    if row.sheet_id is not None:
        against = sheet(unit.session, shop_id, row.sheet_id)
        if against.staff_id == who[0]:
            raise NotYourself("这张单是您评的，复核要由别人来做")
        if grant:
            _score_again(unit, shop_id, against, who, again)
    elif grant:
        _void(unit, shop_id, judged, row.finding_id or 0)
    row.state, row.answer = "granted" if grant else "refused", answer.strip()
    row.decided_name, row.decided_ms = who[1], unit.now_ms
    audit.record(
        unit, shop_id, staff_id=who[0], staff_name=who[1], action="appeal.decide", subject=row.staff_name,
        detail="成立" if grant else "不成立",
    )  # fmt: skip
    return row


def _score_again(unit: Unit, shop_id: int, against: ScoreSheet, who: tuple[int, str], again: Filled | None) -> None:
    if again is None:
        raise BadCard("申诉成立时要重新评一次分")
    fresh = _sheet(shop_id, against.inspection_id, "redecided", against.card, unit.now_ms)
    _write(fresh, cards.numbered(unit.session, shop_id, against.card), again)
    fresh.state, fresh.staff_id, fresh.staff_name, fresh.done_ms = "done", *who, unit.now_ms
    unit.session.add(fresh)


def _finding(session: Session, shop_id: int, inspection_id: int, finding_id: int) -> FindingRow:
    found = session.scalar(
        select(FindingRow).where(
            FindingRow.shop_id == shop_id, FindingRow.inspection_id == inspection_id, FindingRow.id == finding_id
        )
    )
    if found is None:
        raise NoSuchSheet()
    return found


def _void(unit: Unit, shop_id: int, judged: InspectionRow, finding_id: int) -> None:
    """Take a finding away; the automatic score is reckoned anew from the rest, by the card of its time."""
    _finding(unit.session, shop_id, judged.id, finding_id).voided = True
    unit.session.flush()
    rest = [mark_of(f) for f in findings(unit.session, shop_id, judged.id) if not f.voided]
    scorecard = cards.scorecard_of(cards.numbered(unit.session, shop_id, judged.card), judged.card)
    judged.fatal = any(m.fatal for m in rest)
    if judged.score is not None:
        judged.score, judged.quality = scorecard.score(rest), scorecard.quality(rest)


def findings(session: Session, shop_id: int, inspection_id: int) -> list[FindingRow]:
    """The findings of an inspection, in the order of the chat."""
    rows = session.scalars(
        select(FindingRow).where(FindingRow.shop_id == shop_id, FindingRow.inspection_id == inspection_id)
    )
    return sorted(rows, key=lambda f: (from_json(f.seqs, list[int]), f.kind))


def mark_of(row: FindingRow) -> Mark:
    """A kept finding as the scorecard wants it."""
    return Mark(
        row.kind, tuple(from_json(row.seqs, list[int])), row.fatal, row.points, row.confidence, row.reason, row.rule
    )
