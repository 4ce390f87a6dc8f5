"""“戴这个能把近视治好吗”: what no goods are sold for is never promised; a doctor is named, and the goods' own caution told."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.parts import Part, Turn

_CURES = re.compile(
    r"治(?:好|疗|病|愈|得好)|(?:防|抗)癌|根治|包治|(?:降|控|治)(?:血压|血糖|血脂|三高)|(?:近视|脱发|鼻炎|失眠|颈椎|关节).{0,4}(?:能|会|可以)?.{0,3}(?:好|恢复|治)(?:吗|么|不)|能不能(?:治|防|恢复)"
)
_CAUTION = re.compile(r"注意|禁忌|提示|警示|慎用|不适")


def beyond_goods(turn: Turn) -> Part | None:
    """No promise of health; None = none is asked for."""
    if not _CURES.search(turn.text):
        return None
    lines = ["这个不能承诺：身体方面的效果因人而异，请以医生的意见为准。"]
    facts = []
    product = turn.product
    own = [(k, v) for k, v in product.attributes if _CAUTION.search(k)][:1] if product is not None else []
    if product is not None and own:
        key, value = own[0]
        lines.append(f"{cite.short_title(product)}的{key}：{value}。")
        facts = [cite.title(product), cite.cell(product.source, "属性", f"{key}:{value}")]
    return Part("\n".join(lines), facts=tuple(facts), confidence=0.88)
