"""Manners: greeting, closing, curt replies, long waits without a word of apology, holds that were forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import (
    ADDRESS,
    ANGRY,
    APOLOGY,
    GREETING,
    HOLD,
    LATER,
    LEAVES,
    MORE,
    STATED,
    THANKS,
    WISH,
    Case,
    bare,
    is_curt,
)  # fmt: skip
from xiaoer.core.inspection.kpi_rules import Hours
from xiaoer.core.inspection.marks import Draft
from xiaoer.core.inspection.platform import personal

HOURS = Hours(8 * 3600, 23 * 3600)
SLOW_MS = 180_000
HOLD_MS = 15 * 60_000
_NEXT_LINES = 4
_FAREWELL = re.compile(r"不客气|不用谢|不谢|应该的|客气(?:啦|了)|再见|拜拜|回见")
_WAITS = re.compile(
    r"^(?:好的?|嗯|行|那)?[,，。 ]?(?:我|那)?(?:先)?(?:(?:等着|等你|等您|等消息|等等看)[吧哈呢了。!！~]*$|(?:稍等|等我|等一?下|我(?:去)?(?:找|翻|量|看|问)(?:一?下|看看|找找)))"
)
_TAKES_LEAVE = re.compile(rf"{THANKS.pattern}|{LEAVES.pattern}|谢|辛苦|再见|拜|回见|晚安|88|bye|thank|thx", re.I)
"""Who only agrees (好, 知道了) has not said goodbye: silence after it is no fault."""
_BACK = re.compile(r"回复|答复|回您|给您|告诉您|内|通知您|处理|查")
_AGREES = re.compile(r"(?:好[的滴吧嘞哒]?|行|可以|嗯+|ok|那就)[^不没]*$", re.I)


def greeting(case: Case) -> Iterator[Draft]:
    """`no_greeting`: neither of the first two human lines greets or addresses the shopper."""
    first = case.humans[:2]
    if not first or not case.shoppers:
        return
    if not any(ADDRESS.search(case.words[i]) or GREETING.search(case.words[i]) for i in first):
        yield Draft("no_greeting", case.seqs(first[0]), "开头两句里没有问候或称呼", "scorecard.greeting", 0.95)


def curt(case: Case) -> Iterator[Draft]:
    """`cold_reply`: a whole line of at most two characters."""
    for i in case.humans:
        if case.words[i] and is_curt(case.words[i], case.rows[i].text):
            yield Draft(
                "cold_reply", case.seqs(i), f"只回了“{case.rows[i].text.strip()}”", "scorecard.cold_reply", 0.97
            )


def closing(case: Case) -> Iterator[Draft]:
    """`bad_closing` and praise `good_closing`."""
    if not case.humans or not case.shoppers:
        return
    last = case.shoppers[-1]
    after = [j for j in case.humans if j > last]
    tail = after or _run_before(case, last)
    said = [_signs(case.words[j]) for j in tail]
    if len(set().union(*said)) >= 2 and (after or _is_farewell(case, last)):
        lines = [j for j, signs in zip(tail, said, strict=True) if signs]
        yield Draft(
            "good_closing",
            case.seqs(*lines),
            "收尾时有感谢、祝愿、再问或日后相助中的两样",
            "scorecard.good_closing",
            0.9,
        )
        return
    if not _is_farewell(case, last) or (not after and _was_closed(case, last)):
        return
    if not after and HOLD.search(case.words[case.humans[-1]]):
        return  # the shopper waits, he doesn't leave
    if not after and _TAKES_LEAVE.search(case.words[last]):
        yield Draft(
            "bad_closing", case.seqs(last, case.humans[-1]), "买家道别后没有人回应", "scorecard.bad_closing", 0.9
        )
    elif after and all(is_curt(case.words[j], case.rows[j].text, friendly=True) for j in after):
        yield Draft("bad_closing", case.seqs(last, after[-1]), "买家道别，只敷衍了一句", "scorecard.bad_closing", 0.9)


def _signs(words: str) -> set[str]:
    asked = MORE.sub(" ", words)  # 还有其他问题要咨询吗 asks for more, it does not offer help for later as well
    found = {name for name, pattern in (("wish", WISH), ("later", LATER), ("thanks", THANKS)) if pattern.search(asked)}
    return found | {"more"} if asked != words else found


def _run_before(case: Case, i: int) -> list[int]:
    run: list[int] = []
    for j in range(i - 1, -1, -1):
        if case.rows[j].side == "human":
            run.append(j)
        elif case.rows[j].side == "shopper" and (run or not case.rows[j].courtesy):
            break
    return run[::-1]


def _is_farewell(case: Case, i: int) -> bool:
    """Thanks, assent or leaving, not in anger, and not with a question still open."""
    words = case.words[i]
    if not bare(words) or ANGRY.search(words):
        return False
    agrees = _AGREES.match(words) is not None and len(bare(words)) <= 9 and not case.is_question(i)
    leaves = LEAVES.search(words) is not None and len(bare(words)) <= 16 and "?" not in words
    thanks = THANKS.search(words) is not None and len(bare(words)) <= 14 and not case.is_question(i)
    if not (case.rows[i].courtesy or leaves or thanks or agrees):
        return False
    earlier = case.before(i, case.shoppers, 4)
    since = max((j for j in case.humans if j < i), default=-1)
    if any(j > since and case.is_question(j) for j in earlier):
        return False
    return not any(ANGRY.search(case.words[j]) for j in earlier[:2])


def _was_closed(case: Case, last: int) -> bool:
    """Whether a closing was said before the farewell."""
    return any(_signs(case.words[j]) or _FAREWELL.search(case.words[j]) for j in _run_before(case, last)) or any(
        len(_signs(case.words[j])) >= 2 for j in case.before(last, case.humans, 3)
    )


def slow(case: Case) -> Iterator[Draft]:
    """`slow_no_apology`: more than three minutes within hours, and no apology then or in the next four human lines."""
    if not case.talk.timed:
        return
    start = None
    rows = personal(case.rows)
    humans = [row for row in rows if row.side == "human"]
    by_seq = {row.seq: i for i, row in enumerate(case.rows)}
    for row in rows:
        if (
            row.side == "shopper"
            and start is None
            and not row.courtesy
            and not _WAITS.search(row.text)
            and HOURS.holds(row.tod)
        ):
            start = row
        elif row.side == "human":
            if start is not None and row.ms - start.ms > SLOW_MS:
                at = humans.index(row)
                near = humans[at : at + _NEXT_LINES + 1]
                if not any(APOLOGY.search(case.words[by_seq[h.seq]]) for h in near):
                    wait = (row.ms - start.ms) // 60_000
                    yield Draft(
                        "slow_no_apology", (row.seq,), f"让买家等了 {wait} 分钟，没有致歉", "scorecard.slow", 0.95
                    )
            start = None


def holds(case: Case) -> Iterator[Draft]:
    """`forgotten_hold`: 稍等 without a time, then no human line for more than a quarter of an hour."""
    if not case.talk.timed:
        return
    for i in case.humans:
        words = case.words[i]
        held = HOLD.search(words)
        if not held or _says_when(words, held.start()):
            continue
        after = case.human_after(i)
        if after is None:
            if _still_waiting(case, i):
                yield Draft("forgotten_hold", case.seqs(i), "说了稍等，之后再没有回来", "scorecard.hold", 0.85)
        elif case.rows[after].ms - case.rows[i].ms > HOLD_MS:
            wait = (case.rows[after].ms - case.rows[i].ms) // 60_000
            yield Draft("forgotten_hold", case.seqs(i), f"说了稍等，{wait} 分钟后才回来", "scorecard.hold", 0.95)


def _says_when(words: str, at: int) -> bool:
    """Whether a time is stated for coming back: in the clause of the hold, after it, or as 2分钟给您答复 before it."""
    begun = max(words.rfind(mark, 0, at) for mark in ",.!?;") + 1
    return STATED.search(words, begun) is not None or any(
        STATED.search(clause) and _BACK.search(clause) for clause in re.split(r"[,.!?;]", words[:begun])
    )


def _still_waiting(case: Case, i: int) -> bool:
    """After the last human line: the shopper did not say that it is done with."""
    return not any(LEAVES.search(case.words[j]) for j in case.shoppers if j > i)
