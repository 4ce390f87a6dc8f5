"""English for the people of a shop: what the code says in Chinese, from tables of both languages. Pure.

The tables beside this file hold a line for each text, `"Chinese" = "English"`. `{…}` is what the code fills in;
`{…:d}` in the Chinese takes figures only, `{…:v}` one word, `{…:w}` words without a stop. In the English, `{…:said}` is
said in English too where the tables know it, `{…:list}` thing by thing; plain gaps (names, goods, what people wrote)
stay as they are. `Chinese|sense` tells apart what English does not share. There are two doors: `phrase` for a text as
it stands in the code, `in_english` for one that was filled in, kept or handed on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

_GAP = re.compile(r"\{(\w+)(?::([dvw]))?\}")
_FILLS = {"d": "[-0-9.,]+", "v": "[^\\s，。；：（）]+", "w": "[^，。；：（）\n]+?", None: ".+?"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"(?<=[；。])")
_SOURCE = re.compile(r"(.+?)（([^（）]+)）", re.DOTALL)
_STOPS = {"；": ";", "。": "."}
_KEPT = 4096
_RULES = ("after_sales", "casework", "promises", "desk", "wording")


class _Value(str):
    """What fills a gap: as it is, said in English, or a list of which each thing is."""

    __slots__ = ()

    def __format__(self, how: str) -> str:
        if how == "said":
            return english(self)
        if how == "list":
            return ", ".join(english(one) for one in self.split("、"))
        return str(self)


def phrase(key: str, **values: object) -> str:
    """The English of a text as it stands in the code, its gaps filled. Raises `KeyError`."""
    text = _phrases()[key]
    return text.format(**{name: _Value(value) for name, value in values.items()}) if values else text


def english(text: str) -> str:
    """A text in English; itself where the tables do not know it."""
    return in_english(text) or text


@lru_cache(_KEPT)
def in_english(text: str) -> str | None:
    """A text that was filled in, in English: whole, line by line, or clause by clause. None where it is not known."""
    if not _HAN.search(text):
        return None
    return _piece(text) or (_lines(text) if "\n" in text else _clauses(text))


def _lines(text: str) -> str | None:
    lines = text.split("\n")
    said = [english(line) for line in lines]
    return "\n".join(said) if said != lines else None


def _clauses(text: str) -> str | None:
    """Sentences and their halves, the longest that are known; None where one is not."""
    clauses = [c for c in _CLAUSE.split(text) if c]
    said: list[str] = []
    at = 0
    while at < len(clauses):
        found = ((end, _piece("".join(clauses[at:end]))) for end in range(len(clauses), at, -1))
        end, words = next(((e, w) for e, w in found if w is not None), (at, None))
        if words is None:
            return None
        said.append(words)
        at = end
    return " ".join(said)


def _piece(text: str) -> str | None:
    """A text, or one with its full stop, or with its source in brackets."""
    found = _whole(text)
    if found is not None:
        return found
    if text[-1] in _STOPS and (bare := _piece(text[:-1])) is not None:
        return bare if bare.endswith(".") and text[-1] == "。" else bare.rstrip(".") + _STOPS[text[-1]]
    if (tail := _SOURCE.fullmatch(text)) and (bare := _whole(tail[1])) is not None:
        return f"{bare.rstrip('.')} ({english(tail[2])})"
    return None


def _whole(text: str) -> str | None:
    plain = table().get(text)
    if plain is not None:
        return plain.replace("{{", "{").replace("}}", "}")
    starts, anywhere = _patterns()
    for pattern, said in (*starts.get(text[0], ()), *anywhere):
        found = pattern.fullmatch(text)
        if found:
            return said.format(**{name: _Value(value) for name, value in found.groupdict().items()})
    return None


@cache
def table() -> Mapping[str, str]:
    """Every text of every table, and of the rulebook's rules, which have both languages of their own.

    Raises `ValueError` where two tables say different things of one text.
    """
    whole: dict[str, str] = {}
    for name, rows in _files(resources.files(__name__)):
        for chinese, said in rows.items():
            if whole.setdefault(chinese, said) != said:
                raise ValueError(f"{name}: {chinese} has two meanings; give one a sense")
    rules = resources.files("xiaoer.core") / "rulebook" / "rules"
    for folder in _RULES:
        for _, rows in _files(rules / folder):
            for chinese, said in _pairs(rows):
                whole.setdefault(chinese.rstrip("。"), said)
    return whole


@cache
def _phrases() -> Mapping[str, str]:
    """Every text as the code writes it: gaps by their names alone."""
    return {_GAP.sub(r"{\1}", chinese): said for chinese, said in table().items()}


def _files(folder: Traversable) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield file.name, tomllib.loads(file.read_text("utf-8"))


def _pairs(value: object) -> Iterator[tuple[str, str]]:
    """Every `zh` with its `en`, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
            yield value["zh"], value["en"]
        for part in value.values():
            yield from _pairs(part)
    elif isinstance(value, list):
        for part in value:
            yield from _pairs(part)


_Pattern = tuple[re.Pattern[str], str]


@cache
def _patterns() -> tuple[Mapping[str, tuple[_Pattern, ...]], tuple[_Pattern, ...]]:
    """Texts with gaps, by their first character or beginning with a gap; those with most words of their own first."""
    starts: dict[str, list[_Pattern]] = {}
    anywhere: list[_Pattern] = []
    gapped = [(zh, en) for zh, en in table().items() if "|" not in zh and _GAP.search(zh)]
    for chinese, said in sorted(gapped, key=lambda one: -len(_GAP.sub("", one[0]))):
        one = (_pattern(chinese), said)
        (anywhere if chinese[0] == "{" else starts.setdefault(chinese[0], [])).append(one)
    return {first: tuple(some) for first, some in starts.items()}, tuple(anywhere)


def _pattern(chinese: str) -> re.Pattern[str]:
    parts, at = [], 0
    for gap in _GAP.finditer(chinese):
        parts.append(re.escape(chinese[at : gap.start()]))
        parts.append(f"(?P<{gap[1]}>{_FILLS[gap[2]]})")
        at = gap.end()
    return re.compile("".join(parts) + re.escape(chinese[at:]), re.DOTALL)
