"""Cards that a shopper sends: they point at a product or an order, and what is printed on them was not said by him.

A card beside a question belongs to the question. A card alone is read as what shoppers mean by it most: a product's
price, an order's state; after a question of the house (which one?) it is the answer to that.
"""

from __future__ import annotations

from dataclasses import dataclass

from xiaoer.core.transcript import Transcript, Utterance

CARDS = ("product_card", "order_card")
_MEANT = {"product_card": "这款多少钱", "order_card": "我的订单什么状态"}
_THIS_ONE = {"product_card": "这款", "order_card": "这单"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The words to read, and the product and the order that the cards beside them point at ("" = none)."""

    words: str
    product: str = ""
    order: str = ""


def shown_of(transcript: Transcript, last: Utterance, *, asked: bool) -> Shown:
    """What the shopper says now; `asked` = the house has a question open. `last` is his newest line."""
    if last.kind not in CARDS:
        return Shown(last.text, *_pointed(_since_the_house(transcript)))
    since = _since_the_house(transcript)
    said = "\n".join(u.text for u in since if u.kind == "text" and u.text.strip())
    return Shown(said or (_THIS_ONE if asked else _MEANT)[last.kind], *_pointed(since))


def _pointed(lines: list[Utterance]) -> tuple[str, str]:
    """The product and the order of the newest cards."""
    product = next((u.ref for u in reversed(lines) if u.kind == "product_card" and u.ref), "")
    order = next((u.ref for u in reversed(lines) if u.kind == "order_card" and u.ref), "")
    return product, order


def _since_the_house(transcript: Transcript) -> list[Utterance]:
    """The shopper's lines after the last one of a person or the robot, oldest first."""
    lines: list[Utterance] = []
    for line in reversed(transcript.utterances):
        if line.role in ("agent", "robot"):
            break
        if line.role == "shopper":
            lines.insert(0, line)
    return lines
