"""Heights, weights, body measures, pieces and sums in a text. Heights and measures in cm, weights in 斤 (0.5 kg)."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from xiaoer.core.text.numbers import CHINESE_NUMBER, parse_number

_N = rf"(?:\d+(?:\.\d+)?|{CHINESE_NUMBER})"
_ONE = Decimal("1")


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight in 斤. `ambiguous`: no unit and 70–100, where kilograms and 斤 are both likely; then ask."""

    jin: Decimal
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What a shopper said of a body. `measures`: ("胸围", 88) in cm."""

    height_cm: Decimal | None = None
    weight: Weight | None = None
    measures: tuple[tuple[str, Decimal], ...] = ()


def _tidy(value: Decimal) -> Decimal:
    """No idle zeros, no exponent: 165.0 → 165."""
    return value.quantize(_ONE) if value == value.to_integral_value() else value.normalize()


# --- height -----------------------------------------------------------------------------------------------------------
_D = r"[零〇一二三四五六七八九]"
_METRES = re.compile(
    rf"(?P<m>[12]|一|壹|两)\s*(?:米|[mM](?![a-zA-Z]))\s*(?P<rest>\d{{1,2}}|{_D}{{1,2}}|[五六七八九]十{_D}?|几)?"
)
_POINT = re.compile(
    rf"(?<![\d.])(?:1\.(?P<a>[3-9]\d?)|一点(?P<c>[四五六七八九]{_D}?))\s*(?:米|[mM](?![a-zA-Z])|左右|多)?"
)
_CM = re.compile(rf"(?P<n>\d{{2,3}}(?:\.\d)?|一百{_D}?{CHINESE_NUMBER}|一{_D}{{2}})\s*(?:cm|CM|Cm|厘米|公分|㎝)")
_HEIGHT_WORD = re.compile(
    rf"(?:身高|高|个子|身长)(?:是|有|大概|差不多|约|为|:|,|\s)*(?P<n>1\d\d(?:\.\d)?|一{_D}{{2}}|一百{CHINESE_NUMBER})"
)
_BARE = re.compile(
    r"(?<![\d.a-zA-Z\-/])(?P<n>1[3-9]\d)(?![\d.]|\s*(?:斤(?!\s*\d)|kg|公斤|块|元|件|个|g|克|ml|包|盒|条|袋|码|/|多?块|多?元|天|寸|片|支))"
)


_OF_GOODS = re.compile(r"\s*(?:的)?(?:床|被|长|宽|线|绳|桌|柜|布|四件|电视|灯|杆|沙发|地毯|窗帘|充电)")
_NO_HEIGHT = re.compile(r"斤|kg|公斤|元|块|l|L|升|公里|万|倍|折")


def find_height(text: str) -> Decimal | None:
    """A person's height in cm (100–230): 165, 165cm, 1米65, 一米六五, 1.65m, 身高一六五. A bare number
    needs a weight or a question of size beside it."""
    for read in (_height_metres, _height_cm, _height_word, _height_point, _height_bare):
        value = read(text)
        if value is not None and 100 <= value <= 230:
            return _tidy(value)
    return None


def _height_metres(text: str) -> Decimal | None:
    for match in _METRES.finditer(text):
        metres = parse_number(match["m"]) or _ONE
        rest = match["rest"] or ""
        if not rest and not re.search(r"(?:身高|个子|高)\D{0,3}$", text[: match.start()]):
            continue
        if _OF_GOODS.match(text, match.end()):
            continue
        return metres * 100 + _after_metres(rest)
    return None


def _after_metres(rest: str) -> Decimal:
    """Centimetres after 米: 65 → 65, 六五 → 65, 六 or 6 → 60, 六十五 → 65, 05 → 5."""
    value = parse_number(rest) if rest and rest != "几" else None
    if value is None:
        return Decimal(0)
    return value * 10 if len(rest) == 1 else value


def _height_cm(text: str) -> Decimal | None:
    for match in _CM.finditer(text):
        if _MEASURE_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        value = parse_number(match["n"])
        if value is not None and value >= 100:
            return value
    return None


def _height_word(text: str) -> Decimal | None:
    match = _HEIGHT_WORD.search(text)
    return parse_number(match["n"]) if match else None


def _height_point(text: str) -> Decimal | None:
    for match in _POINT.finditer(text):
        digits = match["a"] or match["c"]
        value = parse_number(digits) if match["a"] else parse_number("零点" + digits)
        follow = text[match.end() : match.end() + 3].lstrip()
        if value is None or _NO_HEIGHT.match(follow) or _OF_GOODS.match(follow):
            continue
        if match["a"] and not re.search(r"[米mM左]", match.group()) and find_weight(text) is None and "高" not in text:
            continue
        return (Decimal(f"1.{digits}") if match["a"] else _ONE + value) * 100
    return None


def _height_bare(text: str) -> Decimal | None:
    """160 105, 160/105, 165穿多大: a bare number is a height beside a weight or a question of size."""
    match = _BARE.search(text) or re.search(r"(?<!\d)(?P<n>1[3-9]\d)(?=\s*[/\\]\s*\d{2,3}(?!\d|[A-Za-z]))", text)
    if match is None:
        return None
    rest = text[: match.start()] + " " + text[match.end() :]
    if (
        _explicit_weight(rest)
        or _worded_weight(text)
        or _pair(text)
        or re.search(r"穿|码|尺寸|多大|身材|合身|高", rest)
    ):
        return parse_number(match["n"])
    return None


# --- weight -----------------------------------------------------------------------------------------------------------
_JIN = re.compile(rf"(?P<n>{_N})(?:多|来)?(?:市?斤|\s+市?斤(?!\d))(?P<tail>半)?(?!装|一|每)")
_KG = re.compile(rf"(?P<n>{_N})\s*(?:kg|KG|Kg|公斤|千克|kilo)(?P<tail>半)?")
_WEIGHT_WORD = re.compile(
    rf"(?:体重|重|净重|(?<=\s)斤(?=\d))(?:是|有|大概|差不多|约|为|在|:|,|\s)*(?P<n>{_N})(?!\s*(?:cm|厘米|公分|米|\d))"
)
_PAIR = re.compile(
    r"(?<![\d.])(?:1[3-9]\d|1米\d{1,2}|1\.[3-9]\d?m?|一米[五六七八九][零一二三四五六七八九]?)(?:cm|CM|厘米|公分)?"
    rf"\s*[/\\,、.\-+和 高]?\s*(?:体重)?\s*(?P<n>\d{{2,3}}(?:\.\d)?|一百{CHINESE_NUMBER}|[四五六七八九]十{_D}?)(?![\d]|cm|CM|[A-Da-d](?![a-z])|厘米|块|元|件|条|年)"
)
_PERSON_JIN = (Decimal(30), Decimal(400))


def find_weight(text: str) -> Weight | None:
    """A person's weight in 斤: 105斤, 52kg, 52公斤, 体重一百零五, 160/105. Goods (5斤苹果) are left out by their size."""
    return _explicit_weight(text) or _worded_weight(text) or _pair(text)


def _explicit_weight(text: str) -> Weight | None:
    for pattern, factor in ((_KG, Decimal(2)), (_JIN, _ONE)):
        for match in pattern.finditer(text):
            value = parse_number(match["n"])
            if value is None:
                continue
            jin = value * factor + (factor / 2 if match["tail"] else 0)
            if _is_person(jin):
                return Weight(_tidy(jin))
    return None


def _worded_weight(text: str) -> Weight | None:
    match = _WEIGHT_WORD.search(text)
    return _without_unit(parse_number(match["n"])) if match else None


def _pair(text: str) -> Weight | None:
    match = _PAIR.search(text)
    return _without_unit(parse_number(match["n"])) if match else None


def _without_unit(value: Decimal | None) -> Weight | None:
    """35–69 is said of kilograms; 70–100 may be either; more is 斤."""
    if value is None:
        return None
    if 35 <= value < 70:
        return Weight(_tidy(value * 2))
    return Weight(_tidy(value), ambiguous=value <= 100) if _is_person(value) and value >= 70 else None


def _is_person(jin: Decimal) -> bool:
    return _PERSON_JIN[0] <= jin <= _PERSON_JIN[1]


# --- measures ---------------------------------------------------------------------------------------------------------
MEASURES = ("胸围", "腰围", "臀围", "肩宽", "衣长", "裤长", "裙长", "袖长", "脚长", "大腿围", "小腿围", "上胸围", "下胸围", "头围", "腕围", "臂围", "领围", "背长")  # fmt: skip
_SHORT = {
    "胸": "胸围",
    "腰": "腰围",
    "臀": "臀围",
    "肩": "肩宽",
    "屁股": "臀围",
    "上围": "上胸围",
    "上胸": "上胸围",
    "下围": "下胸围",
    "下胸": "下胸围",
    "底围": "下胸围",
    "大腿": "大腿围",
    "小腿": "小腿围",
}
_MEASURE = re.compile(
    rf"(?P<what>{'|'.join(sorted((*MEASURES, *_SHORT), key=len, reverse=True))})(?:是|有|大概|差不多|约|为|:|,|\s)*"
    rf"(?P<n>\d尺\d?|[一二两三]尺(?:{_D}|半)?|\d{{2,3}}(?:\.\d)?|{CHINESE_NUMBER})\s*(?:cm|CM|厘米|公分)?(?!\s*[斤\d折元块])"
)
_MEASURE_BEFORE = re.compile(r"(?:围|胸|腰|臀|肩宽?|[衣裤裙袖脚]长|屁股|大腿|小腿)(?:是|有|大概|差不多|约|为|:|,|\s)*$")
_CHI_CM = Decimal(100) / Decimal(3)


def find_measures(text: str) -> tuple[tuple[str, Decimal], ...]:
    """Body measures in cm (胸围88, 腰二尺一, 肩宽 40cm), in order, the first of each kind."""
    found: dict[str, Decimal] = {}
    for match in _MEASURE.finditer(text):
        value = _length(match["n"])
        if value is not None and 5 <= value <= 250:
            found.setdefault(_SHORT.get(match["what"], match["what"]), value)
    return tuple(found.items())


def _length(text: str) -> Decimal | None:
    chi, sign, cun = text.partition("尺")
    if not sign:
        value = parse_number(text)
        return None if value is None else _tidy(value)
    feet, inches = parse_number(chi), Decimal(5) if cun == "半" else parse_number(cun or "0")
    if feet is None or inches is None:
        return None
    return _tidy(((feet + inches / 10) * _CHI_CM).quantize(_ONE, rounding=ROUND_HALF_UP))


def find_body(text: str) -> Body:
    """Height, weight and measures at once."""
    return Body(find_height(text), find_weight(text), find_measures(text))


# --- pieces and money -------------------------------------------------------------------------------------------------
_COUNTER = "件|个|条|双|盒|箱|瓶|包|袋|套|只|支|罐|台|本|份|串|对|片|桶|提|单|颗"
_PIECES = re.compile(rf"(?P<n>\d+|{CHINESE_NUMBER})\s*(?:{_COUNTER})(?!月|小时|半|工作|码|天)")
_PIECES_VERB = re.compile(
    r"(?:买|拍|要|下单|订|来|加购|一共|总共)(?:了|个)?\s*(?P<n>\d{1,4})(?![\d.]|\s*(?:块|元|斤|码|cm|kg|号|天|点|月|%|折|/|-))"
)
_ORDINAL = re.compile(r"(?:第|这|那|哪|同一?|另|上|下|每|前|后|几|再)$")


def find_quantity(text: str) -> int | None:
    """How many pieces are meant: 两件, 买3个, 拍5; None when no number of pieces is said."""
    for match in _PIECES.finditer(text):
        if _ORDINAL.search(text[max(0, match.start() - 2) : match.start()]):
            continue
        value = parse_number(match["n"])
        if value is not None and value == value.to_integral_value() and 0 < value < 100_000:
            return int(value)
    verb = _PIECES_VERB.search(text)
    return int(verb["n"]) if verb and int(verb["n"]) else None


_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"
_MONEY = re.compile(
    rf"(?:[¥￥$]\s*(?P<sign>{_AMOUNT}))|(?P<n>{_AMOUNT}|{CHINESE_NUMBER})\s*(?:多)?(?:块钱|块|元|圆|rmb|RMB|软妹币)(?P<jiao>\d|{_D})?(?!\w?[码装])"
    r"|(?:价格?|付了|花了|便宜|优惠|少|减|降到|降价到|补差价|补|赔|退|退我|退了|卖|售价|到手|付款|实付)(?:是|了|到|我)?\s*(?P<word>\d+(?:\.\d{1,2})?)"
    r"(?![\d.%]|\s*(?:折|件|个|天|%|斤|码|号|条|包|盒|瓶|点|次|kg|cm|小时|工作))"
)


def find_money(text: str) -> tuple[Decimal, ...]:
    """Sums in yuan, in order: ¥99, 99块, 一百二十元, 8块5, 便宜10."""
    sums: list[Decimal] = []
    for match in _MONEY.finditer(text):
        raw = match["sign"] or match["n"] or match["word"]
        value = parse_number(raw)
        if value is None or value > Decimal(10) ** 9:
            continue
        if match["jiao"] and value == value.to_integral_value():
            value += (parse_number(match["jiao"]) or Decimal(0)) / 10
        sums.append(_tidy(value))
    return tuple(sums)
