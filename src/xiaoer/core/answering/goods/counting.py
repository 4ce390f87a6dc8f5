"""How many pieces are wanted, in the words of a message: 两件, 买俩, 第二件半价; 6米 of what is sold by the metre."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from decimal import Decimal

from xiaoer.core.answering.goods.metres import unit_sold
from xiaoer.core.answering.goods.variants import choose, measured, narrow, options_of
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Reading
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.numbers import parse_number

_PIECES = re.compile(
    r"(?<![\d.第])(\d{1,4}|[一二两俩三四五六七八九十百]{1,3})\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|包|只|提|斤装|饼|床(?![垫单头架笠品])|台|本|盆|束|对|根|片|张|组|副|顶|把|枚|颗|卷|朵|棵|株|筒|桶|串|枝|排)(?!装|套|码|月(?![光亮白])|小时|人|钱|裤|纸|邮)"
)
_OF_BOTH = re.compile(
    r"(?:[款种色])?(?:都|有|的|哪|比|里|之间)?[^,。]{0,3}(?:都(?:要|买|拍|拿|来)|区别|差别|(?:不同|不一样)(?!的?(?:颜?色|口味|款|码|花))|哪个|哪种|哪款|对比|比较)"
)
_PAIR = re.compile(r"(?:买|拍|要|来)(俩|仨|两(?=多少|呢|$))")
_EACH_PERSON = re.compile(
    r"(?:(?:我|咱)(?:跟|和|与)[^,，。\d]{1,6}?|(?:我们|咱们?|俺们)(?P<people>[\d一二两俩三仨四五六七八九十]{1,3})(?:个|口)?(?:人)?)(?:各|每人|一人|人手)(?:来|要|买|拍|拿)?\s*(?P<pieces>\d{1,2}|[一二两俩三四五六七八九十])\s*[件盒份个瓶袋双条套箱罐支包只提饼床台本盆束桶对根片张副顶把枚颗卷朵棵株串枝排]"
)
_SECOND_HALF = re.compile(r"第(?:二|2)[\u4e00-\u9fff]半价")
_BLOCKS = re.compile(
    r"(?:买|要|来|拿|拍)\s*(\d|[两二三四五六七八九])块(?![钱多\d一二三四五六七八九]|以内|左右|的|以下)"
)
"""两块 of soap or cloth, where no money can be meant."""
_COUNTED_BY = re.compile(r"单位|数量|装$|件数")
_ENGLISH = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_IN_ENGLISH = re.compile(
    r"\b(two|three|four|five|six|[2-9]|[1-9]\d) (?:of|pcs|pieces?|sets?|pairs?|units|boxes|bottles|packs|ones)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"单(?:只|个|支|条|片)(?:装|售|卖)?(?![\u4e00-\u9fff]{2})")
_MOST_PIECES = 9999


def _for_each(text: str) -> int:
    """我跟室友各来一张: pieces for so many people; 0 = not said so."""
    said = _EACH_PERSON.search(text)
    if said is None:
        return 0
    people = parse_number((said["people"] or "两").replace("俩", "两").replace("仨", "三"))
    pieces = parse_number(said["pieces"].replace("俩", "两"))
    return int(people * pieces) if people and pieces and 0 < people * pieces <= _MOST_PIECES else 0


def counts_pieces(product: Product, text: str) -> bool:
    """Whether a text says how many pieces are meant."""
    return _PIECES.search(text) is not None or _for_each(text) > 0 or _by_measure(product, text) > 0


def quantity_of(product: Product, reading: Reading) -> int:
    """How many pieces are wanted; 30包 of “30包 礼盒” is the variant's name, no quantity. 0 = not said."""
    if heads := _for_each(reading.normal):
        return heads
    measured_out = _by_measure(product, reading.normal)
    if measured_out:
        return measured_out
    named = dict(choose(product, reading.normal).options)
    specs = measured(" ".join(sku.spec for sku in narrow(product, named)))
    found = (m for m in _PIECES.finditer(reading.normal) if m[0] not in specs and not _of_spec(m[0], specs))
    wanted = [m for m in found if not _OF_BOTH.match(reading.normal[m.end() :])]
    if not wanted:
        return _otherwise_said(reading)
    number = parse_number(wanted[-1][1])
    if number is not None and wanted[-1][0].strip()[-1] in "对双副" and _sold_singly(product):
        number *= 2  # 一对 of what is sold 单只
    return int(number) if number is not None and 0 < number <= _MOST_PIECES and number == int(number) else 0


def _otherwise_said(reading: Reading) -> int:
    """买俩, 要两块, 第二件半价, two of them; 0 = nothing of the kind is said."""
    if (blocks := _BLOCKS.search(reading.normal)) is not None:
        return int(parse_number(blocks[1]) or 0)
    if (english := _IN_ENGLISH.search(reading.text)) is not None:
        return int(_ENGLISH.get(english[1].lower(), english[1]))
    if _SECOND_HALF.search(reading.normal):
        return 2
    pair = _PAIR.search(reading.normal)
    return 3 if pair and pair[1] == "仨" else 2 if pair else 0


def _sold_singly(product: Product) -> bool:
    """单只, 单个: each is half a pair."""
    told = (value for key, value in product.attributes if _COUNTED_BY.search(key))
    specs = " ".join(sku.spec for sku in product.skus)
    single = _SINGLE.search(product.title) or any(_SINGLE.match(value) for value in told)
    return bool(single) and re.search(r"[对双副]", specs) is None


def _of_spec(said: str, specs: str) -> bool:
    """两瓶 of “250ml×2瓶礼盒”, not of “2瓶装”: pieces in a longer name."""
    return re.search(rf"(?<![\d.]){re.escape(measured(said))}(?!装)", specs) is not None


def single_of(product: Product, reading: Reading) -> dict[str, str]:
    """“两包呢” of goods sold as 1包 and 5包装: two of the single one."""
    said = [m for m in _PIECES.finditer(reading.normal) if m[0][-1] not in "装"]
    if not said:
        return {}
    unit = said[-1][0].strip()[-1]
    specs = {sku.spec for sku in product.skus}
    if any(measured(said[-1][0].strip()) in measured(spec) for spec in specs) or len(specs) < 2:
        return {}
    ones = [sku for sku in product.skus if re.fullmatch(rf"(?:1|一|单){unit}(?:装)?", sku.spec)]
    return dict(options_of(ones[0])) if len(ones) == 1 else {}


_SAME = {"㎡": "平", "平方米": "平", "平方": "平", "平米": "平", "千克": "公斤", "kg": "公斤"}
_MEASURED = re.compile(
    r"(?<![\d.])(\d{1,4}(?:\.\d+)?|[一二两三四五六七八九十百]{1,3})\s*(米|平方米|平方|平米|平|斤|公斤|kg|千克|克|吨|码|尺|小时|天|次)(?![\d]|[长宽高深]|[一二三四五六七八九]|的?(?:窗|高|宽|长|墙|房|屋))",
    re.IGNORECASE,
)


def _by_measure(product: Product, text: str) -> int:
    """6 of “6米雾霾灰多少钱” where each variant is one metre; 0 = not sold so, or no whole number of it is said."""
    units = {unit_sold(sku) for sku in product.skus}
    unit = next(iter(units)) if len(units) == 1 else ""
    if not unit:
        return 0
    unit = _SAME.get(unit.lower(), unit)
    for match in _MEASURED.finditer(normal_text(text)):
        number = parse_number(match[1])
        if _SAME.get(match[2].lower(), match[2]) == unit and number is not None and number == int(number):
            return int(number) if Decimal(1) < number <= _MOST_PIECES else 0
    return 0
