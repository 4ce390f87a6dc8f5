"""Promises in what the shop says (承诺): an act with a time or a sum that a colleague will be held to.

A sentence promises when one of its clauses names an act of ours (发货, 退款, 回电 …) that is neither asked, denied,
past, conditional, somebody else's nor a general rule, and the sentence holds a time (or, for money, a sum). A part of
a day counts to its end (上午 → 12:00, 下午 → 18:00, a day → 23:59).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from xiaoer.core.text.dates import find_dates
from xiaoer.core.text.quantities import find_money

Kind = Literal["ship", "resend", "refund", "pay", "call", "reply", "invoice", "pickup", "intercept", "change"]

# In the order in which they are asked: what stands earlier is what the clause is about.
_ACTS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))  # type: ignore[misc]
    for kind, words in (
        ("pickup", r"上门取"),
        ("intercept", r"拦截|拦[下回住]"),
        ("resend", r"补发|补寄|重发|重寄|重新[发寄]"),
        ("invoice", r"(?:发票|专票|普票).{0,12}(?:开|补|发)|开.{0,6}(?:发票|专票)"),
        (
            "pay",
            r"补偿|赔[您付偿]|返[您给现]?.{0,3}(?=\d)|报销|补贴|红包|(?:补您|给您补).{0,4}\d|补.{0,8}差价|打给您(?=$)",
        ),
        ("refund", r"退款|退[您给]|给您退|退.{0,3}\d+(?:\.\d+)?[元块]|refund you"),
        ("change", r"改好|帮您改|给您改|修改.{0,4}(?:地址|电话|信息)"),
        ("call", r"回电|打电话|回个?电话|致电|联系您|打给您.{0,4}说|call you"),
        ("reply", r"回[复您话]|答复|消息|会?有结果|给结果|告诉您|通知您|跟您说|跟您讲"),
        ("ship", r"发货|发出|发走|寄出|寄走|给您[发寄]|安排发|(?:will|'ll) ship"),
    )
)
_MONEY: frozenset[Kind] = frozenset({"pay", "refund"})
_ASKS = re.compile(r"[?？]|吗|(?:可以|行|好)么|还是|几点|什么时候|呢$")
_DENIED = re.compile(r"[发退补赔来]不了|不[补退赔发能可会保]|没法|无法|没有?办法|不一定|未")
_PAST = re.compile(r"已经?(?!.{0,2}加急)|昨[天晚日]|前天|上次|上周|刚才?给|曾")
_RULE = re.compile(r"本店|一般|通常|付款后|下单后|拍下|发货后|满\d|都可以|都会|立减|支持|预售|如果|要是|若|的话|假如")
_OTHERS = re.compile(r"^(?:快递员?|物流|顺丰|圆通|中通|申通|韵达|包裹|平台|银行|他们|活动|优惠券|显示)")
_TO_SHOPPER = re.compile(
    r"请(?!放心)|麻烦您|需要您|(?<![给帮为补退赔返])您(?:先|可以|自己|那边|的话|把|在|付|寄|拍|补)|给我(?!们)|寄回"
)
_IF_BOUGHT = re.compile(
    r"(?:现在|今天|这会儿|\d点前)(?:付款|下单|拍下?)[^。]{0,6}(?:预计|的话|就?能|可以)|(?:现在|今天)(?:付款|下单)，预计"
)
_SENTENCE = re.compile(r"[^。！!；;\n]+")
_CLAUSE = re.compile(r"[^，,、]+")

_DIGITS = {
    "半": 0.5, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "十一": 11, "十二": 12,
}  # fmt: skip
_SPAN = re.compile(
    r"(\d+|半|十[一二]?|[一二两三四五六七八九])\s*个?(分钟|刻钟|小时|钟头|工作日|天)(?:之?内|以内|后|钟)?"
)
_CLOCK = re.compile(
    r"(凌晨|早上?|上午|中午|下午|傍晚|晚上?|今晚|明晚|明早)?\s*"
    r"(?:(\d{1,2})[:：](\d{2})|(\d{1,2}|十[一二]?|[一二两三四五六七八九])点(半|\d{1,2}分?)?|(\d{1,2})\s*([ap]m))",
    re.IGNORECASE,
)
_PART = re.compile(r"(凌晨|一早|明早|早上|上午|中午|下午|傍晚|今晚|明晚|晚上)")
_ENDS = {"凌晨": time(6), "一早": time(12), "明早": time(12), "早上": time(12), "上午": time(12), "中午": time(12),
         "下午": time(18), "傍晚": time(18)}  # fmt: skip
_END_OF_DAY = time(23, 59)


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised. `due` aware, None when only a sum was named; `start`, `end` = the sentence in the text."""

    kind: Kind
    text: str
    due: datetime | None
    amount: Decimal | None
    start: int
    end: int


def find_promises(text: str, now: datetime) -> tuple[Promise, ...]:
    """All promises of a text, one of a kind per sentence. `now` is aware, in the shop's time zone."""
    found: list[Promise] = []
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0]
        if _ASKS.search(words) or _IF_BOUGHT.search(words):
            continue
        kinds: dict[Kind, str] = {}
        for clause in _CLAUSE.findall(words):
            kind = _act_of(clause.strip())
            if kind is not None:
                kinds.setdefault(kind, clause)
        for kind, clause in _settled(kinds).items():
            due = due_of(clause, now) or due_of(words, now)
            amount = _sum(clause, words) if kind in _MONEY else None
            if due is not None or amount is not None:
                found.append(Promise(kind, words.strip(), due, amount, sentence.start(), sentence.end()))
    return tuple(found)


def _act_of(clause: str) -> Kind | None:
    barred = (_DENIED, _PAST, _RULE, _OTHERS, _TO_SHOPPER)
    for kind, pattern in _ACTS:
        if pattern.search(clause):
            return None if any(bar.search(clause) for bar in barred) else kind
    return None


def _settled(kinds: dict[Kind, str]) -> dict[Kind, str]:
    """One matter, one promise: news of a shipping is no promise beside it; money said twice is one sum."""
    if len(kinds) > 1 and "reply" in kinds:
        kinds = {k: c for k, c in kinds.items() if k != "reply"}
    if "pay" in kinds and "call" in kinds:
        kinds = {k: c for k, c in kinds.items() if k != "call"}
    if "change" in kinds and "ship" in kinds:
        kinds = {k: c for k, c in kinds.items() if k != "change"}
    return kinds


def _sum(clause: str, sentence: str) -> Decimal | None:
    sums = find_money(clause) or find_money(sentence)
    return sums[0] if sums else None


def due_of(text: str, now: datetime) -> datetime | None:
    """The time that a text names as the latest; None when it names none."""
    span = _SPAN.search(text)
    if span is not None:
        return _after(span, now)
    day = next((m.day for m in find_dates(text, now) if m.day >= now.date()), None)
    if re.search(r"明[早晚]", text):
        day = day or now.date() + timedelta(days=1)
    clock = _CLOCK.search(text)
    if clock is not None:
        moment = datetime.combine(
            day or now.date(), _clock(clock, now if day in (None, now.date()) else None), now.tzinfo
        )
        return moment if moment > now else None
    part = _PART.search(text)
    if day is None and part is None:
        return None
    end = _ENDS.get(part[1], _END_OF_DAY) if part else _END_OF_DAY
    return datetime.combine(day or now.date(), end, now.tzinfo)


def _after(match: re.Match[str], now: datetime) -> datetime:
    count = float(match[1]) if match[1].isdigit() else _DIGITS[match[1]]
    if match[2] == "工作日":
        day = now.date()
        for _ in range(int(count)):
            day += timedelta(days=1)
            while day.weekday() > 4:
                day += timedelta(days=1)
        return datetime.combine(day, _END_OF_DAY, now.tzinfo)
    minutes = {"分钟": 1, "刻钟": 15, "小时": 60, "钟头": 60, "天": 1440}[match[2]]
    return now + timedelta(minutes=count * minutes)


def _clock(match: re.Match[str], now: datetime | None) -> time:
    """The hour meant; without a part of the day the next such hour of today."""
    part = match[1] or ""
    hour_text = match[2] or match[4] or match[6]
    hour = int(hour_text) if hour_text.isdigit() else int(_DIGITS[hour_text])
    minute = int(match[3] or 0)
    if match[5]:
        minute = 30 if match[5] == "半" else int(re.sub(r"\D", "", match[5]))
    late = part in ("下午", "傍晚", "晚", "晚上", "今晚", "明晚") or (match[7] or "").lower() == "pm"
    afternoon = late or (not part and now is not None and hour <= now.hour)
    if afternoon and hour < 12:
        hour += 12
    return _END_OF_DAY if hour >= 24 else time(hour, min(minute, 59))
