"""What flows in a drill: scenarios with their asks and points, the shopper's state, and what a reply was worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from xiaoer.core.facts import Order
from xiaoer.core.grounding.shapes import FactUse

Decision = Literal["open", "bought", "settled", "returned", "left", "complained"]
"""How the shopper leaves. bought, settled (put right), returned (as wished) = won; left, complained = lost."""

PointKind = Literal["answer", "step"]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a good reply holds: a value, a word or the gist of a text, and nothing of `never`.

    `values` = canonical claim values with their unit (`6|piece`, `11-24|date`); `words` and `never` = patterns over the
    normal form; `gist` = a text whose content is to be told in whatever words. `model` = a sentence that does it.
    """

    id: str
    kind: PointKind
    what: str
    model: str
    values: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    gist: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A thing the shopper wants to hear. `lines` = wordings, `again` = how it is asked once more.

    `people`: handing the matter to people is a right answer of a robot. `tactic` = the ask is the shopper's trick.
    """

    id: str
    lines: tuple[str, ...]
    again: tuple[str, ...]
    points: tuple[Point, ...]
    people: bool = False
    tactic: bool = False


@dataclass(frozen=True, slots=True)
class ShopperKind:
    """A kind of shopper (买家类型). `patience` = how often an ask is repeated before giving up; `tolerance_s` = seconds
    of waiting that cost nothing; `mood` = 0–100 at the start; `trust` = share by which good replies count."""

    id: str
    title: str
    title_en: str
    patience: int
    tolerance_s: int
    mood: int
    trust: float
    tactic: str
    manner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """An occasion (场景). `won` = the decision when all goes well; `lost` = when it doesn't."""

    id: str
    title: str
    title_en: str
    group: str
    won: Decision
    lost: Decision


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole drill: who comes with which wish, what is hidden, and what is asked in which order.

    `evidence` = cells and computed values that belong to this case only (order, fee, total); those of the product and
    the shop's rules come from `Evidence`. Times are aware, in shop time.
    """

    id: str
    scene: Scene
    kind: ShopperKind
    goal: str
    hidden: tuple[tuple[str, str], ...]
    nick: str
    product: str | None
    asks: tuple[Ask, ...]
    now: datetime
    order: Order | None = None
    evidence: tuple[FactUse, ...] = ()
    province: str | None = None

    @property
    def title(self) -> str:
        """问库存 · 急躁."""
        return f"{self.scene.title} · {self.kind.title}"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a reply: a fact that nothing bears, a blocked or cold word."""

    kind: Literal["untrue", "blocked", "cold", "rude"]
    text: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One reply against the ask that it answers. `met` and `missed` are ids of points."""

    met: tuple[str, ...]
    missed: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    polite: bool = False
    sorry: bool = False

    @property
    def answered(self) -> bool:
        """Nothing of the ask is missing."""
        return not self.missed


@dataclass(frozen=True, slots=True)
class MoodStep:
    """The mood after a reply (0–100) and why it moved."""

    turn: int
    mood: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShopperState:
    """Where the chat stands: which ask is open, how often it was asked, the mood, what went wrong so far.

    `carried` = points of the open ask that earlier replies have met; `told` = hidden facts that were asked for.
    """

    ask: int = 0
    tries: int = 0
    turn: int = 0
    mood: int = 60
    curve: tuple[MoodStep, ...] = ()
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    decision: Decision = "open"
    carried: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """The shopper is gone."""
        return self.decision != "open"


@dataclass(frozen=True, slots=True)
class Step:
    """The shopper's move: new lines and the state behind them."""

    lines: tuple[str, ...]
    state: ShopperState
    judged: Judged | None = None
