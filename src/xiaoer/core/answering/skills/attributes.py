"""Attributes of a product (商品属性): known keys by what they are asked for, unseen keys by their own words."""

from __future__ import annotations

import re

from xiaoer.core.answering import cite
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.recall import Hit, clean, grams, words
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.common import GOOD_HIT, hits, not_known, quote, recalled, which_product, without_title
from xiaoer.core.answering.synonyms import attribute_groups, canonical
from xiaoer.core.answering.variants import value_label, values_of
from xiaoer.core.facts import Faq, Product
from xiaoer.core.reading.shapes import Intent

_HEALTH = re.compile(r"孕|哺乳|过敏|糖尿病|高血压|血糖|血压|疾病|手术|吃药|服药|敏感肌|湿疹|婴儿|宝宝")
_PERSON = re.compile(
    r"孕|哺乳|小孩|孩子|宝宝|儿童|婴儿|老人|爸妈|长辈|糖尿病|高血压|血糖|过敏|敏感|几岁|适合(?!.{0,3}季|.{0,4}(?:房|屋|面积|型号|机型|几个人|多少人))|肤质|油皮|干皮|痘"
    r"|(?:猫|狗|人|孩子|小孩|孕妇).{0,3}能(?:不能)?(?:吃|用|喝|穿)|幼猫|幼犬|小猫|小狗|奶猫|奶狗|老年猫|老年犬|(?:个|\d)月(?:大|龄)?的?(?:猫|狗|宝|孩|娃|小|可|能)|\d岁|哪个阶段"
)
_WHOM = re.compile(r"适合|适用(?!型号|面积)|不适|阶段|月龄|可用|人群|注意|禁忌|年龄|肤质|警示|提示")
_TOLD = 4
_OTHER_MATTER = re.compile(r"发货|预售|配送|物流|规格|尺码|颜色|口味|价格|发票|贺卡|礼袋|尺寸|版型")
_MISTAKEN: frozenset[Intent] = frozenset(
    {
        "quality_issue",
        "delivery_eta",
        "ship_time",
        "price_promotion",
        "stock",
        "size_advice",
        "bargain",
        "recommend",
        "chitchat",
        "other",
    }
)
_SHOWN = 3
_OWN_FAQ = 0.5
_USE = re.compile(r"食用|吃法|用法|使用|冲泡|洗|安装|操作")
_HOW = re.compile(r"先|怎么|要不要|用不用|需不需要|要")
_YES_NO = re.compile(r"(.)不\1")
_GENERAL = frozenset(
    {
        "可以",
        "怎么",
        "什么",
        "多久",
        "有没有",
        "是不是",
        "会不会",
        "适合",
        "需要",
        "一个",
        "一下",
        "里面",
        "上面",
        "平时",
        "普通",
        "一般",
        "注意",
        "没有",
        "如果",
        "时候",
        "商品",
        "衣服",
        "东西",
    }
)
# Heads and tails of keys that are no words of their own matter.
_NO_KEY = frozenset(
    (
        "适合", "适用", "使用", "产品", "单条", "单支", "单盒", "整机", "机身", "包装", "商品", "是否", "说明", "方法",
        "方式", "时间", "信息", "不适", "注意", "安全", "套装", "发货", "预售", "质量",
    )
)  # fmt: skip
_HOW_MANY = re.compile(r"(?:多少|几)([\u4e00-\u9fff])(?!钱)")
_FAULT = re.compile(r"坏|霉|过期|破|漏|裂|断|异味|变质|有问题|不能用|没反应|收到")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
_WHICH = re.compile(r"哪些|几个|几种|什么颜色|什么尺码|什么规格|什么口味|哪几|都有什么|有什么|有啥|颜色有|尺码有")


def product_attribute(turn: Turn) -> Part | None:
    """The attribute asked for, in the shop's words."""
    if turn.product is None:
        return recalled(turn) or which_product(turn)
    found = by_options(turn) or for_whom(turn) or by_attribute(turn, loose=False)
    best = next(iter(hits(turn, 1)), None)
    if best and best.score >= GOOD_HIT and (found is None or _closer(best, turn.product)):
        text, facts = quote(best.entry, turn)
        return Part(text, facts=facts, confidence=min(0.95, 0.6 + best.score / 2))
    found = found or by_attribute(turn)
    return found or _selling_point(turn, turn.product) or not_known(turn, "您问的这一点")


def _closer(hit: Hit, product: Product) -> bool:
    """A FAQ written for this very product goes before its attribute."""
    return isinstance(hit.entry, Faq) and product.number in hit.entry.products and hit.score >= _OWN_FAQ


def by_options(turn: Turn) -> Part | None:
    """“有哪些颜色”: the values of an option, from the variants."""
    product = turn.product
    if product is None or not _WHICH.search(turn.text):
        return None
    options = values_of(product)
    name = next((n for n in options if n in turn.text or (n[:1] == "尺" and "码" in turn.text)), None)
    if name is None and re.search(r"款式|规格|口味|型号|几种", turn.text):
        name = next(iter(options), None)
    if name is None:
        return None
    facts = tuple(cite.spec(sku) for sku in product.skus)
    listed = "、".join(value_label(name, value) for value in options[name])
    return Part(f"{name}有：{listed}。您想要哪一种？帮您看库存。", facts=facts, confidence=0.92)


def for_whom(turn: Turn) -> Part | None:
    """All that the product's attributes say on whom it is for, and on allergens when they are asked for."""
    product = turn.product
    if product is None or not _PERSON.search(without_title(turn)):
        return None
    allergic = "过敏" in turn.text or "敏感" in turn.text
    pairs = [
        (key, value)
        for key, value in product.attributes
        if _WHOM.search(key) or (allergic and ("过敏" in key or key in ("配料", "成分", "全成分")))
    ][:_TOLD]
    if not pairs or all("季节" in key for key, _ in pairs):
        return None
    facts = tuple(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in pairs)
    text = "\n".join(f"{key}：{value}。" for key, value in pairs)
    tail = "\n每个人情况不同，涉及身体状况请先问过医生再决定。" if _HEALTH.search(turn.text) else ""
    return Part(f"这款的资料是：\n{text}{tail}", facts=facts, confidence=0.86)


def care_usage(turn: Turn) -> Part | None:
    """Washing, keeping, using: the product's attributes, else the shop's FAQ."""
    return product_attribute(turn)


def by_attribute(turn: Turn, *, loose: bool = True) -> Part | None:
    """The attributes of the product in view that the words ask for; `loose` = also by shared characters."""
    product = turn.product
    if product is None:
        return None
    keys = attribute_keys(product, without_title(turn), loose=loose) or attribute_keys(product, turn.text, loose=loose)
    if not keys:
        return None
    pairs = [(key, value) for key, value in product.attributes if key in keys][:_SHOWN]
    facts = [cite.cell(product.source, "属性", f"{key}:{value}") for key, value in pairs]
    facts.append(cite.title(product))
    lines = [f"{key}：{value}" for key, value in pairs]
    head = f"{cite.short_title(product)}的{lines[0]}。"
    rest = "".join(f"\n{line}。" for line in lines[1:])
    return Part(head + rest, facts=tuple(facts), confidence=0.93)


def by_named_key(turn: Turn) -> Part | None:
    """“保质期几天” names its attribute outright, whatever else the words may be read as."""
    if turn.product is None or turn.intent not in _MISTAKEN:
        return None
    if turn.intent == "quality_issue" and _FAULT.search(turn.text):
        return None
    keys = [key for key, _ in turn.product.attributes if len(key) >= 2 and key in turn.text]
    keys = [key for key in keys if not _OTHER_MATTER.search(key)]
    return by_attribute(turn, loose=False) if keys else None


def attribute_keys(product: Product, text: str, *, loose: bool = True) -> tuple[str, ...]:
    """Keys that a question asks for, best first: named outright, by known wordings, by shared characters."""
    owned = [key for key, _ in product.attributes]
    text = f"{text} {canonical(text)}"
    named = [key for key in owned if (len(key) >= 2 and key in text) or (_YES_NO.fullmatch(key) and key[0] in text)]
    if named:
        return tuple(named)
    text = _without_goods(product, text)
    grouped = _partly(owned, text) or _grouped(owned, text)
    if grouped or not loose:
        return grouped
    return _by_unit(product, text) or _by_value(product, text) or _shared(owned, text)


def _without_goods(product: Product, text: str) -> str:
    """成猫 of 成猫粮 names the goods, not its 适用阶段."""
    for word in sorted({product.category, *re.split(r"[/\s]", f"{product.category} {product.title}")}, key=len):
        if len(word) > 2 or word == product.category:
            text = text.replace(word, " ")
    return text if len(text.strip()) > 1 else product.title


def _partly(owned: list[str], text: str) -> tuple[str, ...]:
    """功率多大 ← 额定功率, 颗粒多大 ← 颗粒直径: the head or tail of a longer key is named, of one key only."""
    found = [key for key in owned if len(key) >= 4 and any(p in text and p not in _NO_KEY for p in (key[:2], key[-2:]))]
    return tuple(found) if len(found) == 1 else ()


def _grouped(owned: list[str], text: str) -> tuple[str, ...]:
    """The group whose words say most of the question; among equals the first of the data."""
    best: tuple[int, str] = (0, "")
    for keys, asked in attribute_groups():
        match = asked.search(text)
        if match is None or len(match[0]) <= best[0]:
            continue
        for key in keys:
            like = [name for name in owned if name == key] or [name for name in owned if key in name]
            if like:
                best = (len(match[0]), like[0])
                break
    return (best[1],) if best[1] else ()


def _shared(owned: list[str], text: str) -> tuple[str, ...]:
    """A key never seen before: its bigrams stand in the question (接口数量 ← 几个接口)."""
    asked = grams(clean(text))
    scored = [(len(asked & grams(key)) / max(len(grams(key)), 1), key) for key in owned if len(key) >= 2]
    best = max(scored, default=(0.0, ""))
    return (best[1],) if best[0] >= 0.34 else ()


def _by_unit(product: Product, text: str) -> tuple[str, ...]:
    """多少支 → the only attribute whose value counts in 支 (支数: 60支)."""
    asked = _HOW_MANY.search(text)
    if asked is None:
        return ()
    keys = [key for key, value in product.attributes if re.search(rf"\d\s*{asked[1]}", value)]
    return tuple(keys) if len(keys) == 1 else ()


def _by_value(product: Product, text: str) -> tuple[str, ...]:
    """The question's content words stand in a value (含羊毛吗 → 面料: 绵羊毛50%)."""
    known = product.title + product.category
    for word in sorted(words(clean(text)), key=len, reverse=True):
        if _CHINESE.match(word) and word not in known and word not in _GENERAL:
            keys = [key for key, value in product.attributes if word in value]
            if keys:
                return (next((key for key in keys if _USE.search(key) and _HOW.search(text)), keys[0]),)
    asked = {gram for gram in grams(clean(text)) if _CHINESE.fullmatch(gram)}
    scored = []
    for key, value in product.attributes:
        shared = asked & grams(value)
        scored.append((len(shared), key))
    best = max(scored, default=(0, ""))
    return (best[1],) if best[0] >= 2 or (best[0] == 1 and len(asked) <= 2) else ()


def _selling_point(turn: Turn, product: Product) -> Part | None:
    asked = {gram for gram in grams(clean(turn.text)) if len(gram) == 2}
    if len(asked & grams(product.selling_points)) < 2:
        return None
    facts: tuple[FactUse, ...] = (cite.cell(product.source, "卖点", product.selling_points),)
    return Part(f"{product.selling_points}。", facts=facts, confidence=0.75)
