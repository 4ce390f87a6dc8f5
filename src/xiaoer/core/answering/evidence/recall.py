"""Recall over FAQ and policies: bigrams find, words rank.

Word segmentation alone misses 退货 inside 退货运费; bigrams alone rank 退货运费 and 运费退货 alike. So candidates come
from an inverted index of bigrams, and are ranked by weighted bigram and word overlap with each wording.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log

import numpy as np
import rjieba

from xiaoer.core.answering.goods.aspects import content_runs, coverage, joined_coverage, shared_run
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.facts import Faq, Policy
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.words import bigrams

Entry = Faq | Policy
_NOISE = re.compile(
    r"请问一下|请问|麻烦|你们家?|咱们家?|亲+|老板|客服|我想|想问|问一下|问下|一下|你好|您好|在吗|这个|这款|这件|那个|呢|吗|啊|呀|吧|嘛|哦|了|的|么|您|我"
)
_NOT_TEXT = re.compile(r"[^\w\u4e00-\u9fff]+")
_SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")
_CANDIDATES = 24
_BEARERS = 3  # entries that may share the words by which one is picked
_COVERED = 0.5
_LOOKED_AT = 40
_JOINED = 0.25
_COMMON = 300  # entries from which a pair of letters is no longer rare
_CLAUSE = re.compile(r"[,，。.!！?？;；\s]+")
_POLICY_SENTENCE_WEIGHT = 0.85


MANY = 240
"""Entries up to which all are looked at."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry and how well it fits, 0–1."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class _Wording:
    entry: int
    grams: frozenset[str]
    words: frozenset[str]
    weight: float


class Recall:
    """An index over a shop's FAQ and policies. Build once per snapshot. `names` = the titles of the shop's goods."""

    def __init__(self, faq: Sequence[Faq], policies: Sequence[Policy], names: str = "") -> None:
        self._entries: tuple[Entry, ...] = (*faq, *policies)
        self._wordings: list[_Wording] = []
        for index, entry in enumerate(self._entries):
            for text, weight in _wordings(entry):
                key = clean(text)
                if key:
                    self._wordings.append(_Wording(index, grams(key), words(key), weight))
        self._of_product: dict[str, tuple[Faq, ...]] = {}
        for one in faq:
            for product in one.products:
                self._of_product[product] = (*self._of_product.get(product, ()), one)
        self._names = normal_text(names).lower()
        self._texts = tuple(_text_of(entry) for entry in self._entries)
        self._bearing: dict[str, list[int]] = defaultdict(list)
        for place, known in enumerate(self._texts):
            for gram in set(bigrams(known)):
                self._bearing[gram].append(place)
        self._told: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self._entries if len(self._entries) > MANY else ()):
            answer = canonical(normal_text(entry.answer).lower()) if isinstance(entry, Faq) else ""
            for gram in set(bigrams(f"{self._texts[place]} {answer}")):
                self._told[gram].append(place)
        counts: Counter[str] = Counter()
        bearing: dict[str, list[int]] = defaultdict(list)
        for number, wording in enumerate(self._wordings):
            for gram in wording.grams:
                bearing[gram].append(number)
            counts.update(wording.grams | wording.words)
        self._postings = {gram: np.array(ids, dtype=np.int64) for gram, ids in bearing.items()}
        total = len(self._wordings) + 1
        self._idf = {token: log(1 + total / count) for token, count in counts.items()}
        self._rare = log(1 + total)

    def search(self, text: str, *, today: date, product: str | None = None, limit: int = 5) -> list[Hit]:
        """The best entries in force today; entries of other products are left out."""
        key = clean(text)
        asked, asked_words = grams(key), words(key)
        if not asked:
            return []
        best: dict[int, float] = {}
        for number in self._candidates(asked):
            wording = self._wordings[number]
            score = wording.weight * (
                0.6 * self._overlap(asked, wording.grams) + 0.4 * self._overlap(asked_words, wording.words)
            )
            if score > best.get(wording.entry, 0.0):
                best[wording.entry] = score
        hits = [Hit(self._entries[i], round(_fitted(self._entries[i], score, product), 4)) for i, score in best.items()]
        usable = [hit for hit in hits if hit.score > 0 and in_force(hit.entry, today)]
        usable.sort(key=lambda hit: (-hit.score, hit.entry.source.file, hit.entry.source.row))
        return usable[:limit]

    def of_product(self, number: str) -> tuple[Faq, ...]:
        """The FAQ written for a product."""
        return self._of_product.get(number, ())

    def by_content(self, text: str, *, today: date, product: str | None = None) -> Hit | None:
        """The entry that shares the rarest words of one of the question's clauses and covers enough of it: a last
        look before people are asked. Its score is the share covered."""
        found: list[tuple[float, Hit]] = []
        for clause in _CLAUSE.split(canonical(normal_text(text).lower())):
            runs = content_runs(clause)
            for number in self._sharing(runs):
                entry = self._entries[number]
                if in_force(entry, today) and _meant_for(entry, product):
                    found += self._shares(number, entry, clause, runs)
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def likely(self, text: str) -> tuple[Entry, ...]:
        """The entries that may tell of a question: all in a shop with few, else the `MANY` whose questions or answers
        share its rarest pairs."""
        if len(self._entries) <= MANY:
            return self._entries
        shares: dict[int, float] = defaultdict(float)
        for gram in {gram for run in content_runs(canonical(normal_text(text).lower())) for gram in bigrams(run)}:
            bearing = self._told.get(gram, ())
            for place in bearing if len(bearing) <= _COMMON else ():
                shares[place] += log(1 + len(self._entries) / len(bearing))
        best = sorted(shares, key=lambda place: (-shares[place], place))[:MANY]
        return tuple(self._entries[place] for place in sorted(best))

    def _sharing(self, runs: Sequence[str]) -> list[int]:
        """The entries that share the most of a question's rarer pairs."""
        counts: dict[int, int] = defaultdict(int)
        for gram in {gram for run in runs for gram in bigrams(run)}:
            bearing = self._bearing.get(gram, ())
            for number in bearing if len(bearing) <= _COMMON else ():
                counts[number] += 1
        return sorted(counts, key=lambda number: (-counts[number], number))[:_LOOKED_AT]

    def _shares(self, number: int, entry: Entry, clause: str, runs: Sequence[str]) -> list[tuple[float, Hit]]:
        known = self._texts[number]
        shared = shared_run(runs, known)
        if not shared or (shared in self._names and not isinstance(entry, Faq)):
            return []  # that a rule speaks of the same goods says nothing yet
        bearing = min((self._bearing.get(gram, []) for gram in bigrams(shared)), key=len, default=[])
        bearers = len(bearing) if len(bearing) > _COMMON else sum(shared in self._texts[other] for other in bearing)
        told = f"{known} {entry.answer}" if isinstance(entry, Faq) else known
        joined = joined_coverage(runs, told)
        share = coverage(runs, told) if joined >= _JOINED else joined
        if isinstance(entry, Faq):
            share = max(share, coverage(content_runs(known), clause))
        score = share + 0.15 * min(len(shared), 4) - 0.1 * (bearers - 1)
        return [(score, Hit(entry, round(share, 4)))] if bearers <= _BEARERS and share >= _COVERED else []

    def _candidates(self, asked: frozenset[str]) -> list[int]:
        """The wordings that share the weightiest pairs, best first."""
        lit = [(self._postings[gram], self._idf[gram]) for gram in sorted(asked) if gram in self._postings]
        if not lit:
            return []
        weights = np.concatenate([np.full(len(ids), idf) for ids, idf in lit])
        scores = np.bincount(np.concatenate([ids for ids, _ in lit]), weights=weights)
        if len(scores) > _CANDIDATES:
            least = np.partition(scores, -_CANDIDATES)[-_CANDIDATES]
            found = np.flatnonzero((scores >= least) & (scores > 0))
        else:
            found = np.flatnonzero(scores)
        order = np.lexsort((found, -scores[found]))
        return [int(number) for number in found[order][:_CANDIDATES]]

    def _overlap(self, asked: frozenset[str], known: frozenset[str]) -> float:
        """Weighted overlap, leaning to how much of the question is covered."""
        if not asked or not known:
            return 0.0
        shared = sum(self._idf[token] for token in asked & known)
        need = sum(self._idf.get(token, self._rare) for token in asked)
        have = sum(self._idf[token] for token in known)
        return 2 * shared / (need + have)


def _wordings(entry: Entry) -> list[tuple[str, float]]:
    if isinstance(entry, Faq):
        return [(entry.question, 1.0), *((text, 1.0) for text in entry.similar)]
    sentences = [(match[0], _POLICY_SENTENCE_WEIGHT) for match in _SENTENCE.finditer(entry.text)]
    return [(entry.topic, 0.95), *((f"{entry.topic}{text}", weight) for text, weight in sentences)]


def _text_of(entry: Entry) -> str:
    """What an entry's content is looked for in: a question's wordings, a policy's whole words."""
    if isinstance(entry, Faq):
        return canonical(normal_text(" ".join((entry.question, *entry.similar))).lower())
    return canonical(normal_text(f"{entry.topic} {entry.text}").lower())


def _meant_for(entry: Entry, product: str | None) -> bool:
    return isinstance(entry, Policy) or not entry.products or product in entry.products


def _fitted(entry: Entry, score: float, product: str | None) -> float:
    if isinstance(entry, Policy) or not entry.products:
        return score
    if product is None:
        return 0.0
    return score * 1.15 if product in entry.products else 0.0


def in_force(entry: Entry, today: date) -> bool:
    """Whether an entry still holds; `valid_until` is the last day."""
    return not isinstance(entry, Faq) or entry.valid_until is None or today <= entry.valid_until


def clean(text: str) -> str:
    """The words that carry the question, in canonical wording."""
    return _NOT_TEXT.sub("", _NOISE.sub("", canonical(normal_text(text).lower())))


def grams(key: str) -> frozenset[str]:
    """Character bigrams (single characters for one-character texts)."""
    return frozenset(key[i : i + 2] for i in range(len(key) - 1)) or frozenset(key)


def words(key: str) -> frozenset[str]:
    """Words of two and more characters, and single letters and digits."""
    return frozenset(word for word in _cut(key) if len(word) > 1 or word.isascii())


@cache
def _segmenter() -> None:
    rjieba.cut("预热")


def _cut(key: str) -> list[str]:
    _segmenter()
    return list(rjieba.cut(key))


def relevant(text: str, asked: str, *, room: int = 110) -> str:
    """The sentences of a long text that answer a question, in their order; the whole text when it is short."""
    if len(text) <= room:
        return text
    wanted = grams(clean(asked))
    sentences = [match[0] for match in _SENTENCE.finditer(text)]
    ranked = sorted(range(len(sentences)), key=lambda i: (-len(wanted & grams(clean(sentences[i]))), i))
    kept: set[int] = set()
    used = 0
    for i in ranked:
        if not kept or used + len(sentences[i]) <= room:
            kept.add(i)
            used += len(sentences[i])
    return "".join(sentences[i] for i in sorted(kept))
