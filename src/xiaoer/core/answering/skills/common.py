"""What several skills share: asking which product, quoting a rule of the shop, handing over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import Hit, clean, grams, relevant
from xiaoer.core.answering.goods.aspects import GENERIC, content_runs
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.teams import team_of
from xiaoer.core.answering.voice import worded
from xiaoer.core.facts import Faq, Policy, Product
from xiaoer.core.reading.shapes import Team
from xiaoer.core.text.normal import normal_text

GOOD_HIT = 0.42
WEAK_HIT = 0.24
_OFFERED = 4
_SPARE = 3


_YES_NO = re.compile(r"(?:能|可以|会|行|可)[^,，。]{0,3}[吗么不没嘛]$")
_CLAUSES = re.compile(r"([,，。;；!！?？\s]+)")
_ASKED_FOR = re.compile(r"有(?:没有)?([\u4e00-\u9fff]{3,8}?)(?:吗|么|没有?|不)?[?？]*$")
_ORDINAL = re.compile(r"第?([一二两三四五1-5])(?:款|个|单|种|件|条|台|盒|套|支)(?!月|小时|人)")
_ONLY_PLACE = re.compile(r"(?:那|就|要|选)?[一二三四五1-5](?:款|个|种|号)(?:的|吧|呢|怎么样|好吗)?[?？。]?")
_LAST = re.compile(r"(?:最后|后面|后)(?:那|一)?(?:一)?[款个单种]")
_PLACES = {"一": 1, "1": 1, "二": 2, "两": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4, "五": 5, "5": 5}


def ordinal(text: str) -> int | None:
    """第二款 → 2; only with 第, or where the line is nothing but the ordinal."""
    match = _ORDINAL.search(text)
    if match is None or not (match[0].startswith("第") or _ONLY_PLACE.fullmatch(text.strip())):
        return None
    return _PLACES[match[1]]


def which_product(turn: Turn) -> Part:
    """Ask which product is meant; products that the words may mean are offered."""
    near = turn.shop.named_like(turn.reading.normal)
    numbers = sorted(near, key=lambda number: (-near[number], number))[:_OFFERED]
    numbers = numbers or list(turn.reading.entities.products[:_OFFERED])
    numbers = numbers or [n for n in turn.slots.listed if n in turn.shop.facts.products][:_OFFERED]
    like = [turn.shop.facts.products[number] for number in numbers]
    if like:
        names = "；".join(cite.short_title(product) for product in like)
        text = f"您说的是这几款里的哪一款呢：{names}？告诉我名称或发链接都可以。"
        return Part(
            text,
            "clarify",
            0.88,
            tuple(cite.title(product) for product in like),
            asks="product",
            products=tuple(p.number for p in like),
        )
    return Part("您看的是哪一款呢？把商品链接或名称发来，这边马上帮您查。", "clarify", 0.85, asks="product")


def hand_over(turn: Turn, text: str, *, facts: Sequence[FactUse] = (), team: Team | None = None) -> Part:
    """Words for the shopper and a team for the chat."""
    return Part(text, "handoff", 0.85, tuple(facts), team or team_of(turn.intent))


def not_known(turn: Turn, what: str) -> Part:
    """Honest: the shop's data doesn't say; a person will."""
    team = team_of(turn.intent)
    text, said = worded(turn, "unknown", 店名=turn.shop.profile.name, 问题=what, 团队=team)
    return Part(text, "handoff", 0.85, (), team, known=False, details=said)


def hits(turn: Turn, limit: int = 5) -> list[Hit]:
    """FAQ and policies near the question, in force today."""
    product = turn.product.number if turn.product else None
    found = turn.shop.recall.search(turn.text, today=turn.now.date(), product=product, limit=limit + _SPARE)
    if turn.product is None:
        return found[:limit]
    bare = without_title(turn)
    runs, asked = content_runs(canonical(bare)), grams(clean(bare))
    return [hit for hit in found if not isinstance(hit.entry, Faq) or _on_the_matter(hit.entry, asked, runs)][:limit]


def _on_the_matter(entry: Faq, asked: frozenset[str], runs: Sequence[str]) -> bool:
    """Whether an entry shares more with the question than the product's name and words like 什么."""
    wordings = canonical(" ".join((entry.question, *entry.similar)))
    if any(len(run) > 1 for run in runs):
        return any(run_shared(run, wordings) for run in runs)
    return any(asked & grams(clean(wording)) for wording in (entry.question, *entry.similar))


def run_shared(run: str, text: str) -> bool:
    """Whether two neighbouring characters of a run, or all of a short one, stand in a text."""
    low = text.lower()
    if len(run) == 1 or run.isascii():
        return run in low
    pairs = {run[i : i + 2] for i in range(len(run) - 1)}
    return any(pair in low for pair in pairs - GENERIC)


def without_title(turn: Turn) -> str:
    """The question without the words that only name the product."""
    return turn.text if turn.product is None else without_name(turn.text, turn.product)


def without_name(text: str, product: Product) -> str:
    """A question without the words that only name a product."""
    names = normal_text(f"{product.category} {product.title}")
    runs = {text[a:b] for a in range(len(text)) for b in range(a + 2, min(a + 9, len(text)) + 1)}
    called = sorted((run for run in runs if run in names), key=lambda run: (-len(run), run))
    return "".join(_without(clause, called) for clause in _CLAUSES.split(text))


def _without(clause: str, called: Sequence[str]) -> str:
    """A clause without the goods' name, unless nothing were left of it (百叶厨房能用不 of a blind for kitchens)."""
    bare = clause
    for run in called:
        bare = bare.replace(run, "")
    return bare if content_runs(bare) or not _YES_NO.search(clause) else clause


def quote(entry: Faq | Policy, turn: Turn) -> tuple[str, tuple[FactUse, ...]]:
    """An entry's words as a line, with the cells that bear them."""
    if isinstance(entry, Faq):
        return entry.answer.strip(), (cite.faq(entry),)
    return relevant(entry.text.strip(), turn.text), cite.policy(entry)


def rule(turn: Turn, *topics: str, floor: float = GOOD_HIT) -> tuple[str, tuple[FactUse, ...], float] | None:
    """The shop's own words on a matter: a FAQ or policy that fits the question well, else the topic's policy."""
    found = hits(turn)
    named = [p for p in turn.shop.policies(*topics) if "以旧" not in p.topic] if topics else []
    good = next((hit for hit in found if hit.score >= floor), None)
    if good is not None:
        return (*quote(good.entry, turn), min(0.95, 0.6 + good.score / 2))
    if named:
        near = {str(hit.entry.source): hit.score for hit in found}
        best = max(named, key=lambda policy: near.get(str(policy.source), 0.0))
        return (*quote(best, turn), 0.78)
    weak = next((hit for hit in found if hit.score >= WEAK_HIT and _touches(hit.entry, topics)), None)
    return (*quote(weak.entry, turn), 0.7) if weak is not None else None


def _touches(entry: Faq | Policy, topics: Sequence[str]) -> bool:
    return isinstance(entry, Faq) and any(topic in entry.question or topic in entry.answer for topic in topics)


def recalled(turn: Turn) -> Part | None:
    """A FAQ or policy that fits the question well, in its own words."""
    best = next(iter(hits(turn, 1)), None)
    if best is None or best.score < GOOD_HIT:
        return None
    text, facts = quote(best.entry, turn)
    return Part(text, facts=facts, confidence=min(0.95, 0.6 + best.score / 2))


def content_hit(turn: Turn) -> Hit | None:
    """The entry that `by_content` quotes: one that speaks of what is asked for (有试用小样吗 is not 包裹里有小票吗)."""
    number = turn.product.number if turn.product else None
    hit = turn.shop.recall.by_content(without_title(turn), today=turn.now.date(), product=number)
    asked = _ASKED_FOR.search(turn.text)
    if hit is None or asked is None:
        return hit
    entry = hit.entry
    told = (entry.question, *entry.similar, entry.answer) if isinstance(entry, Faq) else (entry.topic, entry.text)
    known = canonical(normal_text(" ".join(told)))
    return hit if any(gram in known for gram in grams(canonical(asked[1]))) else None


def by_content(turn: Turn) -> Part | None:
    """A FAQ or policy that holds the question's own rare words, before people are asked."""
    hit = content_hit(turn)
    if hit is None:
        return None
    text, facts = quote(hit.entry, turn)
    return Part(text, facts=facts, confidence=0.6 + 0.25 * min(hit.score, 1.0))


def from_rule(turn: Turn, what: str, *topics: str) -> Part:
    """Answer by the shop's own words, or say that they don't tell."""
    found = rule(turn, *topics)
    if found is None:
        return not_known(turn, what)
    text, facts, confidence = found
    return Part(text, "answer", confidence, facts)
