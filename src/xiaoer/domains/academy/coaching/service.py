"""What one can do in coaching: assign, cancel, award; and the loop from findings to remedies. Units of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, select

from xiaoer.core.drills.library import scenes
from xiaoer.domains.academy.backend import repository as backend
from xiaoer.domains.academy.backend.shapes import TITLES
from xiaoer.domains.academy.cards import Card, points_of
from xiaoer.domains.academy.coaching import repository
from xiaoer.domains.academy.coaching.errors import NoAssignment, NoSubject
from xiaoer.domains.academy.coaching.models import Assignment, Award, CoachMark, RemedyCase
from xiaoer.domains.academy.coaching.skills import remedies
from xiaoer.domains.academy.exams import repository as exams
from xiaoer.domains.academy.models import CardMemory
from xiaoer.domains.academy.paths.errors import NoSuchPerson
from xiaoer.domains.quality.models import FindingRow
from xiaoer.domains.staff import people
from xiaoer.kit.codec import to_json
from xiaoer.kit.writer import Unit

CARD = "remedy:"
"""Ids of cards that findings have made begin so."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to assign."""

    kind: str
    subject: str
    note: str
    due_ms: int | None


def remedy_card(kind: str) -> Card:
    """The card that a kind of finding becomes."""
    remedy = remedies()[kind]
    return Card(CARD + kind, "复训", remedy.question, remedy.answer, points_of(remedy.answer), remedy.red, "")


def assign(
    unit: Unit, shop_id: int, by: int | None, staff_ids: Sequence[int], wish: Wish, groups: Sequence[str]
) -> int:
    """Assign something to people; who has the same open already keeps it, with the new date. Returns how many."""
    title = _title(unit, shop_id, wish, groups)
    for staff_id in staff_ids:
        if people.ceiling_of(unit.session, shop_id, staff_id) == people.NOBODY:
            raise NoSuchPerson()
        row = unit.session.scalar(
            select(Assignment).where(
                Assignment.shop_id == shop_id, Assignment.staff_id == staff_id, Assignment.kind == wish.kind,
                Assignment.subject == wish.subject, Assignment.done_ms.is_(None),
            )
        )  # fmt: skip
        if row is None:
            row = Assignment(
                shop_id=shop_id, staff_id=staff_id, kind=wish.kind, subject=wish.subject, title=title, made_by=by,
                made_ms=unit.now_ms,
            )  # fmt: skip
            unit.session.add(row)
        row.note, row.due_ms = wish.note, wish.due_ms
    unit.session.flush()
    return len(staff_ids)


def _title(unit: Unit, shop_id: int, wish: Wish, groups: Sequence[str]) -> str:
    if wish.kind == "practice":
        scene = next((s.scene for s in scenes() if s.scene.id == wish.subject), None)
        if scene is None:
            raise NoSubject(wish.subject)
        return scene.title
    if wish.kind == "cards":
        if wish.subject not in groups:
            raise NoSubject(wish.subject)
        return wish.subject
    if wish.kind == "backend":
        if wish.subject not in TITLES:
            raise NoSubject(wish.subject)
        return TITLES[wish.subject]
    row = exams.exam(unit.session, shop_id, int(wish.subject)) if wish.subject.isdigit() else None
    if row is None:
        raise NoSubject(wish.subject)
    return row.title


def cancel(unit: Unit, shop_id: int, assignment_id: int) -> None:
    """Take an assignment back."""
    row = unit.session.scalar(select(Assignment).where(Assignment.shop_id == shop_id, Assignment.id == assignment_id))
    if row is None:
        raise NoAssignment()
    unit.session.delete(row)


def award(unit: Unit, shop_id: int, by: int, staff_id: int, title: str, reason: str) -> Award:
    """Give an award."""
    if people.ceiling_of(unit.session, shop_id, staff_id) == people.NOBODY:
        raise NoSuchPerson()
    row = Award(shop_id=shop_id, staff_id=staff_id, title=title, reason=reason, given_by=by, given_ms=unit.now_ms)
    unit.session.add(row)
    unit.session.flush()
    return row


def look(unit: Unit, shop_id: int, cards: Sequence[Card]) -> int:
    """One round of the loop: new findings become remedies, what was done is noted. Returns how many were new."""
    fresh = repository.fresh_findings(unit.session, shop_id, repository.read_to(unit.session, shop_id))
    for finding in fresh:
        if finding.staff_id is not None and finding.kind in remedies() and not finding.voided:
            _learn(unit, shop_id, finding.staff_id, finding)
    if fresh:
        _mark(unit, shop_id, fresh[-1].id)
    _withdraw(unit, shop_id)
    for row in repository.remedies(unit.session, shop_id, None, only_open=True):
        _note(unit, row)
    for one in repository.assignments(unit.session, shop_id, None):
        if one.done_ms is None and _is_done(unit, one, cards):
            one.done_ms = unit.now_ms
    unit.session.flush()
    return len(fresh)


def _mark(unit: Unit, shop_id: int, finding_id: int) -> None:
    row = unit.session.scalar(select(CoachMark).where(CoachMark.shop_id == shop_id))
    if row is None:
        row = CoachMark(shop_id=shop_id, finding_id=0)
        unit.session.add(row)
    row.finding_id = finding_id


def _learn(unit: Unit, shop_id: int, staff_id: int, finding: FindingRow) -> None:
    """A finding joins the open remedy of its kind, or opens one; a trained fault that is back is counted there too."""
    rows = [r for r in repository.remedies(unit.session, shop_id, staff_id) if r.kind == finding.kind]
    open_ = next((r for r in rows if r.state == "open"), None)
    trained = next((r for r in rows if r.state == "done"), None)
    if trained is not None and trained.done_ms is not None and finding.at_ms > trained.done_ms:
        trained.again += 1
    if open_ is None:
        open_ = RemedyCase(shop_id=shop_id, staff_id=staff_id, kind=finding.kind, made_ms=unit.now_ms, findings="[]",
                           times=0, again=0, state="open")  # fmt: skip
        unit.session.add(open_)
        unit.session.execute(  # what was known before the fault does not count as trained
            delete(CardMemory).where(
                CardMemory.shop_id == shop_id,
                CardMemory.staff_id == staff_id,
                CardMemory.card == CARD + finding.kind,
            )
        )
    open_.findings = to_json([*msgspec.json.decode(open_.findings), finding.id])
    open_.last_finding, open_.times = finding.id, open_.times + 1
    unit.session.flush()


def _withdraw(unit: Unit, shop_id: int) -> None:
    """A remedy whose findings all fell on appeal is taken back."""
    for row in repository.remedies(unit.session, shop_id, None, only_open=True):
        ids = msgspec.json.decode(row.findings)
        if ids and set(ids) <= repository.voided(unit.session, shop_id, ids):
            row.state = "withdrawn"


def _note(unit: Unit, row: RemedyCase) -> None:
    """What of a remedy has been done: its card known, its scene passed since it was opened."""
    session, remedy = unit.session, remedies()[row.kind]
    if row.card_ms is None and repository.card_known_since(session, row.shop_id, row.staff_id, CARD + row.kind):
        row.card_ms = unit.now_ms
    passed = remedy.scene in repository.scenes_passed(session, row.shop_id, row.staff_id, row.made_ms)
    if row.practice_ms is None and (passed or not remedy.scene):
        row.practice_ms = unit.now_ms
    if row.card_ms is not None and row.practice_ms is not None:
        row.state, row.done_ms = "done", unit.now_ms


def _is_done(unit: Unit, row: Assignment, cards: Sequence[Card]) -> bool:
    session = unit.session
    if row.kind == "practice":
        return row.subject in repository.scenes_passed(session, row.shop_id, row.staff_id, row.made_ms)
    if row.kind == "exam":
        return int(row.subject) in repository.exams_passed(session, row.shop_id, row.staff_id, row.made_ms)
    if row.kind == "backend":
        return row.subject in backend.kinds_passed(session, row.shop_id, row.staff_id, row.made_ms)
    wanted = {c.id for c in cards if c.group == row.subject}
    return wanted <= repository.known_cards(session, row.shop_id, row.staff_id)
