"""How paths are shown: a person's own, a lesson, everybody's. Reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.core.drills.library import scenes
from xiaoer.core.facts import ShopFacts
from xiaoer.domains.academy.paths import repository
from xiaoer.domains.academy.paths.demands import CEILINGS, LEVELS, requirements, streak
from xiaoer.domains.academy.paths.errors import NoLesson
from xiaoer.domains.academy.paths.library import Day, Lesson, days
from xiaoer.domains.academy.paths.live_tables import names, table
from xiaoer.domains.academy.paths.markdown import Block, blocks_of
from xiaoer.domains.academy.paths.models import Certificate
from xiaoer.domains.academy.paths.repository import Progress
from xiaoer.domains.staff import people
from xiaoer.domains.staff.models import Membership, Staff
from xiaoer.kit.clock import iso_ms


def path(session: Session, shop_id: int, staff_id: int, red: Sequence[str], today: date) -> dict[str, Any]:
    """Somebody's own path."""
    known, done = repository.lessons(session, shop_id), repository.progress(session, shop_id, staff_id)
    passed = repository.days_done(days(), known, done)
    standing = repository.standing(session, shop_id, staff_id, red, done, passed)
    held = repository.certificates(session, shop_id, staff_id)
    row = repository.enrolment(session, shop_id, staff_id)
    people_names = _names(session, shop_id)
    return {
        "days": [_day(day, known, done, at, passed) for at, day in enumerate(days())],
        "days_done": passed, "streak": streak(set(done.days), today), "learned_today": today in done.days,
        "final": done.final or None, "certificates": [certificate(c, people_names) for c in held],
        "levels": [
            {
                "level": level, "held": any(c.level == level for c in held),
                "requirements": [
                    {"name": r.name, "wanted": r.wanted, "got": r.got, "met": r.met}
                    for r in requirements(demand, standing)
                ],
            }
            for level, (demand, _) in repository.demands(session, shop_id).items()
        ],
        "enrolled": row is not None, "gated": row is not None and row.gated,
        "due_at": iso_ms(row.due_ms) if row else None, "ceiling": _ceiling(session, shop_id, staff_id),
    }  # fmt: skip


def _ceiling(session: Session, shop_id: int, staff_id: int) -> int | None:
    held = people.ceiling_of(session, shop_id, staff_id)
    return None if held == people.NOBODY else held


def _day(day: Day, known: Mapping[str, Lesson], done: Progress, at: int, passed: int) -> dict[str, Any]:
    titles = {s.scene.id: s.scene for s in scenes()}
    return {
        "title": day.title, "title_en": day.title_en,
        "lessons": [brief(known[code], done) for code in day.lessons if code in known],
        "practice": [
            {"scene": s, "title": titles[s].title, "title_en": titles[s].title_en, "best": done.scenes.get(s)}
            for s in day.practice
        ],
        "done": repository.day_done(day, known, done, last=day is days()[-1]), "open": at <= passed,
    }  # fmt: skip


def brief(lesson: Lesson, done: Progress) -> dict[str, Any]:
    """A lesson in a list."""
    return {
        "code": lesson.code, "title": lesson.title, "title_en": lesson.title_en, "minutes": lesson.minutes,
        "check": lesson.check, "read": lesson.code in done.read, "checked": done.checked.get(lesson.code),
        "done": repository.lesson_done(lesson, done),
    }  # fmt: skip


def lesson(
    session: Session, shop_id: int, staff_id: int, code: str, facts: ShopFacts, *, teaches: bool
) -> dict[str, Any]:  # fmt: skip
    """A lesson with its live tables filled."""
    found = repository.lessons(session, shop_id).get(code)
    if found is None:
        raise NoLesson()
    done, sold = repository.progress(session, shop_id, staff_id), repository.sold(session, shop_id)
    return {
        **brief(found, done), "topics": found.topics, "version": found.version,
        "blocks": [_block(block, facts, sold) for block in blocks_of(found.text)],
        "text": found.text if teaches else None, "tables": names(),
    }  # fmt: skip


def _block(block: Block, facts: ShopFacts, sold: Mapping[str, int]) -> dict[str, Any]:
    shown: dict[str, Any] = msgspec.to_builtins(block)
    shown["table"] = msgspec.to_builtins(table(block.name, facts, sold)) if block.kind == "live" else None
    return shown


def certificate(row: Certificate, known: Mapping[int, str]) -> dict[str, Any]:
    """A certificate."""
    return {
        "id": row.id, "staff": {"id": row.staff_id, "name": known.get(row.staff_id, "")}, "level": row.level,
        "given_at": iso_ms(row.given_ms), "by": None if row.given_by is None else known.get(row.given_by, ""),
        "reason": row.reason,
    }  # fmt: skip


def certificates(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """Everybody's certificates that hold."""
    known = _names(session, shop_id)
    return [certificate(row, known) for row in repository.certificates(session, shop_id)]


def learners(session: Session, shop_id: int, today: date, now_ms: int) -> list[dict[str, Any]]:
    """Everybody on the path, and how far."""
    known, texts = _names(session, shop_id), repository.lessons(session, shop_id)
    held: dict[int, set[str]] = {}
    for row in repository.certificates(session, shop_id):
        held.setdefault(row.staff_id, set()).add(row.level)
    found = []
    for place in repository.enrolments(session, shop_id):
        if place.staff_id not in known:
            continue
        done = repository.progress(session, shop_id, place.staff_id)
        passed = repository.days_done(days(), texts, done)
        own = held.get(place.staff_id, set())
        found.append(
            {
                "staff": {"id": place.staff_id, "name": known[place.staff_id]}, "gated": place.gated,
                "due_at": iso_ms(place.due_ms), "days_done": passed, "days": len(days()),
                "overdue": place.due_ms is not None and place.due_ms < now_ms and passed < len(days()),
                "streak": streak(set(done.days), today), "final": done.final or None,
                "level": next((level for level in reversed(LEVELS) if level in own), "shadow"),
                "ceiling": _ceiling(session, shop_id, place.staff_id),
            }
        )  # fmt: skip
    return found


def levels(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """What each level asks for."""
    return [
        {"level": level, "demand": msgspec.to_builtins(wanted), "ceiling": CEILINGS[level], "version": version}
        for level, (wanted, version) in repository.demands(session, shop_id).items()
    ]


def _names(session: Session, shop_id: int) -> dict[int, str]:
    rows = session.execute(
        select(Staff.id, Staff.name)
        .join(Membership, Membership.staff_id == Staff.id)
        .where(Membership.shop_id == shop_id)
    )
    return {r.id: r.name for r in rows}


def of_teams(session: Session, shop_id: int, teams: Sequence[str]) -> list[int]:
    """Who belongs to one of the teams and serves."""
    rows = session.execute(select(Membership.staff_id, Membership.teams).where(Membership.shop_id == shop_id))
    return [r.staff_id for r in rows if set(r.teams.split("|")) & set(teams)]
