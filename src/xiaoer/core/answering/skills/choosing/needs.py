"""What a wish for goods asks for (玉 一千以内 送妈妈): the products that its words, the person and the budget fit."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from xiaoer.core.answering.goods.aspects import content_runs, coverage
from xiaoer.core.answering.goods.budgets import most_of
from xiaoer.core.answering.parts import Turn
from xiaoer.core.facts import Product

WIDEST = 400
_ASKING = re.compile(
    r"生日礼物?(?!石)|推荐|介绍|有什么|有没有|有木有|哪[款个种]|预算|以内|以下|左右|上下|不超过|[一两几]款|挑|选|想要?|买|适合|合适|礼物|礼品|"
    r"块钱?|元|多少|便宜|好看|实用|性价比|帮我?|给我?|看看|需要|打算|准备|最|(?:不|会|容易)*过敏|包装|好看点?|高档|体面|拿得出手"
)
_AVOID = re.compile(
    r"(?:怕|不要太?|不能太|别太|不想要?太?|不喜欢太?|讨厌|不爱)([\u4e00-\u9fff]{1,2}?)(?=的|[,，。]|$|喝|吃|用|选|买|哪)"
)
_ENDING = re.compile(r"(?:比较|更)?(?:好点?|合适|行|可以)[吗呢啊呀?]*$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千万]{2,}")
_PERSONS: tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str] | None], ...] = (
    (
        re.compile(r"男朋友|男友|老公|爸|父亲|男士|男生|男的|儿子|爷爷|外公|弟弟|哥哥|公公|岳父|丈人"),
        re.compile(r"男"),
        re.compile(r"女(?!儿)"),
    ),
    (
        re.compile(r"女朋友|女友|老婆|妈|母亲|女士|女生|女的|女儿|奶奶|外婆|姐|妹|婆婆|岳母|闺蜜"),
        re.compile(r"女"),
        re.compile(r"男"),
    ),
    (
        re.compile(r"小孩|孩子|宝宝|儿童|儿子|女儿|娃|小朋友|外甥|侄|\d岁(?!以上)"),
        re.compile(r"儿童|宝宝|童|孩|婴|幼"),
        None,
    ),
    (
        re.compile(r"爸|妈|爷|奶|外公|外婆|老人|长辈|公公|婆婆|岳父|岳母"),
        re.compile(r"长辈|老人|中老年|父母|爸妈"),
        None,
    ),
    (re.compile(r"老师|领导|客户|同事|长辈"), re.compile(r"礼盒|送礼|商务|伴手礼|老师|办公"), None),
)
_SEASON = re.compile(r"([春夏秋冬])(?=[天季日装款穿用]|[春夏秋冬]|$)")
_SEASONS = re.compile(r"[春夏秋冬]")
_FOR_WHOM = re.compile(r"适|人群|送|场合|年龄|阶段|对象")
_LOOKS = re.compile(r"包装[^,。]{0,4}(?:好看|漂亮|精致|高档|上档次|体面|精美)|拿得出手|体面|上档次|有面子|送礼|高档")
_BOXED = re.compile(r"礼盒|礼袋|礼篮|铁罐|罐装|提篮|锦盒|木盒")
LONGEST_WISH = 160  # characters of a wish over turns
_WORD, _LETTER, _PERSON = 2, 3, 3


def ranked(turn: Turn, budget: Decimal | None) -> tuple[list[str], Counter[str]]:
    """Products by how well they fit the words; with a budget, the dearer of equals first. Empty = nothing fits."""
    scores: Counter[str] = Counter()
    for run in wish_runs(turn.text):
        near = turn.shop.near(run) if len(run) > 1 else Counter[str]()
        scores.update(near)
        if not near:
            for number in turn.shop.with_letter(run.rstrip("子儿们款类")[-1:] or run[-1]):
                scores[number] += _LETTER
    _for_person(turn, scores)
    _for_looks(turn, scores)
    if turn.product is not None and not any(score > 0 for score in scores.values()):
        scores.update({other.number: 1 for other in turn.shop.alike(turn.product)})
    for number in avoided(turn, scores):
        scores[number] = 0
    fitting = [number for number, score in scores.items() if score > 0]
    if budget is not None:
        fitting.sort(key=lambda n: (-scores[n], -_dearest(turn.shop.facts.products[n], budget), n))
    else:
        fitting.sort(key=lambda n: (-scores[n], n))
    return fitting, scores


def avoided(turn: Turn, among: Iterable[str]) -> list[str]:
    """Goods whose own data names what the shopper doesn't want (怕酸, 不要太甜): 不苦 and 无糖 name it not."""
    words = [match[1] for match in _AVOID.finditer(turn.text)]
    found = []
    for number in among if words else ():
        product = turn.shop.facts.products[number]
        told = f"{product.title} {product.selling_points} {' '.join(value for _, value in product.attributes)}"
        if any(re.search(rf"(?<![不无零低没少免防非])(?<!几乎不){re.escape(word)}", told) for word in words):
            found.append(number)
    return found


def in_season(turn: Turn, product: Product) -> bool:
    """Whether goods that name their seasons name one that the shopper speaks of (夏天穿的)."""
    wished = {match[1] for match in _SEASON.finditer(turn.text)}
    named = "".join(value for key, value in product.attributes if "季" in key)
    return not wished or not _SEASONS.search(named) or "四季" in named or any(one in named for one in wished)


def by_letters(turn: Turn) -> list[str]:
    """Where no pair of letters is shared: the products that hold most of the wish's letters (猫, 磨爪)."""
    runs = wish_runs(turn.text)
    shares = {
        product.number: coverage(runs, f"{product.title}{product.category}{product.selling_points}")
        for product in islice(turn.shop.facts.products.values(), WIDEST)
    }
    held = [number for number in shares if shares[number] > 0]
    return sorted(held, key=lambda number: -shares[number])


def best_share(turn: Turn) -> float:
    """The largest share of a wish's letters that one product's name and selling points hold."""
    runs = wish_runs(turn.text)
    some = islice(turn.shop.facts.products.values(), WIDEST)
    return max((coverage(runs, f"{p.title}{p.category}{p.selling_points}") for p in some), default=0.0)


def wish_runs(text: str) -> Sequence[str]:
    """The words of a wish without sums, persons and words of asking."""
    for said, _, _ in _PERSONS:
        text = said.sub(" ", text)
    return content_runs(_ASKING.sub(" ", _NUMBER.sub(" ", _ENDING.sub("", text))))


def whole_wish(turn: Turn) -> Turn:
    """The wish with what was said of it in the turns before (有没有包装好看点的 after a tea for the father).

    A line that names goods of its own begins a new wish; what is said last goes first, so that a new budget counts.
    """
    before = turn.slots.need if "recommend" in turn.slots.intents[:2] else ""
    if not before or turn.reading.entities.products or turn.shop.of_noun(turn.text):
        return turn
    reading = replace(turn.reading, normal=f"{turn.reading.normal[:LONGEST_WISH]} {before}")
    return replace(turn, text=f"{turn.text[:LONGEST_WISH]} {before}", reading=reading)


def goes_on(turn: Turn) -> bool:
    """Whether a wish carries words of the turns before."""
    return bool(turn.slots.need) and turn.text.endswith(turn.slots.need)


def _for_looks(turn: Turn, scores: Counter[str]) -> None:
    """Goods in a gift box or tin go up where they are to look well."""
    if not _LOOKS.search(turn.text):
        return
    for number in list(scores):
        product = turn.shop.facts.products[number]
        if scores[number] > 0 and _BOXED.search(f"{product.title} {' '.join(s.spec for s in product.skus)}"):
            scores[number] += _PERSON


def _for_person(turn: Turn, scores: Counter[str]) -> None:
    """Goods made for whom they are wanted go up, goods for others down."""
    text = turn.reading.normal
    meant = [(fits, unfit) for said, fits, unfit in _PERSONS if said.search(text)]
    if not meant:
        return
    for product in islice(turn.shop.facts.products.values(), WIDEST):
        whom = " ".join(value for key, value in product.attributes if _FOR_WHOM.search(key))
        name = f"{product.title} {product.category}"
        for fits, unfit in meant:
            if fits.search(f"{name} {product.selling_points} {whom}"):
                scores[product.number] += _PERSON
            elif unfit is not None and unfit.search(name):
                scores[product.number] -= 2 * _PERSON


def _dearest(product: Product, budget: Decimal) -> Decimal:
    """The dearest variant in stock within the budget."""
    prices = [s.price for s in product.skus if s.stock and s.price is not None and s.price <= budget]
    return max(prices, default=Decimal(0))


def budget_of(turn: Turn) -> Decimal | None:
    """The most that the shopper wants to spend, in yuan."""
    most = most_of(turn.reading.normal)
    return most if most is not None else max(turn.reading.entities.money, default=None)
