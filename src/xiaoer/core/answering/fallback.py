"""What is said where no skill has an answer, and where an answer is held back."""

from __future__ import annotations

import re

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.choosing.choosing import recommend
from xiaoer.core.answering.skills.choosing.listing import listed_goods
from xiaoer.core.answering.skills.choosing.wished import wished
from xiaoer.core.answering.skills.common import recalled, which_product
from xiaoer.core.answering.skills.goods.attributes import names_option, product_attribute
from xiaoer.core.answering.skills.goods.option_lists import by_options
from xiaoer.core.answering.skills.goods.stock import stock
from xiaoer.core.answering.talk.wanting import CASES
from xiaoer.core.answering.teams import team_of

ASKS = re.compile(r"[吗么嘛]|不$|没$|什么|啥|怎么|咋|多|几|哪|会|能|[^很]好不|(.)不\1|有")
_NAMES_ONLY = 10  # characters: 看看四件套


def by_recall(turn: Turn) -> Part | None:
    """What no skill answers: the shop's own FAQ and policies, then the product's attributes."""
    if (
        turn.product is None
        and len(turn.reading.entities.products) > 1
        and len(turn.text) <= _NAMES_ONLY
        and not ASKS.search(turn.text)
    ):
        return which_product(turn)
    direct = by_options(turn) or listed_goods(turn)
    if direct:
        return direct
    if turn.product is not None and len(turn.text) <= _NAMES_ONLY and names_option(turn):
        return stock(turn)
    if turn.product is not None:
        known = product_attribute(turn)
        if known and known.kind == "answer":
            return known
        others = set(turn.shop.of_noun(turn.text)) - {turn.product.number}
        return recommend(turn) if others and not turn.slots.card else None
    shown = turn.product is None and bool(turn.reading.entities.products or turn.shop.of_noun(turn.text))
    return recalled(turn) or wished(turn) or (recommend(turn) if shown else None)


def lost(turn: Turn) -> Part:
    """Not understood, or understood and not known."""
    if turn.reading.mood == "angry":
        text = "让您不愉快了，很抱歉。您遇到的问题直接告诉这边，这就请同事来接待您。"
        return Part(text, "handoff", 0.85, (), "投诉")
    last = next(iter(turn.slots.intents), "")
    if turn.intent == "other" and last in CASES:
        of_case = team_of(last)  # type: ignore[arg-type]
        return Part(f"您说的这边记下了，一并转给{of_case}同事，请他接着为您处理。", "handoff", 0.8, (), of_case)
    if turn.intent == "other" and (
        (len(turn.text.strip()) < 5 and not (turn.product and ASKS.search(turn.text)))
        or turn.reading.language == "other"
    ):
        return Part("您是想问商品、订单还是售后呢？说具体一点，这边马上帮您看。", "clarify", 0.6, asks="need")
    team = team_of(turn.intent)
    return Part(
        f"这个问题这边的资料里没有写明，先不给您乱说，请{team}同事来回复您。", "handoff", 0.8, (), team, known=False
    )


def calmed(turn: Turn) -> Part:
    """Beside an answer to someone angry: people follow it up."""
    return Part("这边再请同事跟进，由专人回复您。", "handoff", 0.9, (), team_of(turn.intent))


def withheld(turn: Turn) -> Part:
    """What is said in place of a reply that its evidence doesn't bear."""
    return Part("这个问题需要核实，先不给您乱说，请同事查清楚后回复您。", "handoff", 0.3, (), team_of(turn.intent))
