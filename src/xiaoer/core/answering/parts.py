"""What a skill is given and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from xiaoer.core.answering.shapes import Action, DraftKind, FactUse
from xiaoer.core.answering.shop import Shop
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.answering.wishes.wished import Wish
from xiaoer.core.facts import Order, Product, ShopperFact, Sku
from xiaoer.core.reading.shapes import Intent, Reading, Team


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a message. `text` = its words; `skus` = the product's variants that were asked about.

    `orders` are the shopper's own, newest first. `now` is in shop time. `choice` = option values that were named.
    `acting` = actions may be proposed; `wish` = the one that this turn is about; `english` = the reply is to be
    English. `person` = what the shop knows of the shopper; `pictures` = what his pictures show, newest last.
    """

    shop: Shop
    reading: Reading
    intent: Intent
    text: str
    product: Product | None
    choice: tuple[tuple[str, str], ...]
    skus: tuple[Sku, ...]
    slots: Slots
    orders: tuple[Order, ...]
    now: datetime
    shopper: str | None
    acting: bool = False
    english: bool = False
    confidence: float = 1.0
    wish: Wish | None = None
    person: ShopperFact | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A skill's share of the reply: lines with the answer first. `asks` names the slot that a clarify
    asks for; `known` False = the shop's data doesn't say. `products` and `orders` = numbers listed, in order;
    `details` = what an action's next turn needs to know; `goods` = the variants told of (SKU number, pieces);
    `awaited` = the goods of a sum that waits for a variant, as `number×pieces`; `need` = the wish answered."""

    text: str
    kind: DraftKind = "answer"
    confidence: float = 0.9
    facts: tuple[FactUse, ...] = ()
    team: Team | None = None
    asks: str = ""
    known: bool = True
    action: Action | None = None
    products: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    goods: tuple[tuple[str, int], ...] = ()
    awaited: tuple[str, ...] = ()
    need: str = ""


Skill = Callable[[Turn], Part | None]
"""None = this skill has nothing to say; recall is tried, then people are asked."""
