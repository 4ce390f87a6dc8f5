"""Attributes of a product (商品属性): known keys by what they are asked for, unseen keys by their own words."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.recall import Hit, clean, grams, in_force
from xiaoer.core.answering.evidence.sayable import elsewhere, sayable
from xiaoer.core.answering.goods.aspects import (
    LIKELY,
    POINT,
    SURE,
    Aspect,
    asked_for,
    common_runs,
    content_runs,
    coverage,
    shared_run,
)
from xiaoer.core.answering.goods.faults import BROKEN
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.answering.goods.variants import choose, narrow
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.skills.choosing.listing import listed_goods
from xiaoer.core.answering.skills.common import (
    GOOD_HIT,
    by_content,
    content_hit,
    hits,
    not_known,
    quote,
    recalled,
    which_product,
    without_title,
)
from xiaoer.core.answering.skills.goods.groups import not_told
from xiaoer.core.answering.skills.goods.option_lists import asks_amount, by_options, by_variants
from xiaoer.core.answering.skills.goods.own_words import OWN_WORDS
from xiaoer.core.answering.skills.goods.stock import stock
from xiaoer.core.answering.skills.price.service_costs import service_cost
from xiaoer.core.answering.talk.named_matters import asks_of_opened, may_tell, speaks_of_opening
from xiaoer.core.answering.talk.taking import taken
from xiaoer.core.answering.talk.topics import CORRECTS, OF_THE_SHOP
from xiaoer.core.facts import Faq, Policy, Product
from xiaoer.core.reading.shapes import Intent

_HEALTH = re.compile(r"孕|哺乳|过敏|糖尿病|高血压|血糖|血压|疾病|手术|吃药|服药|敏感肌|湿疹|婴儿|宝宝")
_PERSON = re.compile(
    r"孕|哺乳|小孩|孩子|宝宝|儿童|婴儿|老人|爸妈|长辈|糖尿病|高血压|血糖|过敏|敏感|几岁|适合(?!.{0,3}季|.{0,4}(?:房|屋|面积|型号|机型|几个人|多少人))|肤质|油皮|干皮|痘"
    r"|(?:猫|狗|人|孩子|小孩|孕妇).{0,3}能(?:不能)?(?:吃|用|喝|穿)|幼猫|幼犬|小猫|小狗|奶猫|奶狗|老年猫|老年犬|(?:个|\d)月(?:大|龄)?的?(?:猫|狗|宝|孩|娃|小|可|能)|\d岁|[一二三四五六七八九十两]岁|(?:娃|外甥|侄[子女]|儿子|女儿|闺女).{0,6}(?:(?:能|可以)(?:不能)?(?:学|用|玩|看|吃|喝|背)|行[吗不]|合适)|(?:\d米\d|一米[一二三四五六七八九]|1[1-9]\d(?:cm|公分)?).{0,6}(?:能|可以|合适|行)|哪个阶段|满月|刚出生|断奶|新生儿"
)
_CHILD = re.compile(r"宝宝|小孩|孩子|儿童|婴儿|婴幼|幼儿|娃")
_WHOM = re.compile(r"适合|适用(?!型号|面积|器具)|不适|阶段|月龄|可用|人群|注意|禁忌|年龄|年级|肤质|警示|提示|身高")
_TOLD = 4
_SHOWN = 2
_HALF = 0.5
_OWN_FAQ = 0.5
_MUCH_OWN = 0.62
_TOLD_SURELY = 0.9
_MOSTLY = 0.8
_BARE = 8  # characters: jj级的呢
_SURE_OF_IT = 0.75
_MUCH_MORE = 0.35
_NEARLY_ALL = 0.9
_FAULT = re.compile(r"坏|霉|过期|破|漏|裂|断|异味|变质|有问题|不能用|没反应|收到")


def product_attribute(turn: Turn) -> Part | None:
    """The attribute asked for, in the shop's words."""
    if turn.product is None:
        return (
            recalled(turn)
            or listed_goods(turn)
            or _of_listed(turn)
            or _of_mine(turn)
            or _in_own_words(turn)
            or which_product(turn)
        )
    if turn.choice and not content_runs(without_options(turn)) and names_option(turn):
        return stock(turn)  # 男的呢 19号
    found = by_options(turn) or for_whom(turn) or by_attribute(turn, loose=False)
    if found is not None and _says_more(turn, found):
        return by_content(turn)
    best = next(iter(hits(turn, 1)), None)
    if (
        best
        and best.score >= GOOD_HIT
        and (found is None or _closer(best, turn.product, sure=found.confidence > _TOLD_SURELY))
    ):
        text, facts = quote(best.entry, turn)
        return Part(text, facts=facts, confidence=min(0.95, 0.6 + best.score / 2))
    found = found or own_faq(turn) or by_attribute(turn) or _selling_point(turn, turn.product) or _of_others(turn)
    found = found or _by_title(turn, turn.product) or (by_variants(turn.product) if asks_amount(turn) else None)
    return found or not_known(turn, "您问的这一点")


def _by_title(turn: Turn, product: Product) -> Part | None:
    """“有没有删减” of goods whose very name says 无删减: nothing else is asked."""
    runs = [run for run in common_runs(turn.text, product.title) if run not in product.category]
    rest = turn.text
    for run in runs:
        rest = rest.replace(run, " ")
    if not runs or content_runs(rest):
        return None
    return Part(f"商品名写明的是：{product.title}。", facts=(cite.title(product),), confidence=0.78)


def _of_others(turn: Turn) -> Part | None:
    """“滤芯多久换” after other goods were spoken of: the product whose own data names it."""
    if turn.slots.card:
        return None
    runs = [run for run in content_runs(turn.text) if len(run) > 1 and not run.isascii()]
    for number in {number for run in runs for number, _ in turn.shop.near(run).most_common(_SHOWN)}:
        other = turn.shop.product(number)
        if other is None or other is turn.product or not any(k in turn.text for k, _ in other.attributes if len(k) > 1):
            continue
        part = by_attribute(replace(turn, product=other, choice=(), skus=other.skus), loose=False)
        if part is not None:
            return replace(part, products=(other.number,))
    return None


def _of_listed(turn: Turn) -> Part | None:
    """A question that names nothing, after two goods were shown: each one's own data."""
    shown = [p for n in turn.slots.listed if (p := turn.shop.product(n)) is not None]
    told = (for_whom(t) or by_attribute(t, loose=False) for t in (replace(turn, product=p) for p in shown[:_SHOWN]))
    parts = [(p, part) for p, part in zip(shown, told, strict=False) if part is not None]
    if not parts:
        return None
    lines = [
        part.text if cite.short_title(p) in part.text else f"{cite.short_title(p)}：\n{part.text}" for p, part in parts
    ]
    facts = tuple(fact for p, part in parts for fact in (cite.title(p), *part.facts))
    return Part("\n".join(lines), facts=facts, confidence=0.84, products=tuple(p.number for p in shown))


def _in_own_words(turn: Turn) -> Part | None:
    """A FAQ for all goods that holds most of the question's rare words, where no goods are in view."""
    hit = content_hit(turn)
    if hit is None or not isinstance(hit.entry, Faq) or hit.score < _HALF or turn.reading.entities.products:
        return None
    return by_content(turn)


def _of_mine(turn: Turn) -> Part | None:
    """“水泵怎么洗” of who bought a fountain: what its data answers outright, of the newest order first."""
    numbers = dict.fromkeys(line.product for order in turn.orders for line in order.lines)
    products = (product for number in numbers if (product := turn.shop.product(number)) is not None)
    told = (by_attribute(replace(turn, product=product), loose=False) for product in islice(products, _TOLD))
    return next((part for part in told if part is not None), None)


def _says_more(turn: Turn, found: Part) -> bool:
    """Whether the shop's words hold clearly more of the question than the attribute found (上门安装 / 安装方式)."""
    hit = content_hit(turn)
    if hit is None or hit.score < _NEARLY_ALL:
        return False
    return hit.score >= coverage(content_runs(without_title(turn)), found.text) + _MUCH_MORE


def _closer(hit: Hit, product: Product, *, sure: bool) -> bool:
    """A FAQ written for this very product goes before its attribute; before one asked for outright when it is close."""
    if not isinstance(hit.entry, Faq) or product.number not in hit.entry.products:
        return False
    return hit.score >= (_MUCH_OWN if sure else _OWN_FAQ)


def for_whom(turn: Turn) -> Part | None:
    """All that the product's attributes say on whom it is for, and on allergens when they are asked for."""
    product = turn.product
    if product is None or not _PERSON.search(without_title(turn)):
        return None
    allergic = "过敏" in turn.text or "敏感" in turn.text
    pairs = [
        (key, value)
        for key, value in product.attributes
        if _WHOM.search(key)
        or _named_in(value, turn.text)
        or (allergic and ("过敏" in key or key in ("配料", "成分", "全成分")))
    ][:_TOLD]
    if not pairs or all("季节" in key for key, _ in pairs):
        return None
    child = _CHILD.search(turn.text)
    if (
        child
        and not _HEALTH.search(turn.text.replace(child[0], ""))
        and not any(_CHILD.search(f"{k}{v}") for k, v in pairs)
    ):
        told = by_attribute(turn, loose=True)  # 宝宝辅食能做不: what is made, not for whom
        if told is not None and shared_run(content_runs(_PERSON.sub(" ", turn.text)), told.text):
            return told
    beside = [a for a in asked_for(product, turn.text, without_title(turn), least=SURE) if a.key != POINT]
    pairs = list(dict.fromkeys([*((a.key, a.value) for a in beside), *pairs]))[:_TOLD]
    facts = tuple(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in pairs)
    text = "\n".join(f"{key}：{value}。" for key, value in pairs)
    text += not_told(turn.text, " ".join(value for _, value in pairs))
    tail = "\n每个人情况不同，涉及身体状况请先问过医生再决定。" if _HEALTH.search(turn.text) else ""
    return Part(f"这款的资料是：\n{text}{tail}", facts=facts, confidence=0.86)


def _named_in(value: str, text: str) -> bool:
    """Whether a cell speaks of children where they are asked for (安全类别: A类，婴幼儿可用)."""
    return _CHILD.search(text) is not None and _CHILD.search(value) is not None


def care_usage(turn: Turn) -> Part | None:
    """Washing, keeping, using: the product's attributes, else the shop's FAQ."""
    return product_attribute(turn)


def by_attribute(turn: Turn, *, loose: bool = True) -> Part | None:
    """The attributes of the product in view that the words ask for; `loose` = also on slighter signs."""
    product = turn.product
    if product is None:
        return None
    found = asked_for(product, turn.text, without_title(turn), least=LIKELY if loose else SURE)
    found = tuple(aspect for aspect in found if aspect.key != POINT or (loose and sayable(aspect.value)))
    if asks_of_opened(turn.text):
        found = tuple(Aspect(k, v, SURE) for k, v in product.attributes if speaks_of_opening(v))[:1]
    found = tuple(a for a in found if may_tell(turn.text, a.key, a.value))
    if not found:
        return None
    if elsewhere(found[0].value):
        return by_variants(product)
    facts = [aspect_cell(product, aspect) for aspect in found]
    facts.append(cite.title(product))
    lines = [aspect.value if aspect.key == POINT else f"{aspect.key}：{aspect.value}" for aspect in found]
    head = f"{cite.short_title(product)}{'：' if found[0].key == POINT else '的'}{lines[0]}。"
    rest = "".join(f"\n{line}。" for line in lines[1:])
    cost = service_cost(turn)
    more = f"\n{cost.text}" if cost else ""
    facts += cost.facts if cost else ()
    return Part(head + rest + more, facts=tuple(facts), confidence=0.93 if found[0].score >= SURE else 0.82)


def aspect_cell(product: Product, aspect: Aspect) -> FactUse:
    """The cell that bears an aspect."""
    if aspect.key == POINT:
        return cite.cell(product.source, POINT, product.selling_points)
    return cite.cell(product.source, "属性", f"{aspect.key}:{aspect.value}")


def by_evidence(turn: Turn) -> Part | None:
    """“保质期几天”, “多少hz”: what the product's own data answers outright, where nothing in the words speaks for
    the intent that was read."""
    own = OWN_WORDS.get(turn.intent)
    if turn.product is None or own is None or own.search(turn.text) or _FAULT.search(turn.text):
        return None
    others = turn.intent == "recommend" and bool(turn.slots.intents) and OF_THE_SHOP.search(turn.text) is not None
    if others or BROKEN.search(turn.text) or _goes_on(turn) or _takes(turn, turn.product):
        return None
    narrowed = len(turn.skus) < len(turn.product.skus)
    bare = narrowed and turn.intent == "other" and len(turn.text) <= _BARE and names_option(turn)
    if bare and not content_runs(without_options(turn)):
        return None
    weak = turn.confidence < _SURE_OF_IT and not turn.choice and not narrowed
    return by_options(turn) or own_faq(turn) or by_attribute(turn, loose=weak)


def _takes(turn: Turn, product: Product) -> bool:
    """The line only names an option or pieces, and their sum or their stock is to be told."""
    return taken("other", turn.text, product, turn.reading, turn.slots) == turn.intent


def before_buying(turn: Turn) -> Part | None:
    """“瑕疵明显吗”, “坏了保几年” of who looks at goods and has bought nothing: the goods' own data, no case."""
    if turn.product is None or turn.intent not in _OF_A_CASE or HAS_IT.search(turn.text):
        return None
    if turn.orders and not _ASKED_OF.search(turn.text):
        return None
    if turn.intent == "modify_order":
        told = by_content(turn)
        if told is not None:
            return told
    bought = {line.product for order in turn.orders for line in order.lines}
    if turn.product.number in bought:
        return None
    return own_faq(turn) or by_attribute(turn, loose=not turn.orders and not BROKEN.search(turn.text))


def own_faq(turn: Turn) -> Part | None:
    """A FAQ written for the product in view that shares the question's words."""
    product = turn.product
    if product is None:
        return None
    best = next(iter(hits(turn, 1)), None)
    if best is None or best.score < GOOD_HIT or not _of(best.entry, product):
        best = turn.shop.recall.by_content(without_title(turn), today=turn.now.date(), product=product.number)
    if best is None or not _of(best.entry, product) or best.score < GOOD_HIT:
        best = _whole(turn, product) or _only_one(turn, product)
    if best is None:
        return None
    text, facts = quote(best.entry, turn)
    return Part(text, facts=facts, confidence=min(0.93, 0.65 + best.score / 3))


def _whole(turn: Turn, product: Product) -> Hit | None:
    """The FAQ of the product that holds nearly all of the question, the product's own name included."""
    hit = turn.shop.recall.by_content(turn.text, today=turn.now.date(), product=product.number)
    if hit is None or not isinstance(hit.entry, Faq) or not _of(hit.entry, product):
        return None
    known = canonical(" ".join((hit.entry.question, *hit.entry.similar)))
    return hit if coverage(content_runs(canonical(turn.text)), known) >= _MOSTLY else None


def _only_one(turn: Turn, product: Product) -> Hit | None:
    """The one FAQ of the product that shares a word with the question (漏水), where no attribute is asked for."""
    runs = content_runs(canonical(without_title(turn)))
    of_it = [entry for entry in turn.shop.recall.of_product(product.number) if in_force(entry, turn.now.date())]
    name = f"{product.title} {product.category}"
    runs = tuple(run for run in runs if not any(part in run for part in common_runs(run, name)))
    found = [e for e in of_it if shared_run(runs, canonical(" ".join((e.question, *e.similar))))]
    return Hit(found[0], GOOD_HIT) if len(found) == 1 and not by_attribute(turn, loose=False) else None


def _of(entry: Faq | Policy, product: Product) -> bool:
    return isinstance(entry, Faq) and product.number in entry.products


def _goes_on(turn: Turn) -> bool:
    """The line only completes what was asked before: an option, measures, a wish."""
    if turn.slots.pending == turn.intent or (CORRECTS.match(turn.text) and names_option(turn)):
        return True
    said = turn.reading.entities
    if turn.intent == "size_advice" and turn.product is not None and turn.product.size_chart:
        return said.height_cm is not None or said.weight_jin is not None or bool(turn.slots.wish)
    return bool(turn.choice) and not content_runs(without_options(turn))


def names_option(turn: Turn) -> bool:
    """Whether this very line names a variant of the goods in view."""
    product = turn.product
    if product is None:
        return False
    said = turn.reading.entities
    if choose(product, turn.reading.normal, colours=said.colours, sizes=said.sizes).options:
        return True
    return len(narrow(product, {}, turn.reading.normal)) < len(product.skus)


def without_options(turn: Turn) -> str:
    """The question without the options that it names."""
    text = turn.text
    said = turn.reading.entities
    values = [value for _, value in turn.choice]
    for word in sorted(
        {*values, *said.colours, *said.sizes, *common_runs(text, " ".join(values))}, key=len, reverse=True
    ):
        for form in (word, word.removesuffix("色"), word.removesuffix("码")):
            text = text.replace(form, " ") if form else text
    text = re.sub(r"[男女](?:的|款|士|生)", " ", text)
    text = re.sub(r"[大小](?:一?点)?(?:的|号|款|个)|第?[一二三四五两](?:款|个|种)|便宜的|贵的", " ", text)
    return re.sub(r"(?<![\u4e00-\u9fff])[色码号款种](?![\u4e00-\u9fff])", " ", text)


_OF_A_CASE: frozenset[Intent] = frozenset(
    {"quality_issue", "damaged", "missing_wrong_item", "modify_order", "order_status", "not_received", "complaint"}
)
HAS_IT = re.compile(
    r"(?:箱|盒|包|袋)子?(?:里|内)面?(?:少|缺|没)|少了?个|收到|收货|打开|拆开|到货|到手|刚到|我买的|买的那|买回来|用了|穿了|戴了|吃了|喝了|我(?:的|那)|给我发|发来|寄来|退|投诉|赔|管不管|负责|怎么处理"
)
_ASKED_OF = re.compile(r"[吗么嘛没不]$|会不会|能不能|多少|几|怎么|明显|容易")


def _selling_point(turn: Turn, product: Product) -> Part | None:
    asked = {gram for gram in grams(clean(turn.text)) if len(gram) == 2}
    if len(asked & grams(product.selling_points)) < 2:
        return None
    facts: tuple[FactUse, ...] = (cite.cell(product.source, "卖点", product.selling_points),)
    return Part(f"{product.selling_points}。", facts=facts, confidence=0.75)
