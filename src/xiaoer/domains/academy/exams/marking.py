"""Marking with keys. Pure. A short answer is proposed by its points; a person may decide otherwise."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from xiaoer.core.text.normal import normal_text
from xiaoer.domains.academy.exams.shapes import Answer, Asked, Mark

_MARKS = r"[\s，。、；：！？,.;:!?“”\"'（）()【】\[\]~～·—-]"
_PUNCTUATION = re.compile(rf"(?<!\d){_MARKS}+|{_MARKS}+(?!\d)")  # 1.5 and 16:00 keep theirs
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_HALF = 0.5


def mark(question: Asked, answer: Answer) -> Mark:
    """How much of its points an answer earns. `practice` is marked by its review elsewhere."""
    if answer.empty:
        return Mark(0.0)
    return _MARKERS[question.kind](question, answer)


def _exact(question: Asked, answer: Answer) -> Mark:
    return Mark(float(answer.picks == question.key))


def _multiple(question: Asked, answer: Answer) -> Mark:
    """All = whole points; some and nothing wrong = half; one wrong pick = none."""
    picked, right = set(answer.picks), set(question.key)
    if picked == right:
        return Mark(1.0)
    return Mark(_HALF if picked and picked < right else 0.0)


def _match(question: Asked, answer: Answer) -> Mark:
    hits = sum(a == b for a, b in zip(answer.picks, question.key, strict=False))
    return Mark(round(hits / len(question.key), 4))


def _order(question: Asked, answer: Answer) -> Mark:
    """The share of pairs in the right order, counted from chance upward; something doubled or left out earns none."""
    if sorted(answer.picks) != sorted(question.key):
        return Mark(0.0)
    place = {step: at for at, step in enumerate(answer.picks)}
    couples = list(itertools.combinations(question.key, 2))
    right = sum(place[a] < place[b] for a, b in couples)
    return Mark(round(max(0.0, 2 * right / len(couples) - 1), 4))


def _errors(question: Asked, answer: Answer) -> Mark:
    """Wrong lines found, less innocent ones accused."""
    picked, wrong = set(answer.picks), set(question.key)
    missing = tuple(question.options[at] for at in sorted(wrong - picked))
    return Mark(round(max(0.0, (len(picked & wrong) - len(picked - wrong)) / len(wrong)), 4), missing=missing)


def _fill(question: Asked, answer: Answer) -> Mark:
    given = [*answer.texts, *[""] * len(question.accept)]
    hits = [_same(text, spellings) for text, spellings in zip(given, question.accept, strict=False)]
    missing = tuple(s.split("|")[0] for s, hit in zip(question.accept, hits, strict=True) if not hit)
    return Mark(round(sum(hits) / len(hits), 4), missing=missing)


def _calc(question: Asked, answer: Answer) -> Mark:
    given, wanted = answer.texts[0], question.accept[0]
    number, right = _number(given), _number(wanted)
    same = number == right if number is not None and right is not None else _same(given, wanted)
    return Mark(float(same), missing=() if same else (wanted,))


def _short(question: Asked, answer: Answer) -> Mark:
    """A point is told when one of its spellings is there, or most of its pairs of characters."""
    text = _plain(answer.texts[0])
    told = [any(_tells(text, _plain(s)) for s in point.split("|")) for point in question.accept]
    missing = tuple(p.split("|")[0] for p, hit in zip(question.accept, told, strict=True) if not hit)
    return Mark(round(sum(told) / len(told), 4), sure=False, missing=missing)


def _practice(question: Asked, answer: Answer) -> Mark:
    return Mark(0.0)


_MARKERS: dict[str, Callable[[Asked, Answer], Mark]] = {
    "single": _exact, "judge": _exact, "multiple": _multiple, "match": _match, "order": _order, "errors": _errors,
    "fill": _fill, "calc": _calc, "short": _short, "practice": _practice,
}  # fmt: skip


def _plain(text: str) -> str:
    return _PUNCTUATION.sub("", normal_text(text)).lower()


def _same(given: str, spellings: str) -> bool:
    return _plain(given) in {_plain(s) for s in spellings.split("|")} and bool(_plain(given))


def _tells(text: str, point: str) -> bool:
    if point in text:
        return True
    pairs = {point[i : i + 2] for i in range(len(point) - 1)}
    said = {text[i : i + 2] for i in range(len(text) - 1)}
    numbers = _NUMBER.findall(point)
    return bool(pairs) and all(n in text for n in numbers) and len(pairs & said) >= 0.6 * len(pairs)


def _number(text: str) -> Decimal | None:
    found = _NUMBER.findall(normal_text(text).replace(",", ""))
    if len(found) != 1:
        return None
    try:
        return Decimal(found[0])
    except InvalidOperation:
        return None
