"""“介绍一下这款”, “质量怎么样”, “凭什么这么贵”: what the shop's own data says of the goods in view, without praise."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.evidence.sayable import sayable
from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.answering.talk.wanting import DEAR
from xiaoer.core.facts import Product

_IT = r"(?:(?:这|那|它|该)(?:个|款|件|条|双|台|本|套|种|只|支|瓶|盒|包|箱|把|张)?(?:商品|产品|宝贝|东西|衣服)?(?:的)?)"
_ASKED = re.compile(
    rf"^(?:亲|你好|您好|请问|那|麻烦|想问下?|[,，\s])*(?:"
    rf"(?:你|您)?(?:能|可以)?(?:帮我|给我|跟我)?(?:详细|简单|具体|大概)?(?:介绍|讲|说说?|科普)(?:一?下|讲|说)?{_IT}?(?:怎么样|特点|情况)?"
    rf"|{_IT}(?:到底)?(?:怎么样|咋样|怎样|如何|好不好|好吗|好么|好看吗|好看不|值得?买?吗|值不值得?买?|可以吗|行不行)"
    rf"|{_IT}?(?:有)?(?:什么|啥|哪些)(?:特点|特色|优点|卖点|亮点|好处|优势)|{_IT}?好在哪里?"
    rf")[呀呢吗啊吧么?？。!！~\s]*$"
)
_QUALITY = re.compile(
    rf"^(?:亲|请问|那|[,，\s])*{_IT}?(?:做工|质量|品质|质感|用料|材质|料子)(?:[和跟、](?:做工|质量|用料))?(?:到底)?(?:怎么样|咋样|怎样|如何|好不好|好吗|好么|好不|行吗|有保证吗|有保障吗|过关吗|过硬吗)[呀呢啊?？。!！~\s]*$"
)
_RIVAL = re.compile(r"别家|别人家|其他店|其它店|同行|人家|外面|别的店")
_OF_QUALITY = re.compile(
    r"面料|里料|材质|材料|成分|配料|用料|工艺|克重|执行标准|质检|检测|等级|安全类别|认证|质保|保修|产地|填充|含绒|纯度|证书"
)
_CARE = re.compile(r"洗涤|保养|色差|模特|发货|仓|注意|警示|禁忌|缩水|编号|条码")
_NO_RIVAL = "别家的情况这边不评价，说说这款本身："
_ITS_WORTH = "价格对应的是这些，您看看值不值："
_SHOWN = 4
_LONGEST = 40


def introduced(turn: Turn) -> Part | None:
    """The goods in view by their own data; None = that isn't asked, or nothing is known of them."""
    product = turn.product
    if product is None:
        return None
    if _QUALITY.match(turn.text):
        return _told(turn, product, _of_kind(product, _OF_QUALITY))
    if DEAR.search(turn.text):
        head = _NO_RIVAL if _RIVAL.search(turn.text) else _ITS_WORTH
        return _told(turn, product, _of_kind(product, _OF_QUALITY), head)
    if _ASKED.match(turn.text):
        return _told(turn, product, _first(product))
    return None


def _of_kind(product: Product, kind: re.Pattern[str]) -> list[tuple[str, str]]:
    return [(key, value) for key, value in product.attributes if kind.search(key)][:_SHOWN] or _first(product)


def _first(product: Product) -> list[tuple[str, str]]:
    plain = [(key, value) for key, value in product.attributes if not _CARE.search(key) and len(value) <= _LONGEST]
    return plain[:_SHOWN]


def _told(turn: Turn, product: Product, attributes: list[tuple[str, str]], head: str = "") -> Part | None:
    points = product.selling_points.strip("。；;，, ")
    said = [points] if points and sayable(points) else []
    named = [(key, value) for key, value in attributes if sayable(f"{key}：{value}")]
    if not said and not named:
        return None
    facts: list[FactUse] = [cite.title(product)]
    if said:
        facts.append(cite.cell(product.source, "卖点", product.selling_points))
    facts += [cite.cell(product.source, "属性", f"{key}:{value}") for key, value in named]
    title = cite.short_title(product)
    lines = [head] if head else []
    lines.append(f"{title}：{said[0]}。" if said else f"{title}：")
    if named:
        lines.append("；".join(f"{key}：{value}" for key, value in named) + "。")
    lines.append("您最看重哪一点？帮您对着资料看。")
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.86, products=(product.number,))
