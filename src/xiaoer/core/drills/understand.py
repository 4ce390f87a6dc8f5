"""How a simulated shopper understands a reply: what of the ask it holds, what in it is untrue, blocked or cold.

Untrue is what the fact lock finds no cell for: numbers with units, dates, codes and states of stock. What an agent
promises of his own work (十分钟内回复您) is no fact of the shop and is left to inspection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.drills.book import Book
from xiaoer.core.drills.shapes import Ask, Fault, Judged, Point, Scenario
from xiaoer.core.grounding import Claim, FactUse, unsupported
from xiaoer.core.grounding.claims import claims_of
from xiaoer.core.text.normal import normal_text

_POLITE = re.compile(r"亲|您|请|麻烦|谢谢|感谢|抱歉|不好意思|对不起|你好")
_SORRY = re.compile(r"抱歉|不好意思|对不起|添麻烦|理解您|久等")
_OWN_WORK = re.compile(r"回复|答复|联系|核实|跟进|稍等|处理|查")
_COLD_KINDS = frozenset({"cold_reply", "negative_wording", "self_centred", "blame_shifting"})
_RUDE_KINDS = frozenset({"abuse"})
_HARD_UNITS = frozenset(
    {"yuan", "day", "piece", "percent", "fold", "month", "year", "hour", "g", "kg", "cm", "jin", "ml"}
)
_STATES = frozenset({"in_stock", "sold_out", "free_freight"})
_ONE_OF = frozenset({"yuan", "piece"})
_MOST_VALUES = 4
_GIST = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9]+")
_GIST_SHARE = 0.3
_GIST_LEAST = 3
_GIST_BITE = 0.5


def judge_reply(
    book: Book, scenario: Scenario, ask: Ask, lines: Sequence[str], said: Sequence[str],
    *, carried: Sequence[str] = (), cited: Sequence[FactUse] = (),
) -> Judged:  # fmt: skip
    """Judge the lines that answer an ask.

    `said` = the shopper's own words so far; `carried` = points met before; `cited` = cells that the reply brings along.
    """
    text = "\n".join(lines)
    normal = normal_text(text)
    claims = claims_of(text)
    told = {key for key in map(_key, claims) if not _showered(key, claims)}
    met = [p.id for p in ask.points if p.id in carried or meets(p, normal, told)]
    missed = tuple(p.id for p in ask.points if p.id not in met)
    return Judged(
        met=tuple(met), missed=missed,
        faults=(*untrue(book, scenario, text, said, cited), *_wording(book, scenario, lines)),
        polite=bool(_POLITE.search(normal)), sorry=bool(_SORRY.search(normal)),
    )  # fmt: skip


def meets(point: Point, normal: str, told: set[tuple[str, str]]) -> bool:
    """Whether a reply in normal form, with its claims, holds a point."""
    if any(re.search(pattern, normal, re.IGNORECASE) for pattern in point.never):
        return False
    if any(_told(value, told) for value in point.values):
        return True
    if any(re.search(pattern, normal, re.IGNORECASE) for pattern in point.words):
        return True
    return bool(point.gist) and tells(point.gist, normal)


def tells(gist: str, normal: str) -> bool:
    """Whether a reply tells what a text says, in whatever words: enough of its pairs of characters come up."""
    wanted, found = _pairs(normal_text(gist)), _pairs(normal)
    shared = len(wanted & found)
    return shared >= max(_GIST_LEAST, _GIST_SHARE * len(wanted)) or (
        shared >= 2 * _GIST_LEAST and shared >= _GIST_BITE * len(found)
    )


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _GIST.split(text) for i in range(len(run) - 1)}


def _key(claim: Claim) -> tuple[str, str]:
    """Dates are spoken without their year."""
    return (claim.value[-5:], "date") if claim.kind == "date" else (claim.value, claim.unit or claim.kind)


def _showered(key: tuple[str, str], claims: Sequence[Claim]) -> bool:
    """A value among many of its unit tells nothing: a whole table was poured out."""
    return key[1] in _ONE_OF and len({c.value for c in claims if c.unit == key[1]}) > _MOST_VALUES


def _told(value: str, told: set[tuple[str, str]]) -> bool:
    number, _, unit = value.partition("|")
    return (number, unit) in told or (number, "number") in told


def untrue(
    book: Book, scenario: Scenario, text: str, said: Sequence[str], cited: Sequence[FactUse] = ()
) -> tuple[Fault, ...]:
    """What a reply claims that no cell of the case and no word of the shopper bears."""
    hard = [claim for claim in claims_of(text) if _is_hard(claim) and not _of_own_work(claim, text)]
    if not hard:
        return ()
    words = (*said, *(line for ask in scenario.asks for line in (*ask.lines, *ask.again)), f"{book.now:%Y-%m-%d}")
    found = unsupported(text, (*book.evidence(scenario), *cited), words, claims=hard)
    return tuple(Fault("untrue", claim.text) for claim in dict.fromkeys(found))


def _is_hard(claim: Claim) -> bool:
    if claim.kind == "number":
        return claim.unit in _HARD_UNITS
    if claim.kind == "term":
        return claim.unit in _STATES
    return claim.kind in ("date", "code", "tail")


def _of_own_work(claim: Claim, text: str) -> bool:
    if claim.unit not in ("hour", "day", "minute"):
        return False
    at = normal_text(text).find(claim.text)
    return at >= 0 and bool(_OWN_WORK.search(normal_text(text)[at : at + len(claim.text) + 8]))


def _wording(book: Book, scenario: Scenario, lines: Sequence[str]) -> tuple[Fault, ...]:
    found = []
    for line in lines:
        for finding in book.gate.check(line, by="agent", category=book.category(scenario)).findings:
            if finding.kind in _RUDE_KINDS:
                found.append(Fault("rude", finding.span))
            elif finding.level == "block":
                found.append(Fault("blocked", finding.span))
            elif finding.kind in _COLD_KINDS:
                found.append(Fault("cold", finding.span))
    return tuple(dict.fromkeys(found))
