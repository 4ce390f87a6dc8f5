"""What the words of a question share with a cell or an entry: letters, runs, matters, numbers; the signs by which
`evidence` weighs all that might answer it."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from xiaoer.core.answering.goods.aspects import content_runs, shared_run, weight_of
from xiaoer.core.answering.goods.matters import matters_of, matters_said
from xiaoer.core.answering.goods.measures import measures_in, scales_asked, scales_of
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.text.normal import normal_text

_LONG = 80  # characters from which a text is of too many matters to say which
_BY_KIN = 0.9  # what a letter counts that is borne by a word of the same matter
_LONG_BODY = 200  # characters of a text and its canonical form, among which letters stand by chance
_LATIN = 1.5  # what a Latin word weighs beside a letter of Chinese
_MOST = 4
_YES_NO = re.compile(r"[吗么嘛不没]$|能|可以|会不会|是不是|有没有|(.)不\1")
_HOW_MUCH = re.compile(r"多少|几|多[长宽高重大久厚深远]")
_DENIES = re.compile(r"[不勿无没]|禁|避免")
_DIGIT = re.compile(r"\d")


@cache
def _kin() -> tuple[re.Pattern[str], Mapping[str, frozenset[int]]]:
    lines = (resources.files("xiaoer.core.answering") / "data" / "kin.txt").read_text("utf-8").splitlines()
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for word in () if line.startswith("#") else line.split():
            groups.setdefault(word, set()).add(number)
    longest = sorted(groups, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), {word: frozenset(of) for word, of in groups.items()}


def _kin_spans(text: str) -> list[tuple[int, int, frozenset[int]]]:
    pattern, groups = _kin()
    return [(match.start(), match.end(), groups[match[0]]) for match in pattern.finditer(text)]


@dataclass(frozen=True, slots=True)
class Told:
    """A text that may answer, as it is compared: `head` = its key or question, `body` = its value or answer."""

    head: str
    body: str
    letters: Mapping[str, float]
    head_kin: frozenset[int]
    kin: frozenset[int]
    head_matters: frozenset[int]
    matters: frozenset[int]
    scales: frozenset[str]
    denies: bool
    counts: bool


@lru_cache(maxsize=16384)
def told(head: str, body: str) -> Told:
    """A cell or an entry made ready; the same for every question."""
    low_head, low_body = normal_text(head).lower(), normal_text(body).lower()
    whole = f"{low_head} {low_body}"
    return Told(
        head=f"{low_head} {canonical(low_head)}",
        body=f"{low_body} {canonical(low_body)}",
        letters=_letters(_runs(head)),
        head_kin=frozenset(g for _, _, of in _kin_spans(low_head) for g in of),
        kin=frozenset(g for _, _, of in _kin_spans(whole) for g in of),
        head_matters=matters_of(low_head) if len(head) < _LONG else frozenset(),
        matters=matters_of(whole) if len(whole) < _LONG else frozenset(),
        scales=scales_of(body),
        denies=_DENIES.search(body) is not None,
        counts=_DIGIT.search(body) is not None,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, as it is compared. `text` = whole, `bare` = without the goods' name."""

    plain: str
    known: str
    runs: tuple[str, ...]
    letters: Mapping[str, float]
    weights: tuple[float, ...]
    spans: tuple[tuple[int, int, frozenset[int]], ...]
    kin: Mapping[int, int]
    matters: Mapping[int, int]
    wanted: frozenset[str]
    said: frozenset[str]
    yes_no: bool
    how_much: bool


def asked(text: str, bare: str) -> Asked:
    """A question made ready."""
    plain = normal_text(bare).lower()
    runs = _runs(bare) or _runs(text)
    own = content_runs(bare) or content_runs(text)
    spans = tuple(_kin_spans(plain))
    kin: dict[int, int] = {}
    for start, end, groups in spans:
        for group in groups:
            kin[group] = max(kin.get(group, 0), end - start)
    return Asked(
        plain=plain,
        known=f"{canonical(plain)}{plain}",
        runs=runs,
        letters=_letters(runs),
        weights=tuple(weight_of(c) if any(c in run for run in own) else 0.0 for c in plain),
        spans=spans,
        kin=kin,
        matters=matters_said(plain),
        wanted=scales_asked(plain),
        said=frozenset(measure.scale for measure in measures_in(plain)),
        yes_no=_YES_NO.search(text) is not None,
        how_much=_HOW_MUCH.search(text) is not None,
    )


def shared(question: Asked, texts: Sequence[Told]) -> list[dict[str, float]]:
    """The signs of each text by name, each mostly between 0 and 1."""
    bearing = {g: max(1, sum(g in t.kin for t in texts)) for g in question.kin}
    naming = {m: max(1, sum(m in t.head_matters for t in texts)) for m in question.matters}
    whole = sum(question.weights) or 1.0
    kin = {g: _long(n) for g, n in question.kin.items()}
    matters = {m: _long(n) for m, n in question.matters.items()}
    return [
        {
            "covered": _covered(question.letters, f"{text.head} {text.body}"),
            "covered_by_head": _covered(question.letters, text.head),
            "covered_by_body": _covered(question.letters, text.body),
            "head_covered": _covered(text.letters, question.known),
            "run": _run(question, f"{text.head} {text.body}"),
            "wanted": float(bool(text.scales & question.wanted)),
            "unmet": float(bool(question.wanted) and not text.scales & question.wanted),
            "by_chance": _covered(question.letters, text.body) * min(len(text.body), _LONG_BODY) / _LONG_BODY,
            "said": float(bool(text.scales & question.said)),
            "denies": float(question.yes_no and text.denies),
            "counts": float(question.how_much and text.counts),
            "kin": _by_kin(question, text) / whole,
            "kin_rare": _best({g: n / bearing[g] ** 0.5 for g, n in kin.items()}, text.kin),
            "matter": _best(matters, text.matters) / 2,
            "matter_of_head": _best(matters, text.head_matters) / 2,
            "matter_rare": _best({m: n / naming[m] for m, n in matters.items()}, text.head_matters) / 2,
        }
        for text in texts
    ]


def _long(length: int) -> float:
    return 1 + 0.2 * min(length, _MOST)


def _best(weights: Mapping[int, float], held: frozenset[int]) -> float:
    return max((weight for one, weight in weights.items() if one in held), default=0.0)


def _runs(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*content_runs(text), *content_runs(canonical(normal_text(text).lower())))))


def _letters(runs: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for run in runs:
        if run.isascii():
            found[run] = _LATIN
        else:
            found.update((letter, weight_of(letter)) for letter in run)
    return found


def _covered(letters: Mapping[str, float], text: str) -> float:
    whole = sum(letters.values())
    return sum(weight for letter, weight in letters.items() if letter in text) / whole if whole else 0.0


def _run(question: Asked, text: str) -> float:
    return min(len(shared_run(question.runs, text)), _MOST) / _MOST


def _by_kin(question: Asked, text: Told) -> float:
    """The weight of the question's letters that stand in a text or in a word that has kin there."""
    known = f"{text.head} {text.body}"
    borne = [float(letter in known) for letter in question.plain]
    for start, end, groups in question.spans:
        if groups & text.kin:
            borne[start:end] = (max(b, _BY_KIN) for b in borne[start:end])
    return sum(b * w for b, w in zip(borne, question.weights, strict=True))
