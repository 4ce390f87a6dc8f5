"""The shipped path: its days, and its lessons' texts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from xiaoer.domains.academy.exams.papers import Section


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson. `check` = questions of the check after it (0 = none), drawn from `topics`; `version` 0 = as shipped."""

    code: str
    title: str
    title_en: str
    minutes: int
    topics: tuple[str, ...]
    check: int
    text: str
    shop_first: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the path: its lessons, scenes to be passed at the desk, groups of cards to begin with."""

    title: str
    title_en: str
    lessons: tuple[str, ...]
    practice: tuple[str, ...]
    cards: tuple[str, ...]


@cache
def days() -> tuple[Day, ...]:
    """The days, in order."""
    return tuple(
        Day(
            d["title"], d["title_en"], tuple(d["lessons"]), tuple(d.get("practice", ())), tuple(d.get("cards", ()))
        )
        for d in _path()["day"]
    )  # fmt: skip


@cache
def shipped() -> Mapping[str, Lesson]:
    """The shipped lessons by code."""
    folder = resources.files("xiaoer.domains.academy.paths") / "data"
    return {
        row["code"]: Lesson(
            code=row["code"], title=row["title"], title_en=row["title_en"], minutes=row["minutes"],
            topics=tuple(row["topics"]), check=row["check"], text=(folder / f"{row['code']}.md").read_text("utf-8"),
            shop_first=row.get("shop_first", False),
        )
        for row in _path()["lesson"]
    }  # fmt: skip


def lessons_of(own: Iterable[Lesson]) -> Mapping[str, Lesson]:
    """All lessons of a shop: its own versions stand in place of the shipped ones."""
    return {**shipped(), **{lesson.code: lesson for lesson in own}}


@cache
def _path() -> dict[str, list[dict[str, Any]]]:
    text = (resources.files("xiaoer.domains.academy.paths") / "data" / "path.toml").read_text("utf-8")
    return tomllib.loads(text)


_QUICK = ("single", "multiple", "judge", "match", "fill", "order", "calc")
_POINTS = 10


def check_sections(lesson: Lesson, *, from_shop: bool) -> tuple[Section, ...]:
    """What the check after a lesson asks; half of it from the shop's own tables where the lesson is about them."""
    if not lesson.shop_first or not from_shop:
        return (Section(lesson.check, _POINTS, topics=lesson.topics, kinds=_QUICK, hardest=3),)
    half = lesson.check // 2
    return (
        Section(lesson.check - half, _POINTS, topics=lesson.topics, kinds=_QUICK, origins=("shop", "calculated")),
        Section(half, _POINTS, topics=lesson.topics, kinds=_QUICK, origins=("written", "own"), hardest=3),
    )


FINAL: tuple[Section, ...] = (
    Section(20, 2, kinds=("single", "multiple", "judge"), origins=("written", "own")),
    Section(8, 2, origins=("shop",)),
    Section(4, 4, kinds=("calc",)),
    Section(3, 4, kinds=("errors", "order")),
    Section(2, 4, kinds=("match",)),
    Section(2, 4, kinds=("short",)),
)
"""The final: 40 questions or so over everything, 100 points."""
