"""Lines that only take something: an option, a number of pieces, or what a list showed (黑色的吧 来两个)."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.goods.aspects import common_runs, content_runs
from xiaoer.core.answering.goods.variants import choose, measured, narrow
from xiaoer.core.answering.talk.slots import Slots
from xiaoer.core.facts import Product
from xiaoer.core.reading.shapes import Intent, Reading

_NUMBER = r"(?:\d{1,3}|[一二两俩三四五六七八九十]{1,2})"
_COUNTERS = "件盒份个瓶袋双条套箱罐支包只提饼床台本盆束对根片张组副顶把枚颗卷朵棵株筒桶串枝排块"
_PIECES = re.compile(
    rf"(?<!第){_NUMBER}\s*[{_COUNTERS}](?!装)|[买拍要来拿订](?:[俩仨]|两(?=$|呢|吧|多少|[的个]))|^[俩仨]|[买要来拿]\s*\d{{1,3}}$"
)
_FILLER = re.compile(
    r"算了|不对|说错了|(?:哦|噢)|错了|是(?=[一二两三四五六七八九十\d])|要是|单(?=的)|如果|的话|换成|改成|换|改|还是|给我|帮我|我|咱|就|那个|这个|那种|这种|那款|这款|那|这|来|拿|要|买|拍|选|订|吧|呢|呀|啊|哦|了|的|好|行|嗯|再|也|只|都|先|一共|总共|合计|"
    r"多少米?|几|钱|块|元|价格?|怎么卖|咋卖|到手|现在|呗|啦|哈|嘛|吗|么|个|款|色|码|号|味|口味|颜色|[大中小](?:一点|点)?|第[一二三四五](?:个|款|种)?|[?？!！,，。.~、\s]"
)
_OF_SUMS: frozenset[str] = frozenset({"price_promotion", "bargain", "shipping_fee"})
_OPEN: frozenset[Intent] = frozenset(
    {"product_attribute", "care_usage", "product_suitability", "other", "chitchat", "recommend", "stock", "compare",
     "modify_order", "size_advice", "not_received", "thanks", "gift_note", "order_status"}
)  # fmt: skip
_ASKS_STOCK = re.compile(r"有(?:多少|几|货|没|吗|么|不)|还有|剩|库存|现货|卖完|没了")
_OF_ITS_PARTS = re.compile(r"几(?![块钱])|多[大长重高宽厚久远深]|都有|哪|里面|包括|包含")
_YES_NO = re.compile(r"[吗么不没][?？]?$")
_IS_THERE = re.compile(
    r"没(?:有|货)?了[吗么没]?[?？]?$|卖完了?[吗么没]?[?？]?$|有没有|有没(?:得)?[?？]?$|有(?:货)?(?:吗|么|嘛|不|吧)[?？]?$|^有(?=.{1,10}[吗么不没][?？]?$)|(?<=[\u4e00-\u9fff\da-zA-Z])有(?=.{1,8}的?[吗么不没][?？]?$)"
)
_HOW_MUCH = re.compile(r"(?:多少(?:米|钱)?[呢呀啊?]*|几[块钱]+|到手价?|什么价|啥价|怎么卖|咋卖)[呢呀啊?？]*$")


def taken(intent: Intent, text: str, product: Product, reading: Reading, slots: Slots) -> Intent | None:
    """The sum is wanted where a line only names an option or pieces of the goods in view; None = it says more."""
    if intent not in _OPEN:
        return None
    said = reading.entities
    if (there := _IS_THERE.search(text)) is not None:
        rest = text[: there.start()] + text[there.end() :]
        named = choose(product, text, colours=said.colours, sizes=said.sizes).options
        told = named and not _has_of_another(text, product, named) and not _rest(rest, product, reading)
        return "stock" if told else None
    return None if _ASKS_STOCK.search(text) else _summed(text, product, reading, slots)


def _has_of_another(text: str, product: Product, named: tuple[tuple[str, str], ...]) -> bool:
    """“基础的有语音吗”: what is asked of one variant is a word of another's name."""
    own = " ".join(value for _, value in named)
    specs = measured(" ".join(sku.spec for sku in product.skus))
    return any(f"有{run}" in text and run not in own for run in common_runs(text, specs))


def _summed(text: str, product: Product, reading: Reading, slots: Slots) -> Intent | None:
    """price_promotion where nothing but an option, pieces or 多少 is said; None = it says more."""
    said = reading.entities
    options = choose(product, text, colours=said.colours, sizes=said.sizes).options
    narrowed = bool(options) or len(narrow(product, {}, text)) < len(product.skus)
    counted = _PIECES.search(text) is not None
    priced = _HOW_MUCH.search(text) is not None
    if not (narrowed or counted) or _rest(text, product, reading):
        return None
    if (not priced and _OF_ITS_PARTS.search(text)) or reading.language == "en":
        return None  # 一盒几条
    if not priced and _YES_NO.search(text):
        return None  # 一副两只吗
    if counted or priced or (slots.intents[:1] != () and slots.intents[0] in _OF_SUMS):
        return "price_promotion"
    return None


def _rest(text: str, product: Product, reading: Reading) -> tuple[str, ...]:
    """What a line says beside options, pieces and the goods' name."""
    text = measured(text)
    specs = measured(" ".join(sku.spec for sku in product.skus))
    said = reading.entities
    words = {
        *said.colours,
        *said.sizes,
        *common_runs(text, specs),
        *common_runs(text, f"{product.title} {product.category}"),
    }
    text = _PIECES.sub(" ", text)
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ").replace(word.removesuffix("色") or word, " ")
    text = re.sub(r"[带含配有加](?=[\u4e00-\u9fff]?(?:的|那|$))", " ", text)
    kept = content_runs(_FILLER.sub(" ", text))
    return tuple(run for run in kept if run not in specs and run not in product.title)
