"""Whether a model's words may be used: every claim borne, nothing turned round, nothing claimed as done. Pure."""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from xiaoer.core.grounding import FactUse, unsupported
from xiaoer.core.rulebook.findings import GateResult

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")
_VERB = (
    r"退货|换货|退款|退换|退|换|包邮|免运费|发货|发出|送到|到货|有货|现货|开票|发票|开具|水洗|机洗|烘干|熨烫|漂白|掉色|褪色"
    r"|起球|缩水|透|过敏|含|用|吃|喝|改|取消|赔|补|保价|叠加|使用|支持"
)
_SIGNED = re.compile(
    rf"(?P<no>不(?:能|可以?|会|支持|包|含|用|要|是|够|提供|参加)?|没有?|无法|无需|未|勿|别|并非|非)?(?P<verb>{_VERB})"
)
_DONE = re.compile(
    r"(?:已经?|刚刚?|都)(?:为|帮|给|替)?您?(?:的订单)?(?:做好|办好|取消|修改|改好|改成|退款|退好|备注|登记|安排|申请|提交|催|通知|拦截|换成|补发|下单)"
    r"|(?:为|帮|给|替)您(?:取消|修改|改|退款|备注|登记|安排|申请|提交|催|通知|拦截|补发|下单)(?:好了|了|成功)"
)
_MACHINE = re.compile(
    r"```|<[a-z/!]+[^>]*>|[{}]|语言模型|作为(?:一个|一名)?(?:AI|人工智能)|抱歉，我(?:无法|不能)|As an AI|\bsystem\b|提示词|〔",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
LONGER, ROOM = 2.0, 120


def distrust(  # noqa: PLR0911 - each reason is a sentence of its own
    reply: str, draft: str, facts: Sequence[FactUse], said: Sequence[str], gate: GateResult
) -> str:
    """Why a model's reply is not used; "" = use it. `draft` = the engine's own words for the same."""
    if _MACHINE.search(reply):
        return "回答里有不该对买家说的内容"
    if _HAN.search(draft) and not _HAN.search(reply):
        return "换了语言"
    if len(reply) > LONGER * len(draft) + ROOM:
        return "回答太长"
    for sentence in _SENTENCE.findall(reply):
        broken = unsupported(sentence, facts, said)
        if broken:
            return f"“{broken[0].text}”没有依据"
    turned = turned_round(reply, [draft, *(f"{f.field} {f.value}" for f in facts)])
    if turned:
        return f"“{turned}”和资料相反"
    done = _DONE.search(reply)
    if done and not _DONE.search(draft):
        return f"“{done[0]}”并没有做"
    if gate.verdict == "block":
        return f"话术检查：{gate.findings[0].reason}"
    return ""


def turned_round(reply: str, sources: Sequence[str]) -> str:
    """The words by which a reply says no where the sources only say yes, or the other way about; "" = none."""
    known = {sign for text in sources for sign, _ in _signs(text)}
    for (verb, negated), text in _signs(reply):
        if (verb, negated) not in known and (verb, not negated) in known:
            return text
    return ""


def _signs(text: str) -> list[tuple[tuple[str, bool], str]]:
    return [((m["verb"], bool(m["no"])), m[0]) for m in _SIGNED.finditer(text)]
