"""The bank (题库): shipped questions, those made from the shop's tables, those with fresh numbers, the shop's own.

A question that the shop has written under the code of another stands in its place. Nothing made from tables is kept:
it follows the tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random

from xiaoer.core.facts import ShopFacts
from xiaoer.domains.academy.exams.calculated import calculations
from xiaoer.domains.academy.exams.from_shop import questions_of
from xiaoer.domains.academy.exams.shapes import Question


@dataclass(frozen=True, slots=True)
class Entry:
    """A question of the bank; `make` = its numbers are new on every paper."""

    question: Question
    make: Callable[[Random], Question] | None = None

    def ask(self, dice: Random) -> Question:
        """The question as it is to be asked now."""
        return self.make(dice) if self.make else self.question


def bank_of(facts: ShopFacts, own: Iterable[Question] = ()) -> Mapping[str, Entry]:
    """All questions of a shop by code; `own` = the newest version of each question that it has written."""
    entries = {q.code: Entry(q) for q in (*written(), *questions_of(facts))}
    for code, make in calculations(facts):
        entries[code] = Entry(make(Random(code)), make)  # noqa: S311 - a sample for the list
    for question in own:
        held = entries.get(question.code)
        keeps = held is not None and held.make is not None and question.stamp == held.question.stamp
        entries[question.code] = Entry(question, held.make if held and keeps else None)
    return entries


@cache
def written() -> tuple[Question, ...]:
    """The shipped questions, in the order of their files."""
    folder = resources.files("xiaoer.domains.academy.exams") / "data"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(
        _question(row, whole) for f in files for whole in [tomllib.loads(f.read_text("utf-8"))] for row in whole["q"]
    )


def _question(row: Mapping[str, object], whole: Mapping[str, object]) -> Question:
    right = row["right"]
    return Question(
        code=str(row["code"]), kind=row["kind"], topic=row.get("topic", whole["topic"]),  # type: ignore[arg-type]
        skill=row.get("skill", whole["skill"]), difficulty=int(str(row["difficulty"])), stem=str(row["stem"]),  # type: ignore[arg-type]
        right=tuple(right) if isinstance(right, list) else (str(right),),
        wrong=tuple(row.get("wrong", ())), why=str(row.get("why", "")), source=str(row.get("source", "")),  # type: ignore[arg-type]
    )  # fmt: skip
