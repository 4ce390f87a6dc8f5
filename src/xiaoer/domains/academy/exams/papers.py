"""Random papers: sections say how many of what; the sitting's dice choose. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from xiaoer.domains.academy.exams.asking import asked
from xiaoer.domains.academy.exams.bank import Entry
from xiaoer.domains.academy.exams.errors import TooFewQuestions
from xiaoer.domains.academy.exams.shapes import HARDEST, Asked


@dataclass(frozen=True, slots=True)
class Section:
    """So many questions at so many points each, of these topics, kinds, skills (none named = any), or these codes."""

    count: int
    points: int
    topics: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    easiest: int = 1
    hardest: int = HARDEST
    origins: tuple[str, ...] = ()

    def fits(self, entry: Entry) -> bool:
        """Whether a question may stand here. A practice chat stands only where it is asked for."""
        q = entry.question
        if self.codes:
            return q.code in self.codes
        return (
            (not self.topics or q.topic in self.topics)
            and (not self.origins or q.origin in self.origins)
            and (q.kind in self.kinds if self.kinds else q.kind != "practice")
            and (not self.skills or q.skill in self.skills)
            and self.easiest <= q.difficulty <= self.hardest
        )


def candidates(bank: Mapping[str, Entry], section: Section) -> list[str]:
    """Codes that a section may draw, in a fixed order."""
    return sorted(code for code, entry in bank.items() if entry.question.active and section.fits(entry))


def check(bank: Mapping[str, Entry], sections: Sequence[Section]) -> None:
    """Raises `TooFewQuestions` where a paper cannot be drawn: no question stands on it twice."""
    taken: set[str] = set()
    for at, section in enumerate(sections):
        free = [c for c in candidates(bank, section) if c not in taken]
        if len(free) < section.count:
            raise TooFewQuestions(at + 1, section.count, len(free))
        taken.update(free[: section.count])


def draw(bank: Mapping[str, Entry], sections: Sequence[Section], seed: int) -> tuple[Asked, ...]:
    """A paper; the same seed and bank give the same. Sections that have least to choose from choose first."""
    dice = Random(seed)  # noqa: S311 - papers are drawn, not secrets
    held = [(at, section, candidates(bank, section)) for at, section in enumerate(sections)]
    taken: set[str] = set()
    drawn: dict[int, list[str]] = {}
    for at, section, codes in sorted(held, key=lambda h: len(h[2]) - h[1].count):
        free = [c for c in codes if c not in taken]
        if len(free) < section.count:
            raise TooFewQuestions(at + 1, section.count, len(free))
        drawn[at] = dice.sample(free, section.count)
        taken.update(drawn[at])
    return tuple(
        asked(bank[code].ask(dice), dice, section.points) for at, section, _ in held for code in drawn[at]
    )  # fmt: skip
