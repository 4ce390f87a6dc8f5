"""What a message wishes to be done: each wish with the words that tell its details, and its condition.

Complaints, questions, plans (再用用看), what is past (之前取消的) and what is denied (别退了) are no wishes. Works on clauses, in
the first person and in reported speech (要求客服加急), so that a summary of a wish reads like the wish.
"""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from xiaoer.core.answering.wishes.acts import Acts, is_wish

_CLAUSE = re.compile(
    r"[,，。;；!！?？\n]+|(?<=[\u4e00-\u9fff\d])(?:并且|并(?=加急|取消|退|换|申请|开|预约|要求|给|帮|请|催|将|把)|同时|顺便|然后|另外)"
)
_SENTENCE = re.compile(r"[。；;\n]+")
_NEW_MATTER = re.compile(r"^(?:然后|另外|此外|同时|最后|接着|顺便|还有|再|如果|若|要是|假如|之后|并)")
_SHORT_IF = re.compile(r"((?:还)?(?:没有?|未)(?:发货?|发出|到货?|送到|付款?))(?:的话)?(?:就|那就|请|帮我)(?=.)")
_ONLY_ASKED = re.compile(
    r"询问|咨询|了解|怎么|如何|是否|流程|方法|规则|多久|会不会|为什么|为啥|凭什么|咋|对比|什么|原因|费用|多少|几天|条件|查询|查看|情况|记录"
)
_STILL = re.compile(r"还是|仍|依然|再(?:次|出现|坏|有)|以后|将来|下次")
_SHORT = 8
_LEAD = re.compile(r"^(?:然后|另外|此外|同时|最后|接着|顺便|还有|之后|再|就|那就|那|并且|并|也|先)+")
_IF = re.compile(r"(?:如果|若是|若|要是|假如|倘若|万一|只要)(.+)")
_THEN = re.compile(r"(.{2,30}?)(?:的话)?(?:就|那就|那么|则|再|请|帮我|麻烦)(.+)")
_PROVIDED = re.compile(r"(.{2,40})(?:的话|(?:确认|确定|说|答应).{0,14}后)$")
_INQUIRY = re.compile(
    r"询问|咨询|问问|问一?下|想问|了解|想?知道|查询|查一?下|查查|查看|怎么|如何|是否|流程|方法|政策|规则|多久|会不会|为什么|为何|为啥|凭什么|对比|(?:想|要|先|再)确认(?!下单|购买)|确认一下|说明|能不能(?!帮)|可不可以(?!帮)|原因|条件|要求是|费用|多少|几天|什么|啥时候|何时|没有?$|(?:运费|邮费)[^,。]{0,3}[不吗么?？]?$|到哪(?:一)?步|进度|最晚|最迟|截止|期限|来得及|谁(?:出|付|承担|掏|负责)|吗$"
)
_STRONG = re.compile(
    r"帮(?!助)|(?:能不能|可不可以|可以|能)(?:把|将)|麻烦|给我|替我|要求(?!是)|申请|提出|请求|办理|登记"
)
_MARK = re.compile(
    r"希望|都(?=加急|取消|退|催)|约(?=(?:在|到|个)?(?:周|星期|明天|后天|\d))|就(?=约|退|换|取消|买|下单|预约|改|申请|撤)|供您|供客服|将提供|(?:给|为|帮)[^,，。]{0,10}(?:开|办|申请|预约)|想(?!问|知道|了解|咨询|确认|查|一下|想)|需要|决定|会选择|我会(?:要求|申请|请|让|取消|发送|给|预约|退|换|下单|购买|选择|开|加急|修改|改|提交)|同意|将(?:要|会)?(?=取消|退|换|预约|下单|购买|申请|开|加急|修改)|要(?=取消|退|换|预约|下单|购买|开|改|加急|修改|您|客服)|让(?:客服|您)|换为|改为|换成|改成|改到|确认(?:下单|购买|换|退|取消)"
)
_PAST = re.compile(r"(?:已经?|之前|刚才|刚刚|刚|上次|昨天|前天|以前|当时|曾经?|购买时)[^,，。的]{0,10}$")
_PLAN = re.compile(
    r"考虑|打算|准备|计划|可能|也许|以后|犹豫|想想|暂时|先不(?!要了)|回头|到时候?|看看再|再使?用用?看|再用|再观察|还在想|要不要|纠结|下次|改天"
)
_DENIED = re.compile(
    r"(?:不|别|没有?|无法|未|不想|不要|不会|不再|不用|不必|勿)(?:要|想|会|用|再|需要|必|考虑|打算|选择|急着)?[^,，。]{0,3}$"
)
_AS_NOUN = re.compile(
    r"^(?:的(?!吧|呢|了)|过|后|之后|时|前|以后|失败|不了|中|方式|地址|流程|政策|原因|说明|记录$|状态|进度)"
)
_BUY_STRONG = re.compile(
    r"(?:帮|给我|替我|要求|麻烦|请|决定|选择|确认|确定|直接|同意|将|会|就)[^,，。]{0,12}(?:下单|购买|改购|选购|订购|拍|买|订)|(?:想要?|希望|要)(?:下单|购买|订购|买)|选.{0,10}(?:购买|下单)|下单(?:吧|一?下)?$"
)
_ALL_ORDERS = re.compile(r"都(?=加急|取消|退|催)|(?:所有|全部|每个|每一?单|都).{0,4}订单|订单.{0,4}(?:都|全部)")
_BACK = ("return_apply", "exchange")
_TAKEN_BACK = re.compile(r"不(?:想|用|要)?(?:退|换)(?:货|款)?了|(?:撤销|撤回|取消)[^,，。]{0,4}(?:申请|退|换|售后)")
_NO_EXCHANGE = re.compile(r"地址|电话|手机|号码|收货|收件|人工|客服|快递|话题|抬头|运费|多少")


@dataclass(frozen=True, slots=True)
class Wish:
    """`text` = the words that tell its details; `condition` = under which it holds, "" = none; `order` fixes the
    order's number where one wish meant several orders; `every` = all orders are meant."""

    type: str
    text: str
    condition: str = ""
    order: str = ""
    every: bool = False


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    condition: str


def wishes_in(text: str, acts: Acts, earlier: str = "") -> tuple[Wish, ...]:
    """The wishes of a message in their order; texts in normal form, `earlier` = the shopper's line before."""
    clauses = _clauses(text)
    acts = {kind: rule for kind, rule in acts.items() if rule.about is None or rule.about.search(f"{earlier}\n{text}")}
    found: list[tuple[int, Wish]] = []
    for place, clause in enumerate(clauses):
        kind = _kind(clause.text, acts)
        if (
            kind
            and not _STILL.search(clause.condition)
            and not any(kind == wish.type and not _other_object(clause.text) for _, wish in found)
        ):
            wish = Wish(kind, clause.text, clause.condition, every=bool(_ALL_ORDERS.search(clause.text)))
            found.append((place, wish))
    return tuple(_with_details(clauses, found))


def _other_object(text: str) -> bool:
    """Whether a second wish of the same kind names an order or goods of its own."""
    return bool(re.search(r"\d{8,}|另一?个?(?:订单|单)", text))


def _with_details(clauses: list[_Clause], found: list[tuple[int, Wish]]) -> Iterable[Wish]:
    """Each wish with what stands around it: what comes before the first, and what follows up to the next matter."""
    begin = 0
    for at, (place, wish) in enumerate(found):
        following = found[at + 1][0] if at + 1 < len(found) else len(clauses)
        end = place + 1
        while end < following and not _NEW_MATTER.match(clauses[end].text):
            end += 1
        if at + 1 == len(found):
            end = len(clauses)
        told = [wish.condition] if wish.condition else []
        yield replace(wish, text="，".join([*told, *(c.text for c in clauses[begin:end])]))
        begin = end


def _clauses(text: str) -> list[_Clause]:
    """Clauses with the condition that their sentence began with."""
    clauses: list[_Clause] = []
    for sentence in _SENTENCE.split(text):
        condition = ""
        for raw in (part.strip() for part in _CLAUSE.split(sentence)):
            led, rest = _led(raw)
            condition = led or condition
            if rest:
                clauses.append(_Clause(rest, condition))
    return clauses


def _led(clause: str) -> tuple[str, str]:
    """The condition that a clause states, and what is left to do in it: 如果没发货就取消 → 没发货, 就取消."""
    said = _IF.search(clause)
    if said is None:
        short = _SHORT_IF.match(clause)
        if short:
            return short[1], clause[short.end(1) :].removeprefix("的话")
        provided = _PROVIDED.search(clause)
        return (provided[1], "") if provided else ("", clause)
    tail = said[1]
    split = _THEN.fullmatch(tail)
    if split is None:
        return tail.removesuffix("的话"), ""
    return split[1].removesuffix("的话"), clause[: said.start()] + tail[split.end(1) :].removeprefix("的话")


def _kind(clause: str, acts: Acts) -> str:
    """The type of action that a clause wishes for, "" = none."""
    best: tuple[int, str] | None = None
    for kind, rule in acts.items():
        match = next((m for m in rule.words.finditer(clause) if _wished(clause, m, kind)), None)
        if match is None:
            continue
        if best is None or match.start() < best[0]:
            best = (match.start(), kind)
    return best[1] if best else ""


def _wished(clause: str, match: re.Match[str], kind: str) -> bool:
    before, after = clause[: match.start()], clause[match.end() :]
    taken_back = kind in _BACK and _TAKEN_BACK.search(clause)
    if taken_back or _PAST.search(before) or _DENIED.search(before) or _AS_NOUN.match(after):
        return False
    if _PLAN.search(clause) or (kind == "exchange" and _NO_EXCHANGE.search(clause)):
        return False
    if kind == "place_order":
        return bool(_BUY_STRONG.search(clause)) and not _INQUIRY.search(clause)
    asked = _INQUIRY.search(clause)
    if asked:
        return bool(_STRONG.search(clause)) and not _ONLY_ASKED.search(clause)
    if match.start() <= 1 and len(clause) <= _SHORT:
        return True
    return bool(_MARK.search(clause) or _STRONG.search(clause)) or is_wish(_LEAD.sub("", clause))


def leaves_open(text: str) -> bool:
    """Whether a line only asks, plans or sets a condition, so that nothing is wished by it."""
    return bool(_INQUIRY.search(text) and not _STRONG.search(text)) or bool(_PLAN.search(text) or _IF.search(text))
