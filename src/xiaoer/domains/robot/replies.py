"""The robot's wordings as staff see and try them: the house's, the shop folder's, and those set at the desk."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from xiaoer.core.answering.wordings import KEYS, LONGEST, MOST, STANDING, USUAL, places_of, why_not, written
from xiaoer.core.facts import ShopFacts
from xiaoer.domains.shop.schemas import ReplyKey, Wording
from xiaoer.domains.shop.service import ShopInfo

_HOUSE_ONLY = {"问题": "您问的这一点", "团队": "售前"}


class ReplyWords(BaseModel):
    """The wordings of a key. `standing` = they take the place of a standing sentence; otherwise they are a line added
    to answers of that intent. `usual`: the house's; `folder`: of shop.toml; `own`: set here, before the folder's."""

    key: ReplyKey
    standing: bool
    places: list[str]
    usual: list[str]
    folder: list[str]
    own: list[str]


class Replies(BaseModel):
    """All wordings of a shop, standing sentences first. `longest` characters, `most` wordings a key."""

    replies: list[ReplyWords]
    longest: int
    most: int


class ReplyWish(BaseModel):
    """A wording to be tried; nothing is kept."""

    key: ReplyKey
    text: Wording


class ReplyPreview(BaseModel):
    """How it would read, and why it can't be said (empty = it can)."""

    text: str
    why_not: str


def views(own: ShopInfo, facts: ShopFacts) -> dict[str, Any]:
    """All wordings of a shop."""
    folder = written(facts.profile.extra.get("replies", ""))
    rows = [
        {
            "key": key, "standing": key in STANDING, "places": list(places_of(key)),
            "usual": [_seen(text, own.name, facts) for text in USUAL.get(key, ())],
            "folder": list(folder.get(key, ())), "own": own.settings.replies.get(key, []),
        }
        for key in KEYS
    ]  # fmt: skip
    return {"replies": rows, "longest": LONGEST, "most": MOST}


def preview(own: ShopInfo, facts: ShopFacts, wish: ReplyWish) -> dict[str, str]:
    """A wording as a shopper would read it, with this shop's name and one of its products."""
    return {"text": _seen(wish.text.strip(), own.name, facts), "why_not": why_not(wish.text.strip(), wish.key)}


def _seen(text: str, name: str, facts: ShopFacts) -> str:
    product = next(iter(facts.products.values()), None)
    values = {"店名": name, "商品": product.title if product else "这款商品", **_HOUSE_ONLY}
    for place, value in values.items():
        text = text.replace(f"{{{place}}}", value)
    return text
