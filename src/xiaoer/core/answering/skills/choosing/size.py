"""Size advice (尺码): chart first, weight before height, both sizes on a border with their difference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.sayable import sayable
from xiaoer.core.answering.goods.aspects import content_runs
from xiaoer.core.answering.goods.variants import narrow, options_of
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import GOOD_HIT, not_known, recalled, rule, which_product
from xiaoer.core.answering.skills.goods.attributes import by_attribute, without_options
from xiaoer.core.answering.skills.goods.stock import stock
from xiaoer.core.facts import Product, Range, SizeRow
from xiaoer.core.reading.shapes import Intent
from xiaoer.core.rulebook.calculators.size import FitWish, SizeAdvice, advise

_MEASURES = (
    ("胸围", "胸围cm", "bust_cm"),
    ("腰围", "腰围cm", "waist_cm"),
    ("臀围", "臀围cm", "hip_cm"),
    ("肩宽", "肩宽cm", "shoulder_cm"),
    ("衣长", "衣长cm", "length_cm"),
    ("袖长", "袖长cm", "sleeve_cm"),
)
_OF_GOODS = re.compile(r"\d(?:\.\d)?\s*(?:米|m|寸|升|L|ml|kg|克|cm)|大号|小号|床")
SIZE_WORDS = re.compile(r"穿|码(?!头|洗)|身高|体重|胸围|腰围|臀围|肩宽|脚长|合身|偏[大小]")
_PRICED = re.compile(r"多少(?!斤|米|寸|克)|几块|价|钱|一共|总共|到手|[买拍].{0,12}呢$")
_THERE = re.compile(r"有货|还有|库存|现货|剩|有(?:吗|么|没|不)|缺货|断货")
_FOOT = re.compile(
    r"脚(?:长|板)?(?:是|有|大概|约|:)?\s*(\d{2,3}(?:\.\d)?)\s*(cm|厘米|公分|mm|毫米)?|(2[0-9][05])(?:mm|毫米)?的?脚",
    re.IGNORECASE,
)
_FOOT_CELL = re.compile(
    r"(?:适合)?脚长\D{0,3}(\d{2,3}(?:\.\d)?)(?:\s*[-~—至]\s*(\d{2,3}(?:\.\d)?))?\s*(cm|mm|厘米|毫米)?", re.IGNORECASE
)
_USUAL = re.compile(
    r"(?:平时|一般|平常|日常|之前|其他|别家|运动鞋|皮鞋|以前)[^\d]{0,8}?(\d{2}(?:\.5)?|[2-5]?x{0,3}[sml])(?:的?[码号])?",
    re.IGNORECASE,
)
_ASKS_VALUE = re.compile(r"多大|多高|多长|多宽|尺寸|几厘米|多少")
_SHORTEST_FOOT_MM = 200
_FIT_KEY = re.compile(r"楦|版型|尺码|码数|偏大|偏小|脚感|大小建议|选码")
_SHIFTS = re.compile(r"[大小](?:拍|选|买)?(?:一|半|1)码|[拍选买][大小]|偏[大小瘦宽]")
_WHOM = re.compile(
    r"适合(?:多高|多重|多少斤|几斤|多大|什么身高|什么体重|什么人|啥人)|(?:多高|多重|多少斤)的?人?(?:能|可以)?穿"
)
_ASKED_MEASURE = re.compile(r"胸围|腰围|臀围|肩宽|衣长|裤长|裙长|袖长|尺码表")


def size_advice(turn: Turn) -> Part | None:
    """Which size, or what is still needed to say it."""
    product = turn.product
    if product is None:
        return which_product(turn)
    usual = _by_foot(turn, product) or _by_usual(turn, product)
    if usual:
        return usual
    if not product.size_chart and turn.choice and not content_runs(without_options(turn)):
        return stock(turn)  # 男的呢 19号
    own = by_attribute(turn, loose=False) if not product.size_chart else None
    if own:
        return own
    if not product.size_chart and (turn.choice or _OF_GOODS.search(turn.text)):
        told = by_attribute(turn, loose=False) if _ASKS_VALUE.search(turn.text) else None
        return told or stock(turn)
    told = by_attribute(turn) if "模特" in turn.text else _asked_measure(turn, product) or _whom_it_fits(turn, product)
    return told or advised(turn, product)


def advised(turn: Turn, product: Product) -> Part:
    slots = turn.slots
    wish = fit_wish(slots.wish)
    said = turn.reading.entities
    measured = bool(said.measures_cm) and said.height_cm is None and said.weight_jin is None
    advice = advise(
        product.size_chart,
        height_cm=None if measured else slots.height,
        weight_jin=None if measured else slots.weight,
        measures_cm=slots.measures,
        wish=wish,
        weight_alone=slots.asks == "size",
    )
    if advice.outcome == "need":
        return _ask(advice.needs)
    if advice.outcome == "no_chart":
        return _no_chart(turn, product)
    body = _body(turn, advice)
    if advice.outcome == "one":
        return _with_remark(_one(turn, product, advice, body, wish), advice)
    return _with_remark(_border(advice, body), advice) if advice.outcome == "border" else _outside(advice, body)


def _with_remark(part: Part, advice: SizeAdvice) -> Part:
    """What the chart notes beside the size advised (喜欢穿两季可拍大一码)."""
    row = next((row for row in advice.sizes if row.remark and sayable(row.remark)), None)
    if row is None or row.remark in part.text or _FOOT_CELL.search(row.remark):
        return part
    text = f"{part.text}\n{row.remark.rstrip('。')}。"
    return replace(part, text=text, facts=(*part.facts, cite.cell(row.source, "备注", row.remark)))


def fit_wish(word: str) -> FitWish | None:
    """The remembered wish as the calculator knows it."""
    return "loose" if word == "loose" else "close" if word == "close" else None


def without_chart(text: str) -> Intent:
    """What a line read as a size means of goods that have none: 9斤两箱多少 is a price, 能坐200斤吗 an attribute."""
    if _PRICED.search(text):
        return "price_promotion"
    return "stock" if _THERE.search(text) else "product_attribute"


def _by_foot(turn: Turn, product: Product) -> Part | None:
    """The shoe for a length of foot: the smallest whose foot length is not below it."""
    said = _FOOT.search(turn.reading.normal)
    if said is None:
        return None
    number = Decimal(said[1] or said[3])
    millimetres = number * 10 if number < _SHORTEST_FOOT_MM / 5 else number
    facts = [cite.cell(cite.SHOPPER, "脚长", said[1] or said[3]), cite.cell(cite.SHOPPER, "脚长mm", millimetres)]
    rows = [(length, row) for row in product.size_chart if (length := _foot_of(row)) is not None]
    fitting = [(length, row) for length, row in rows if length >= millimetres]
    if not rows:
        return None
    told = f"脚长{cite.spoken(number)}{'cm' if number != millimetres else 'mm'}"
    if not fitting:
        length, row = max(rows, key=lambda pair: pair[0])
        text = f"您{told}，超出了这款尺码表的范围，最大是{code(row)}（{cite.spoken(length)}mm），请同事帮您再核对。"
        return Part(text, "handoff", 0.88, (*facts, *_shoe_cells(row)), "售前")
    length, row = min(fitting, key=lambda pair: pair[0])
    lines = [
        f"您{told}，按尺码表选{code(row)}（对应脚长{cite.spoken(length)}mm{'，版型' + row.fit if row.fit else ''}）。"
    ]
    more = _stock(turn, product, row)
    return Part(
        "\n".join([*lines, *([more[0]] if more[0] else [])]),
        facts=(*facts, *_shoe_cells(row), *more[1]),
        confidence=0.92,
    )


def _by_usual(turn: Turn, product: Product) -> Part | None:
    """“平时穿42”: that size of this product, with what the shop says of its fit."""
    said = _USUAL.search(turn.reading.normal)
    if said is None:
        return None
    wanted = said[1].upper()
    row = next((row for row in product.size_chart if row.size.upper().removesuffix("码") == wanted), None)
    values = {value for sku in product.skus for _, value in options_of(sku)}
    if row is None and not any(value.upper().removesuffix("码") == wanted for value in values):
        return None
    facts = [cite.cell(cite.SHOPPER, "平时尺码", wanted)]
    told = rule(turn, "尺码", "偏大", "偏小", "正码", floor=GOOD_HIT)
    fits = [(key, value) for key, value in product.attributes if _FIT_KEY.search(key)][:2]
    facts += _shoe_cells(row) if row is not None else []
    facts += [cite.cell(product.source, "属性", f"{key}:{value}") for key, value in fits]
    fit = "；".join(f"{key}：{value}" for key, value in fits) or (
        f"版型{row.fit}" if row is not None and row.fit else ""
    )
    shifts = _SHIFTS.search(fit) or (told is not None and _SHIFTS.search(told[0]))
    lines = [f"您平时穿{wanted}码，这款{fit}。" if fit else f"您平时穿{wanted}码。"]
    if not shifts:
        lines[0] += f"可以先按{wanted}码选。"
    if told:
        lines.append(told[0])
        facts += told[1]
    more = _stock(turn, product, row) if row is not None else ("", ())
    return Part("\n".join([*lines, *([more[0]] if more[0] else [])]), facts=(*facts, *more[1]), confidence=0.86)


def _foot_of(row: SizeRow) -> Decimal | None:
    """The longest foot in mm that a row of the chart is for."""
    told = _FOOT_CELL.search(row.remark) or next(
        (m for key, value in row.extra.items() if "脚长" in key and (m := _FOOT_CELL.search(f"脚长{value}"))), None
    )
    if told is None:
        return None
    number = Decimal(told[2] or told[1])
    return number * 10 if number < _SHORTEST_FOOT_MM / 5 else number


def _shoe_cells(row: SizeRow) -> list[FactUse]:
    cells = [cite.cell(row.source, "尺码", row.size)]
    length = _foot_of(row)
    if length is not None:
        cells += [cite.cell(row.source, "备注", row.remark), cite.cell(row.source, "脚长mm", length)]
    return cells + ([cite.cell(row.source, "版型", row.fit)] if row.fit else [])


def _no_chart(turn: Turn, product: Product) -> Part:
    told = recalled(turn) or by_attribute(turn)
    if told:
        return told
    model = product.attribute("模特")
    if model:
        used = (cite.cell(product.source, "模特", model),)
        text = f"这款没有登记尺码表，模特信息是：{model}，可作参考。\n您的具体码数请同事帮您核对。"
        return Part(text, "handoff", 0.85, used, "售前")
    return not_known(turn, "这款的尺码表")


def _ask(needs: Sequence[str]) -> Part:
    words = "和".join(needs)
    return Part(f"{words}告诉我一下，马上按尺码表帮您对码。", "clarify", 0.93, asks="size")


def _body(turn: Turn, advice: SizeAdvice) -> tuple[str, tuple[FactUse, ...]]:
    """What the shopper said of himself: as words and as cited values."""
    said, facts = [], []
    slots = turn.slots
    if slots.height is not None and advice.by != "measure":
        said.append(f"{cite.spoken(slots.height)}cm")
        facts.append(cite.cell(cite.SHOPPER, "身高cm", slots.height))
    if slots.weight is not None and advice.by == "weight":
        said.append(f"{cite.spoken(slots.weight)}斤")
        facts.append(cite.cell(cite.SHOPPER, "体重斤", slots.weight))
    if advice.by == "measure":
        for name, value in slots.measures.items():
            said.append(f"{name}{cite.spoken(value)}cm")
            facts.append(cite.cell(cite.SHOPPER, f"{name}cm", value))
    return "、".join(said), tuple(facts)


def _one(
    turn: Turn,
    product: Product,
    advice: SizeAdvice,
    body: tuple[str, tuple[FactUse, ...]],
    wish: FitWish | None,
) -> Part:
    row = advice.sizes[0]
    words, facts = body
    taste = {"loose": "想宽松，", "close": "想合身，", None: ""}[wish]
    lines = [f"您{words}，{taste}建议选{code(row)}。", _reason(row, advice)]
    used = (*facts, *_cells(row))
    larger = _larger(product, row) if wish == "loose" else None
    if larger is not None:
        lines[0] = f"您{words}，合身穿{code(row)}，想宽松可以选{code(larger)}。"
        used = (*used, *_cells(larger))
    stock_line, stock_facts = _stock(turn, product, row)
    lines += [stock_line] if stock_line else []
    return Part("\n".join(line for line in lines if line), facts=(*used, *stock_facts), confidence=0.94)


def _larger(product: Product, row: SizeRow) -> SizeRow | None:
    place = product.size_chart.index(row) + 1
    return product.size_chart[place] if place < len(product.size_chart) else None


def _reason(row: SizeRow, advice: SizeAdvice) -> str:
    said = []
    if row.weight_jin:
        said.append(f"适合{span(row.weight_jin)}斤")
    if row.height_cm:
        said.append(f"{span(row.height_cm)}cm")
    measure = _first_measure(row)
    if measure:
        said.append(f"{measure[0]}{span(measure[1])}cm")
    note = "" if advice.height_fits or advice.by != "weight" else "；身高不在这一码的范围里，长度上介意的话可以再看衣长"
    return f"尺码表里{code(row)}" + "，".join(said) + note + "。" if said else ""


def _border(advice: SizeAdvice, body: tuple[str, tuple[FactUse, ...]]) -> Part:
    small, large = advice.sizes
    words, facts = body
    first = f"您{words}正好在{code(small)}和{code(large)}之间：想合身选{code(small)}，想宽松选{code(large)}。"
    lines = [first]
    used = [*facts, *_cells(small), *_cells(large)]
    difference = _difference(small, large)
    if difference:
        lines.append(difference[0])
        used += difference[1]
    return Part("\n".join(lines), facts=tuple(used), confidence=0.92)


def _difference(small: SizeRow, large: SizeRow) -> tuple[str, list[FactUse]] | None:
    said, facts = [], []
    for name, column, attribute in _MEASURES:
        a: Range | None = getattr(small, attribute)
        b: Range | None = getattr(large, attribute)
        if a and b and a != b:
            said.append(f"{name}{span(a)}cm和{span(b)}cm")
            facts += [cite.cell(small.source, column, span(a)), cite.cell(large.source, column, span(b))]
        if len(said) == 2:
            break
    return (f"两码的差别：{'，'.join(said)}。", facts) if said else None


def _outside(advice: SizeAdvice, body: tuple[str, tuple[FactUse, ...]]) -> Part:
    row = advice.sizes[0]
    words, facts = body
    way = "大" if advice.side == "large" else "小"
    reach = f"（{span(row.weight_jin)}斤）" if row.weight_jin and advice.by == "weight" else ""
    text = f"您{words}，超出了这款尺码表的范围，{way}的一头到{code(row)}{reach}为止，穿着可能不合适。"
    tail = "\n可以量一件常穿的衣服尺寸发来，请同事帮您再核对。"
    return Part(text + tail, "handoff", 0.88, (*facts, *_cells(row)), "售前")


def _stock(turn: Turn, product: Product, row: SizeRow) -> tuple[str, tuple[FactUse, ...]]:
    """Sold-out variants of the advised size are said at once."""
    skus = [sku for sku in product.skus if _is_size(dict(options_of(sku)), row.size) and sku.stock is not None]
    chosen = {name: value for name, value in turn.choice if "码" not in name}
    mine = [sku for sku in skus if sku in narrow(product, chosen)]
    gone = [sku for sku in mine if sku.stock == 0]
    if mine and len(gone) == len(mine):
        facts = tuple(fact for sku in gone for fact in (cite.stock(sku), cite.spec(sku)))
        return f"不过{code(row)}这会儿没有现货，到货时间可以请同事帮您问。", facts
    return "", ()


def _is_size(options: dict[str, str], size: str) -> bool:
    return any("码" in name and value.removesuffix("码") == size.removesuffix("码") for name, value in options.items())


def _asked_measure(turn: Turn, product: Product) -> Part | None:
    """A question for a measure of the garment (M码胸围多少) is answered from the chart."""
    if not product.size_chart or not _ASKED_MEASURE.search(turn.text) or turn.reading.entities.measures_cm:
        return None
    chosen = {value.removesuffix("码") for name, value in turn.choice if "码" in name}
    rows = [row for row in product.size_chart if not chosen or row.size.removesuffix("码") in chosen]
    wanted = [m for m in _MEASURES if m[0] in turn.text] or list(_MEASURES[:3])
    if "裤长" in turn.text or "裙长" in turn.text:
        wanted.append(_MEASURES[4])
    lines, facts = [], []
    for row in rows[:8]:
        said = [f"{name}{span(getattr(row, key))}cm" for name, _, key in wanted if getattr(row, key)]
        if said:
            lines.append(f"{code(row)}：{'、'.join(said)}")
            facts.append(cite.cell(row.source, "尺码", row.size))
            facts += [
                cite.cell(row.source, column, span(getattr(row, key))) for _, column, key in wanted if getattr(row, key)
            ]
    if not lines:
        return not_known(turn, "这个尺寸")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.94)


def _whom_it_fits(turn: Turn, product: Product) -> Part | None:
    """“L适合多高的”: height and weight of a size's row."""
    said = {value.removesuffix("码") for name, value in turn.choice if "码" in name}
    rows = [row for row in product.size_chart if row.size.removesuffix("码") in said]
    if len(rows) != 1 or not _WHOM.search(turn.text):
        return None
    row, told, facts = rows[0], [], [cite.cell(rows[0].source, "尺码", rows[0].size), cite.title(product)]
    for value, column, unit in ((row.height_cm, "适合身高cm", "cm"), (row.weight_jin, "适合体重斤", "斤")):
        if value:
            told.append(f"{span(value)}{unit}")
            facts.append(cite.cell(row.source, column, span(value)))
    return Part(f"{code(row)}适合{'、'.join(told)}。", facts=tuple(facts), confidence=0.92) if told else None


def _first_measure(row: SizeRow) -> tuple[str, Range] | None:
    for name, _, attribute in _MEASURES[:3]:
        value: Range | None = getattr(row, attribute)
        if value:
            return name, value
    return None


def _cells(row: SizeRow) -> tuple[FactUse, ...]:
    facts = [cite.cell(row.source, "尺码", row.size)]
    if row.height_cm:
        facts.append(cite.cell(row.source, "适合身高cm", span(row.height_cm)))
    if row.weight_jin:
        facts.append(cite.cell(row.source, "适合体重斤", span(row.weight_jin)))
    measure = _first_measure(row)
    if measure:
        facts.append(cite.cell(row.source, f"{measure[0]}cm", span(measure[1])))
    return tuple(facts)


def span(value: Range | None) -> str:
    """160-170, or one number."""
    if value is None:
        return ""
    low, high = (cite.spoken(Decimal(end)) for end in value)
    return low if low == high else f"{low}-{high}"


def code(row: SizeRow) -> str:
    """M → M码; 均码 stays."""
    return row.size if row.size.endswith(("码", "号")) else f"{row.size}码"
