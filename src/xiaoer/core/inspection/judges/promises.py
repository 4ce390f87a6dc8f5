"""`broken_promise`: a stated time passed without the thing; cites the promise and the shopper's chase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from xiaoer.core.inspection.judges.case import HOLD, STATED, Case, bare
from xiaoer.core.inspection.marks import Draft
from xiaoer.core.inspection.rows import DAY_MS

_MINUTE, _HOUR = 60_000, 3_600_000
_EVENING = 18 * _HOUR  # what was promised for a day may be asked for from its evening on
_PARTS = (("早", 10), ("上午", 12), ("中午", 13))  # parts of a day, and when they are over
_GRACE = _MINUTE
_NUMBER = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "半": 0.5,
}
_ANSWER = re.compile(
    r"答复|回复|回您|回话|告诉您|通知您|给您(?:结果|方案|消息|说法|回|个)|联系您|查(?:好|清楚)|核实(?:好|清楚)|给(?:到)?(?:您)?(?:结果|方案|准信|准话|回音|答案)|发您"
)
_THING = re.compile(
    r"发(?:出|货|走|给您|(?=[,.!~的哦]|$))|寄出|出库|(?:能|会|可以|准时|一定|肯定|准)?到(?:货|账|达|您|家|手)|(?:能|会|一定|肯定|准)到|送(?:到|达)|退(?:款|给您|到|回)|处理(?:好|完)|"
    r"上门|改好|补(?:发|寄)|打款|补给您|安装|退还|揽收|更新|[天晚早日点前]到(?:[,.!~的哦]|$)|完成|搞定|(?:打|转)(?:钱|款)?(?:给|到|进)您|打您电话|发到|报价|打(?:个)?电话|打给您|给您打|换(?:好|给您|新)|寄(?:到|给您|走)|致电|回电|来电|拨给您|就[寄发送出打拍做装修改]|拍(?:给您|图|照|成品)|给(?:您|你)(?!的)[^,.!?]{1,8}|出(?:图|稿|货|库)|送(?:去|过去|出)"
)
_FORECAST = re.compile(r"预计|正常|一般|大概|大约|左右|可能|通常|应该|估计|争取|尽量|最快|有望")
_CONDITION = re.compile(
    r"前(?:拍|付款|下单|付|提交|支付)|(?:拍下|付款|下单|签收|审核|收到|提交|揽收|申请)(?:以?后|之后|成功)|如果|要是|的话|营业时间|工作时间|上班时间"
)
_SPAN = re.compile(
    r"(\d+|[二三四五]?十[一二三四五六七八九]?|[一两二三四五六七八九半])\s*个?(?:多)?\s*(分钟|min|分(?!之)|小时|天)(?:内|之内|以内|左右|后)?"
)
_CLOCK = re.compile(
    r"(今天|今晚|今日|明天|明早|明晚|明|后天|当天)?\s*(上午|中午|下午|晚上|傍晚|早上|晚)?\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?::|点)\s*(半|\d{1,2})?"
)
_DAY = re.compile(r"今天|今晚|今日|当天|明天|明早|明晚|明日|后天")
_TIMED = re.compile(r"\d|[点分天时]|今|明|当天")  # without one of these no time is stated
_CHASE = re.compile(
    r"还没|还不|(?:到现在|现在|都|也)[^,.!?]{0,3}没|怎么还|咋还|没收到|没到|没有?(?:消息|动静|发|退|回复|人|答复|结果|来)|不是说|说好|说的|答应|承诺|人呢|[呢吗][?]*$|几点了|都[^,.]{0,8}(?:了|点)|[一二两三四五六七八九十\d]点(?:半|多|钟|[一二三四五]?十)?[都]?了|骗|"
    r"怎么没|又没|没(?:打|送|换|补|寄|改|弄|联系|上门|更新|处理)|到底|催|[?]{2,}|好了(?:吗|没)|怎么样了|进展|多久"
)


@dataclass(frozen=True, slots=True)
class _Promise:
    place: int
    until_ms: int
    kind: Literal["answer", "thing"]
    minutes: bool


def broken(case: Case) -> Iterator[Draft]:
    """Promises with a time whose time passed."""
    if not case.talk.timed:
        return
    cited: set[int] = set()
    for i in case.humans:
        promise = _promise(case, i)
        if promise is None:
            continue
        chase = _chase(case, promise)
        if chase is not None and chase not in cited:
            cited.add(chase)
            reason = f"答应“{_short(case.rows[i].text)}”，到时间没有兑现"
            yield Draft("broken_promise", case.seqs(i, chase), reason, "scorecard.promise", 0.92)
        elif chase is None and _came_late(case, promise):
            yield Draft("broken_promise", case.seqs(i), "答应的时间过了才回来", "scorecard.promise", 0.85)


def _promise(case: Case, i: int) -> _Promise | None:
    words = case.words[i]
    if not words or not _TIMED.search(words) or words.rstrip(" .!~").endswith(("?", "吗", "呢")):
        return None
    for clause in re.split(r"[,.!;]", words):
        until, minutes = _until(clause, case.rows[i].ms, case.rows[i].tod)
        if until is None or _CONDITION.search(clause) or _FORECAST.search(clause):
            continue
        if (
            re.search(r"(?:您|你)(?!的|这)(?:在|于)?[^给]{0,4}$", clause[: max(0, clause.find(_stated(clause)))])
            and "给您" not in clause
        ):
            continue
        begun = words.find(clause)
        after = words[begun + len(clause) : begun + len(clause) + 16]
        near = clause if STATED.search(after) else clause + after
        if _ANSWER.search(near):
            return _Promise(i, until, "answer", minutes)
        if _THING.search(near) and not re.search(r"已经?(?:发|退|寄|改|同意|补|打)", near):
            return _Promise(i, until, "thing", minutes)
    return None


def _stated(clause: str) -> str:
    found = _SPAN.search(clause) or _CLOCK.search(clause) or _DAY.search(clause)
    return found[0] if found else ""


def _until(clause: str, now: int, tod: int) -> tuple[int | None, bool]:
    """The moment that a clause states, and whether it is exact to the minute."""
    midnight = now - tod
    if span := _SPAN.search(clause):
        number = _count(span[1])
        unit = {"分": _MINUTE, "m": _MINUTE, "小": _HOUR, "天": DAY_MS}[span[2][0]]
        return (now + int(number * unit), unit < DAY_MS) if number else (None, False)
    days = 1 if "明" in clause else 2 if "后天" in clause else 0
    if clock := _CLOCK.search(clause):
        hour = _hour(clock[3])
        late = bool(clock[2] in ("下午", "晚上", "傍晚", "晚") or clock[1] in ("今晚", "明晚"))
        if hour < 12 and (late or (days == 0 and not clock[2] and hour * _HOUR < tod and clock[1] != "明早")):
            hour += 12
        if hour > 24:
            return None, False
        minute = 30 if clock[4] == "半" else int(clock[4] or 0)
        return midnight + days * DAY_MS + hour * _HOUR + minute * _MINUTE, True
    if _DAY.search(clause):
        end = next((hour * _HOUR for part, hour in _PARTS if part in clause), _EVENING)
        return midnight + days * DAY_MS + max(end, 0 if days else min(tod + _HOUR, DAY_MS)), False
    return None, False


def _count(text: str) -> float:
    """半 = 0.5, 二十 = 20, 十五 = 15."""
    if text.isdigit():
        return float(text)
    if "十" not in text:
        return float(_NUMBER[text])
    tens, _, ones = text.partition("十")
    return float(_NUMBER.get(tens, 1) * 10 + _NUMBER.get(ones, 0))


def _hour(text: str) -> int:
    if text.isdigit():
        return int(text)
    if len(text) == 2 and text[0] == "十":
        return 10 + int(_NUMBER[text[1]])
    return int(_NUMBER[text[0]]) or 0


def _chase(case: Case, promise: _Promise) -> int | None:
    """The shopper line that asks for the thing after its time, when no human line brought it before."""
    for j in range(promise.place + 1, len(case.rows)):
        row = case.rows[j]
        if row.side == "human" and row.ms <= promise.until_ms + _GRACE and _fulfils(case, promise, j):
            return None
        if row.side == "human" and row.ms > promise.until_ms + _GRACE and promise.kind == "answer":
            return None  # came late: judged apart
        if row.side == "shopper" and row.ms > promise.until_ms and not row.courtesy and _CHASE.search(case.words[j]):
            return j
    return None


def _fulfils(case: Case, promise: _Promise, j: int) -> bool:
    """Whether a later human line brings what was promised: an answer that is no second hold, or word that it is done."""
    words = case.words[j]
    done = (
        re.search(
            r"已(?:经)?|好了|查到|核实(?:好|到|了)|(?:发|寄|退|补|改)(?:出|给您)?了|单号[^,.]{0,4}(?:是|[:a-z\d])",
            words,
        )
        is not None
    )
    if promise.kind == "answer":
        after_shopper = any(promise.place < k < j and not case.rows[k].courtesy for k in case.shoppers)
        return done or (
            len(bare(words)) > 8
            and not HOLD.search(words)
            and (after_shopper or promise.minutes)
            and _new(case, promise, j)
        )
    return done


def _new(case: Case, promise: _Promise, j: int) -> bool:
    """Not merely the end of the promise itself (请您留意消息) a moment later."""
    return case.rows[j].ms - case.rows[promise.place].ms > 40_000 and not re.search(r"留意|请您?等|放心", case.words[j])


def _came_late(case: Case, promise: _Promise) -> bool:
    """An answer promised within minutes or hours, and the next human line came well after that."""
    if promise.kind != "answer" or not promise.minutes:
        return False
    later = [j for j in case.humans if j > promise.place and case.rows[j].ms - case.rows[promise.place].ms > 60_000]
    length = promise.until_ms - case.rows[promise.place].ms
    return bool(later) and length > 0 and case.rows[later[0]].ms > promise.until_ms + max(5 * _MINUTE, length // 4)


def _short(text: str) -> str:
    line = text.split("\n", maxsplit=1)[0]
    return line if len(line) <= 24 else line[:23] + "…"
