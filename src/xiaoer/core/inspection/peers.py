"""What can be computed of a chat with another shop (同行暗访): opening, answers, bargaining, silence, who asks more.

The same is computed of the own shop, so that both stand side by side. What needs a person's feeling is asked apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from xiaoer.core.inspection.judges.case import ADDRESS, GREETING, QUESTION, Case, case_of
from xiaoer.core.inspection.judges.manners import closing
from xiaoer.core.inspection.rows import Row, Talk
from xiaoer.core.inspection.turns import charges_of, turns_of

SILENCE_MS = 5 * 60_000  # the shopper says nothing for so long
_SHOWN = 120
_OPENING = 2

TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("size", re.compile(r"尺码|码数|(?:什么|哪个|多少)码|几码|多大|身高|体重|偏[大小]|合身|几号|规格")),
    ("quality", re.compile(r"质量|材质|面料|正品|真假|起球|掉色|会不会坏|成分|耐用|做工")),
    ("shipping", re.compile(r"发货|几天到|多久|快递|物流|包邮|运费|现货")),
    ("returns", re.compile(r"退|换|不合适|售后|保修|质保")),
    ("choice", re.compile(r"推荐|哪款|哪个|怎么选|区别|适合")),
)
"""What shoppers ask everywhere."""
_BARGAIN = re.compile(r"便宜|优惠|少点|打折|最低|抹零|贵|降价|送点|赠品|包邮吗|老客户")
_GIVES = (
    ("refused", re.compile(r"不(?:能|可以)?(?:再)?(?:便宜|少|优惠|议价|讲价)|"
                           r"一口价|最低(?:价)?了|没有(?:优惠|活动)|不议价|没法(?:便宜|少)")),
    ("gift", re.compile(r"送(?:您|你)|赠(?:送|品)|小礼(?:物|品)|多(?:送|给)")),
    ("coupon", re.compile(r"券|红包|满\d+|会员|立减|返")),
    ("lowered", re.compile(r"给您(?:便宜|少|优惠|减|打)|(?:便宜|少|减|优惠)(?:您|你)?\d+|改价|折|抹(?:掉)?零")),
    ("explained", re.compile(r"成本|料|品质|做工|值|用得久|对比|质量|专柜|工艺")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answered:
    """A common question and what was said to it. `wait_s` None = not known or not answered."""

    topic: str
    question: str
    answer: str
    wait_s: int | None


@dataclass(frozen=True, slots=True)
class Chase:
    """What the shop wrote by itself when the shopper fell silent."""

    after_s: int
    text: str


@dataclass(frozen=True, slots=True)
class PeerFacts:
    """What a chat shows of how a shop sells. `bargain` = refused, gift, coupon, lowered, explained; "" = not asked."""

    opening: tuple[str, ...]
    greeted: bool
    first_response_s: int | None
    average_response_s: int | None
    lines_shop: int
    lines_shopper: int
    asks_shop: int
    asks_shopper: int
    answers: tuple[Answered, ...]
    bargain: tuple[str, ...]
    bargain_words: str
    silences: int
    chases: tuple[Chase, ...]
    good_closing: bool


def peer_facts(rows: Sequence[Row], *, timed: bool = True) -> PeerFacts:
    """What is computed of a chat, one's own or another shop's."""
    case = case_of(Talk("", "", None, rows, timed))
    first = [case.rows[i].text for i in case.humans[:_OPENING]]
    waits = [
        turn.wait_ms for turn in turns_of(rows, charges_of(rows)) if turn.wait_ms is not None
    ] if timed else []  # fmt: skip
    bargain, words = _bargain(case)
    silences, chases = _silence(case) if timed else (0, ())
    return PeerFacts(
        tuple(_short(text) for text in first),
        any(ADDRESS.search(case.words[i]) or GREETING.search(case.words[i]) for i in case.humans[:_OPENING]),
        waits[0] // 1000 if waits else None,
        sum(waits) // len(waits) // 1000 if waits else None,
        len(case.humans), len(case.shoppers), _asks(case, case.humans), _asks(case, case.shoppers),
        tuple(_answers(case, timed=timed)), bargain, words, silences, chases,
        any(draft.kind == "good_closing" for draft in closing(case)),
    )  # fmt: skip


def _asks(case: Case, side: Sequence[int]) -> int:
    return sum(QUESTION.search(case.words[i]) is not None for i in side)


def _said_to(case: Case, i: int) -> list[int]:
    """The shop's lines right after a shopper's line, up to his next."""
    until = case.shopper_after(i)
    while until is not None and case.human_after(i) is not None and until < (case.human_after(i) or 0):
        until = case.shopper_after(until)  # he asked on before anybody answered
    return [j for j in case.humans if j > i and (until is None or j < until)]


def _answers(case: Case, *, timed: bool) -> list[Answered]:
    """The first question on each topic that shoppers ask everywhere."""
    found = []
    for topic, pattern in TOPICS:
        for i in case.shoppers:
            words = case.words[i]
            if not pattern.search(words) or not QUESTION.search(words) or _BARGAIN.search(words):
                continue
            said = _said_to(case, i)
            wait = (case.rows[said[0]].ms - case.rows[i].ms) // 1000 if said and timed else None
            text = " ".join(case.rows[j].text for j in said[:3])
            found.append(Answered(topic, _short(case.rows[i].text), _short(text), wait))
            break
    return found


def _bargain(case: Case) -> tuple[tuple[str, ...], str]:
    for i in case.shoppers:
        if _BARGAIN.search(case.words[i]) and (said := _said_to(case, i)):
            words = " ".join(case.words[j] for j in said)
            ways = tuple(name for name, pattern in _GIVES if pattern.search(words))
            return ways, _short(" ".join(case.rows[j].text for j in said))
    return (), ""


def _silence(case: Case) -> tuple[int, tuple[Chase, ...]]:
    """How often the shopper fell silent after the shop's words, and what the shop then wrote of its own accord."""
    silences, chases = 0, []
    spoken = [i for i, row in enumerate(case.rows) if row.side in ("shopper", "human")]
    for before, after in pairwise(spoken):
        quiet = case.rows[after].ms - case.rows[before].ms
        if case.rows[before].side == "human" and quiet >= SILENCE_MS:
            silences += 1
            if case.rows[after].side == "human":
                chases.append(Chase(quiet // 1000, _short(case.rows[after].text)))
    return silences, tuple(chases)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
