"""What flows in exams: a question as one writes it, the same as it is asked, an answer and its mark. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["single", "multiple", "judge", "match", "fill", "short", "order", "errors", "calc", "practice"]
Origin = Literal["written", "shop", "calculated", "own"]
Topic = Literal[
    "公司与平台", "账号安全", "商品", "交易流程", "规则红线", "礼仪与销售", "售后与物流", "后台操作", "接待实战",
]  # fmt: skip
Skill = Literal[
    "goods", "rules", "backend", "listening", "questions", "restating", "empathy", "pressure", "manner", "writing",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
TOPICS: tuple[Topic, ...] = get_args(Topic)
SKILLS: tuple[Skill, ...] = get_args(Skill)
HARDEST = 5
BLANK = "____"
WRONG_LINE = "!"
PAIR = "="
TRUE, FALSE = "对", "错"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as one writes it. What `right` holds depends on the kind:

    single, multiple: the right options · judge: 对 or 错 · match: `left=right` lines · fill: a line per blank, other
    spellings after `|` · short: the points, spellings after `|` · order: the steps as they should stand · errors: the
    chat, wrong lines begin with `!` · calc: the number · practice: the scene. `wrong` = the other options.
    `difficulty` 1 (easy) to 5; `version` 0 = as shipped or made from the shop's tables.
    """

    code: str
    kind: Kind
    topic: Topic
    skill: Skill
    difficulty: int
    stem: str
    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    why: str = ""
    source: str = ""
    origin: Origin = "written"
    version: int = 0
    active: bool = True

    @property
    def stamp(self) -> str:
        """Changes when what is asked changes: statistics of different wordings are not mixed."""
        text = "\x1f".join((self.kind, self.stem, *self.right, "\x1e", *self.wrong))
        return hashlib.sha256(text.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a paper: shuffled, with its numbers. `options`/`pairs` are shown; `key`, `accept`, `why` are not.

    `key` = places: right options (single, multiple), 1/0 (judge), for each option its pair (match), the right
    sequence of options (order), wrong lines (errors). `accept` = texts: blanks, points, the number, the scene.
    """

    code: str
    stamp: str
    kind: Kind
    topic: Topic
    skill: Skill
    difficulty: int
    stem: str
    options: tuple[str, ...]
    pairs: tuple[str, ...]
    key: tuple[int, ...]
    accept: tuple[str, ...]
    why: str
    source: str
    points: int

    @property
    def blanks(self) -> int:
        """How many texts an answer has."""
        return len(self.accept) if self.kind == "fill" else 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered: places, or texts."""

    picks: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing answered."""
        return not self.picks and not any(t.strip() for t in self.texts)


@dataclass(frozen=True, slots=True)
class Mark:
    """The share of the points that an answer earns (0–1). `sure` False = a person should look at it."""

    share: float
    sure: bool = True
    missing: tuple[str, ...] = ()
