"""Colours and sizes that a text names, in the words of the shop's own SKUs where they are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick, MatchKind

from xiaoer.core.facts import Product, ShopFacts
from xiaoer.core.text.normal import normal_text

_COLOUR_KEY = re.compile(r"色|款式颜色|colou?r", re.IGNORECASE)
_SIZE_KEY = re.compile(r"尺码|尺寸|码|大小|容量|净含量|规格|重量|size", re.IGNORECASE)

_COLOUR = re.compile(
    r"[深浅亮暗米奶雾藏酒墨湖天宝玫][黑白红蓝绿灰紫粉黄杏棕青]色?|[黑白红蓝绿灰紫粉黄杏棕橙金银]色|卡其色?|咖啡?色|驼色|香槟色|"
    r"[黑白红蓝绿灰紫粉黄杏棕橙](?=的(?!话)|款|那|[smlSML](?![a-z])|[xX]{1,3}[lL])"
)
_SIZE = re.compile(r"(?<![a-z0-9'’])([2-6]?x{1,4}[sl]|[sml])(?![a-z0-9]|\s*(?:的)?(?:功|电))|均码", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<![\d.])(\d{2,3}(?:\.5)?)\s*(?:码|号)(?!的?(?:发|到|下单|前))")
_HALF = re.compile(r"(?<![\d.])([2-5]\d)\s*([码号])半")
_REPEATED = re.compile(r"^(x{2,4})([sl])$", re.IGNORECASE)


class OptionIndex:
    """The colours and sizes of a shop's SKUs."""

    def __init__(self, products: Iterable[Product]) -> None:
        colours: dict[str, str] = {}
        sizes: dict[str, str] = {}
        seen: set[tuple[str, str]] = set()  # the same few values recur on most variants
        for product in products:
            for sku in product.skus:
                for key, value in sku.options:
                    if (key, value) in seen:
                        continue
                    seen.add((key, value))
                    kind = colours if _COLOUR_KEY.search(key) else sizes if _SIZE_KEY.search(key) else None
                    if kind is not None and value:
                        kind.setdefault(normal_text(value).lower(), value)
            for row in product.size_chart:
                sizes.setdefault(normal_text(row.size).lower(), row.size)
        self._colours, self._sizes = colours, sizes
        self._colour_bases = {_base(name): value for name, value in colours.items()}
        self._size_forms = {_size_form(name): value for name, value in sizes.items()}
        self._colour_words = _automaton(colours)
        self._size_words = _automaton({k: v for k, v in sizes.items() if not _SIZE.fullmatch(k) and not k.isdigit()})

    @classmethod
    def of(cls, facts: ShopFacts | None) -> OptionIndex:
        """The index of a shop's options; empty for an unknown shop."""
        return cls(facts.products.values() if facts else ())

    def colours(self, normal: str) -> tuple[str, ...]:
        """Colours in the text: the shop's name where it has the colour (黑 = 黑色), else the shopper's word."""
        text = normal.lower()
        found = _hits(self._colour_words, text)
        covered = [(start, end) for start, end, _ in found]
        for match in _COLOUR.finditer(text):
            if not any(start <= match.start() < end for start, end in covered):
                said = match.group() if len(match.group()) > 1 else f"{match.group()}色"
                found.append((match.start(), match.end(), self._colour_bases.get(_base(said), said)))
        return tuple(dict.fromkeys(self._colours.get(value, value) for _, _, value in sorted(found)))

    def sizes(self, normal: str) -> tuple[str, ...]:
        """Sizes in the text, as the shop writes them (XXL = 2XL); a letter or a number with 码 counts unknown too."""
        text = _HALF.sub(r"\1.5\2", normal.lower())
        found = [(start, self._sizes.get(value, value)) for start, _, value in _hits(self._size_words, text)]
        letters = ((m.start(), m.group()) for m in _SIZE.finditer(text))
        found.extend((start, self._size_forms.get(_size_form(said), said.upper())) for start, said in letters)
        for match in _NUMBERED.finditer(text):
            known = self._sizes.get(match[1]) or self._sizes.get(f"{match[1]}码")
            if known or "码" in match.group():
                found.append((match.start(), known or match[1]))
        return tuple(dict.fromkeys(value for _, value in sorted(found)))


def _automaton(values: Mapping[str, str]) -> AhoCorasick | None:
    names = [name for name in values if len(name) >= 2]
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest) if names else None


def _hits(automaton: AhoCorasick | None, text: str) -> list[tuple[int, int, str]]:
    if automaton is None:
        return []
    spans = [(start, end) for _, start, end in automaton.find_matches_as_indexes(text)]
    return [(start, end, text[start:end]) for start, end in spans if not _inside_latin(text, start, end)]


def _inside_latin(text: str, start: int, end: int) -> bool:
    def joins(a: str, b: str) -> bool:
        return bool(a and b) and a.isascii() and b.isascii() and a.isalnum() and b.isalnum()

    return joins(text[start - 1 : start], text[start]) or joins(text[end - 1], text[end : end + 1])


def _base(colour: str) -> str:
    """黑色 and 黑 are one."""
    return colour.removesuffix("色") or colour


def _size_form(size: str) -> str:
    """XXL and 2XL are one."""
    match = _REPEATED.match(size)
    return f"{len(match[1])}x{match[2].lower()}" if match else size.lower()
