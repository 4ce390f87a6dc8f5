"""Which variants of a product a message means: options named by their values, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xiaoer.core.answering.goods.aspects import GENERIC, common_runs
from xiaoer.core.facts import Product, Sku
from xiaoer.core.grounding.terms import find_terms
from xiaoer.core.text.normal import normal_text

_LETTER_SIZE = re.compile(r"(?<![A-Za-z0-9'’])(\d?X{0,4}[SL]|M|F)(?![A-Za-z0-9])", re.IGNORECASE)
_WORDS = re.compile(r"\d+(?:\.\d+)?[^\W\d_]{1,2}|[^\W\d_]{2,}")
_UNITS = {
    "克": "g",
    "公斤": "kg",
    "千克": "kg",
    "毫升": "ml",
    "升": "l",
    "厘米": "cm",
    "公分": "cm",
    "毫米": "mm",
    "mm": "mm",
    "g": "g",
    "kg": "kg",
    "ml": "ml",
    "l": "l",
    "cm": "cm",
}
_UNIT = re.compile(r"(\d)\s*(公斤|千克|毫升|毫米|厘米|公分|克|升|kg|ml|mm|cm|g|l)(?![a-z])", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"(?<![\d.])(\d+\.\d+|\d{3,4}|0\d|\d+(?=\s*(?:的(?!话)|款|号色?|月)))(?![\d%元])")
_JOINS = re.compile(r"和|跟|与|还是|、|各|或")
_CHINESE_COUNT = re.compile(r"(?<![一二三四五六七八九十])([一二两三四五六七八九十])(?=[盒罐袋瓶支包片双枚])")
_COUNTS = dict(zip("一二两三四五六七八九", "1223456789", strict=True)) | {"十": "10"}
_MONTH = re.compile(r"(十[一二]?|(?<!十)[一二三四五六七八九])月")
_MONTHS = {
    name: place
    for place, name in enumerate(["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], start=1)
}
_HALF_JIN = re.compile(r"(?<![一二两三四五六七八九十\d个])半斤")
_JIN = re.compile(
    r"(?<![\d.一二两三四五六七八九十百半~\-])([一二两三四五六七八九1-9])斤"
    r"(?![\d半重左猫狗]|多(?!少)|的(?:猫|狗|人|宝|孩|娃))"
)
_METRES = re.compile(r"(?<![\d.])(\d)米(\d)(?!\d|[号件色])")
_LATIN_METRES = re.compile(r"(?<![\d.])(\d(?:\.\d)?)m(?![a-z\d²])")
_HALF_SIZE = re.compile(r"(?<![\d.])([2-5]\d)\s*([码号])半")
_OF_SEX = re.compile(r"[男女]款")
_KINDRED = (
    frozenset({"藏青", "藏蓝", "深蓝", "海军蓝"}), frozenset({"米白", "奶白", "奶油白", "象牙白", "米色", "乳白"}),
    frozenset({"咖啡", "咖色", "棕色", "深棕", "焦糖", "褐色"}), frozenset({"墨绿", "军绿", "橄榄绿"}),
    frozenset({"酒红", "枣红", "暗红"}), frozenset({"浅灰", "银灰"}), frozenset({"深灰", "炭灰"}),
)  # fmt: skip
_LEADING = re.compile(r"^\d+(?:\.\d+)?")
_EACH_WORD = re.compile(r"[\u4e00-\u9fff]{2,}|\d+(?:\.\d+)?(?:[a-z]{1,2}|[\u4e00-\u9fff](?![\u4e00-\u9fff]))")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_NUMBER_SIZE = re.compile(r"(?<![\d.])(\d{2,3}(?:\.5)?)\s*[码号]")
_ASKED_WHAT = re.compile(r"什么|啥|哪|区别|怎么|咋")
_LEADING_SIZE = re.compile(r"(\d?X{0,4}[SML])(?:码|号)", re.IGNORECASE)
_NUMBER_OF = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)\s*([\u4e00-\u9fff])")
_COLOUR_LETTER = re.compile(r"(?<![\u4e00-\u9fff])(?:那|要|就|这)?(?:个)?([\u4e00-\u9fff])色")
_HAS_PART = re.compile(r"(?:带|含|有|配|加|送)([\u4e00-\u9fff])(?:子)?(?:的|那|$)")
_FOR_TWO = re.compile(r"[两俩](?=人(?:位|座|款|份|用|的|间))")
_DEGREE = re.compile(
    r"(?<![比质量性度最])([高低厚薄长短深浅粗细宽窄软硬轻重])(?:一?[点些])?(?:的(?!话)|款|那[个种款只])(?!度|的)"
)
_FLAVOUR = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{1,3})味")


@dataclass(frozen=True, slots=True)
class Choice:
    """`options`: the values meant, by option name; `absent`: words for a colour or size that the product lacks.
    `several`: names of options of which the text names more than one value (黑色和白色)."""

    options: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()
    several: tuple[str, ...] = ()


def values_of(product: Product) -> dict[str, tuple[str, ...]]:
    """Every option of a product with its values, in the table's order; free-text specs count as one option 规格."""
    found: dict[str, dict[str, None]] = {}
    for sku in product.skus:
        for name, value in options_of(sku):
            found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}


def options_of(sku: Sku) -> tuple[tuple[str, str], ...]:
    """A variant's options; a free-text spec is its only option."""
    return sku.options or ((("规格", sku.spec),) if sku.spec else ())


@lru_cache(maxsize=16384)  # names of variants, again and again
def measured(text: str) -> str:
    """Normal form with one sign per unit: 250克 = 250g, 5公斤 = 5kg, 半斤 = 250g."""
    text = _METRES.sub(lambda m: f"{m[1]}.{m[2]}米", _HALF_JIN.sub("250g", text))
    text = _LATIN_METRES.sub(r"\1米", text)
    text = _HALF_SIZE.sub(r"\1.5\2", text)
    plain = _MONTH.sub(lambda m: f"{_MONTHS[m[1]]}月", normal_text(text))
    plain = _CHINESE_COUNT.sub(lambda m: _COUNTS[m[1]], _FOR_TWO.sub("双", plain))
    return _UNIT.sub(lambda m: f"{m[1]}{_UNITS[m[2].lower()]}", plain)


def choose(product: Product, text: str, *, colours: Sequence[str] = (), sizes: Sequence[str] = ()) -> Choice:
    """Read which options a text names. `colours` and `sizes` are what reading found besides."""
    normal = measured(_in_grams(product, text))
    goods = _goods_of(product)
    options = values_of(product)
    chosen: dict[str, str] = {}
    several = tuple(
        name for name, values in options.items() if _names_several(values, normal) or _of_several(name, values, colours)
    )
    for name, values in options.items():
        if name in several:
            continue
        value = _named(values, normal) or _by_unit(name, values, normal) or _partly(values, normal, goods)
        if value:
            chosen[name] = value
    absent = []
    for wanted in (*sizes, *_sizes_in(normal)):
        found = _size_value(options, wanted)
        if found:
            chosen.setdefault(*found)
        elif _has_sizes(options):
            absent.append(wanted)
    colour_name = next((name for name in options if "色" in name or "花" in name), None)
    if colour_name and colour_name not in chosen and colour_name not in several:
        for wanted in (*colours, *_colours_in(normal)):
            like = _like_colour(options[colour_name], wanted)
            if len(like) == 1:
                chosen[colour_name] = like[0]
                break
            if not like:
                absent.append(wanted)
    if colour_name is None:
        _in_any_option(options, colours, chosen, several)
    absent += _absent_flavours(options, chosen, normal)
    return Choice(tuple(chosen.items()), tuple(dict.fromkeys(absent)), several)


def _in_any_option(
    options: Mapping[str, tuple[str, ...]], colours: Sequence[str], chosen: dict[str, str], several: Sequence[str]
) -> None:
    """A colour that stands in another option's values: 粉的 of “单支（樱粉）”."""
    for name, values in options.items():
        held = [like for wanted in colours if len(like := _like_colour(values, wanted)) == 1]
        if held and name not in several:
            chosen.setdefault(name, held[0][0])


def _absent_flavours(options: Mapping[str, tuple[str, ...]], chosen: Mapping[str, str], text: str) -> list[str]:
    """“香菇味的有吗” of a product that has flavours, but not this one."""
    name = next((name for name in options if "味" in name), None)
    said = _FLAVOUR.search(text)
    if name is None or name in chosen or said is None:
        return []
    known = "".join(options[name])
    return [] if any(character in known for character in said[1]) else [f"{said[1]}味"]


def narrow(product: Product, choice: Mapping[str, str], text: str = "") -> tuple[Sku, ...]:
    """The variants that agree with the options chosen; where a value is only named in part (250克 of
    “250克 礼盒”), those that fit the text best."""
    fitting = tuple(
        sku
        for sku in product.skus
        if all(dict(options_of(sku)).get(name, value) == value for name, value in choice.items())
    )
    fitting = fitting or tuple(sku for sku in product.skus if _holds(dict(options_of(sku)), choice))
    normal = measured(_in_grams(product, text))
    goods = _goods_of(product)
    scores = [_in_part(sku, normal, goods) for sku in fitting] if normal else []
    best = max(scores, default=0)
    return tuple(sku for sku, score in zip(fitting, scores, strict=True) if score == best) if best else fitting


def _in_grams(product: Product, text: str) -> str:
    """一斤 as 500g, where the goods are sold by grams and none by 斤."""
    if "斤" not in text or any("斤" in sku.spec for sku in product.skus):
        return text
    return _JIN.sub(lambda m: f"{500 * int(_COUNTS.get(m[1], m[1]))}g", text)


def _holds(options: Mapping[str, str], choice: Mapping[str, str]) -> bool:
    """Whether a variant has the values chosen among joined ones (杨梅 of 草莓+蓝莓+杨梅)."""
    return all(v in re.split(r"[+＋、&/]", options.get(n, v)) or options.get(n, v) == v for n, v in choice.items())


def _goods_of(product: Product) -> str:
    """What the goods are called: words of it choose no variant (充电器 of “套装:充电器+1米线”)."""
    return measured(f"{product.title} {product.category}")


def _in_part(sku: Sku, text: str, goods: str) -> int:
    """How many words of the variant's values stand in the text; the leading word counts most."""
    score = 0
    for _, value in options_of(sku):
        for place, word in enumerate(_WORDS.findall(measured(value))):
            if word in goods and not word[0].isdigit():
                continue
            if len(word) > 1 and not (word.isascii() and word.isalpha()) and _stands(word.lower(), text.lower()):
                score += 3 if place == 0 else 2
    return score


def _stands(word: str, text: str) -> bool:
    """A word in a text, not as the tail of a longer number or mark (25克 in 125克, J级 in JJ级)."""
    before = r"(?<![\d.])" if word[0].isdigit() else r"(?<![A-Za-z])" if word[0].isascii() else ""
    return re.search(f"{before}{re.escape(word)}", text) is not None


def label(sku: Sku) -> str:
    """A variant as it is spoken: `米白 M码`, or its free-text spec."""
    if not sku.options:
        return sku.spec or sku.number
    return " ".join(_value_label(name, value) for name, value in sku.options)


def spec_of(spec: str) -> str:
    """颜色:米白;尺码:M → 米白 M."""
    return " ".join(part.split(":")[-1].split("：")[-1] for part in re.split(r"[;；]", spec))


def _value_label(name: str, value: str) -> str:
    bare = "码" in name and not value.endswith(("码", "号")) and len(value) <= 4
    return f"{value}码" if bare else value


def value_label(name: str, value: str) -> str:
    """An option's value as it is spoken."""
    return _value_label(name, value)


def _named(values: Sequence[str], text: str) -> str | None:
    """The longest value that stands in the text (sizes of one or two letters are read apart)."""
    hits = []
    for value in values:
        plain = measured(value)
        if len(plain) <= 3 and plain.isascii():
            continue
        bare = plain.removesuffix("色").removesuffix("味")
        if (
            plain in text
            or (len(bare) >= 2 and bare in text)
            or (_OF_SEX.fullmatch(plain) and re.search(rf"{plain[0]}(?:的(?!话)|士|生|式|码)", text))
        ):
            hits.append((len(plain), value))
    return max(hits)[1] if hits else None


def partly_named(value: str, text: str) -> bool:
    """Whether a word of a value stands in a text (both measured)."""
    plain = measured(value).lower()
    if len(plain) > 1 and _stands(plain, text.lower()):
        return True
    words = [word for found in _EACH_WORD.findall(measured(value)) for word in (found, found.rstrip("款装版型"))]
    return any(len(word) >= 2 and _stands(word, text) for word in words)


def is_named(sku: Sku, text: str) -> bool:
    """Whether a text names a value of a variant, in words or by its size (L码和XL码)."""
    sizes = {_plain_size(said) for said in _sizes_in(text)}
    for _, value in options_of(sku):
        first = re.split(r"[\s(（/]", value.strip())[0].removesuffix("码")
        if partly_named(value, text) or _plain_size(first) in sizes or common_runs(text, measured(value)):
            return True
    return False


def _partly(values: Sequence[str], text: str, goods: str) -> str | None:
    """The only value of which a word stands in the text: 豆沙 of “01豆沙”, 单支 of “40g单支”, 1.8的 of “1.8米床”."""
    numbers = set(_PLAIN_NUMBER.findall(text))
    found = []
    for value in values:
        plain = measured(value)
        words = [w.removesuffix("色").strip("号款装版型") for w in _HAN_RUN.findall(plain) if w not in goods]
        if any(len(w) >= 2 and w in text for w in words) or (
            _LEADING.findall(plain)[:1] and _LEADING.findall(plain)[0] in numbers
        ):
            found.append(value)
    if len(found) > 1 and any("+" in value or "＋" in value for value in found):
        sizes = sorted((len(re.split(r"[+＋]", value)), value) for value in found)  # 带支架的: not the one with more
        found = [sizes[0][1]] if sizes[0][0] < sizes[1][0] else found
    if not found and not _ASKED_WHAT.search(text):
        found = [value for value in values if len(v := measured(value).removesuffix("装")) > 1 and _stands(v, text)]
        found = found or [value for value in values if any(_stands(p, text) for p in _parts_of(value))]
        found = found or _of_colour(values, text) or _of_degree(values, text)
        found = found or _with_part(values, text) or _by_own_run(values, text, goods)
    return found[0] if len(found) == 1 and len(values) > 1 else None


def _by_unit(name: str, values: Sequence[str], text: str) -> str | None:
    """400度 → the value 400 of 度数: a bare number in the unit that the option's name begins with."""
    said = [number for number, unit in _NUMBER_OF.findall(text) if unit == name[0]]
    found = [value for value in values if value in said]
    return found[0] if len(found) == 1 else None


def _with_part(values: Sequence[str], text: str) -> list[str]:
    """带盆的 → the only value with such a part (10颗+盆+土)."""
    said = _HAS_PART.search(text)
    if said is None:
        return []
    return [value for value in values if any(part.startswith(said[1]) for part in re.split(r"[+＋]", value)[1:])]


def _parts_of(value: str) -> list[str]:
    """2瓶 of “360ml×2瓶”."""
    parts = re.split(r"[×xX*+＋]", measured(value))
    return [part for part in parts if len(part) > 1 and part[0].isdigit()] if len(parts) > 1 else []


def _of_colour(values: Sequence[str], text: str) -> list[str]:
    """茶色的 → the only value with that letter (茶框茶片)."""
    said = _COLOUR_LETTER.search(text)
    return [value for value in values if said[1] in value] if said else []


def _of_degree(values: Sequence[str], text: str) -> list[str]:
    """低的 → the only value with that letter (低枕 12cm)."""
    said = _DEGREE.search(text)
    return [value for value in values if said[1] in value] if said else []


def _by_own_run(values: Sequence[str], text: str, goods: str) -> list[str]:
    """裸根那个 → the only value with these characters (10颗裸根)."""
    held = {value: [run for run in common_runs(text, measured(value)) if _HAN_RUN.fullmatch(run)] for value in values}
    own = {v: max((len(r) for r in runs if r not in goods and r not in GENERIC), default=0) for v, runs in held.items()}
    best = max(own.values(), default=0)
    return [value for value, length in own.items() if length == best] if best else []


def _names_several(values: Sequence[str], text: str) -> bool:
    """Whether two values stand whole in a text that joins them."""
    if not _JOINS.search(text):
        return False
    whole = {plain for value in values if len(plain := measured(value)) >= 2 and plain in text}
    return len([plain for plain in whole if not any(plain != other and plain in other for other in whole)]) > 1


def _of_several(name: str, values: Sequence[str], colours: Sequence[str]) -> bool:
    """白的灰的: two colours read, each another value."""
    if "色" not in name or len(colours) < 2:
        return False
    return len({like[0] for colour in colours if len(like := _like_colour(values, colour)) == 1}) > 1


def _sizes_in(text: str) -> list[str]:
    letters = [_plain_size(match[1]) for match in _LETTER_SIZE.finditer(text)]
    return letters + [match[1] for match in _NUMBER_SIZE.finditer(text)]


def _plain_size(text: str) -> str:
    """XXL = 2XL, in capitals."""
    upper = text.upper()
    run = re.fullmatch(r"(X{2,4})([SL])", upper)
    return f"{len(run[1])}X{run[2]}" if run else upper


def _has_sizes(options: Mapping[str, tuple[str, ...]]) -> bool:
    return any("码" in name for name in options)


def _size_value(options: Mapping[str, tuple[str, ...]], wanted: str) -> tuple[str, str] | None:
    for name, values in options.items():
        for value in values:
            first = re.split(r"[\s(（/]", value.strip())[0].removesuffix("码")
            lead = _LEADING_SIZE.match(first)
            if _plain_size(lead[1] if lead else first) == _plain_size(wanted):
                return name, value
    return None


def _colours_in(text: str) -> list[str]:
    return [word for kind, word in find_terms(text) if kind == "colour"]


def _like_colour(values: Sequence[str], wanted: str) -> list[str]:
    """Values that hold the colour: 蓝色 → 雾蓝碎花; several = not clear which."""
    bare = wanted.removesuffix("色")
    exact = [value for value in values if value.removesuffix("色") == bare]
    if exact:
        return exact
    held = [value for value in values if bare in value]
    if held or len(bare) == 1:
        return held
    kin = next((group for group in _KINDRED if bare in group), frozenset())
    return [value for value in values if any(name in value for name in kin)]
