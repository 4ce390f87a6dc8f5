"""A question that was passed over: asked beside another one, or for a measure, and no later line bears an answer to it.

An answer need not use the question's words, so a question counts as passed over only where that is plain: the lines
that follow it answer what was asked beside it, and nothing said to the end of the chat shares its matter; or it asks
for a quantity (多厚, 几天, 多少钱) and no such quantity, and no word of its matter, is ever named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xiaoer.core.inspection.judges.case import ANGRY, HOLD, LEAVES, QUESTION, Case
from xiaoer.core.inspection.marks import Draft

PASSED_OVER = "scorecard.passed_over"
_NUMBER = r"[\d一二三四五六七八九十两半几百]"
_QUANTITIES = (
    (re.compile(r"多[厚长宽高深粗]|(?:尺寸|高度|长度|厚度)(?:是)?多少"), re.compile(r"厘米|公分|毫米|[cm]m|\d米|寸")),
    (re.compile(r"多重|几斤|重量"), re.compile(r"斤|克|kg|吨")),
    (
        re.compile(r"几天|多久|多长时间|什么时候|几点|哪天|何时"),
        re.compile(rf"{_NUMBER}个?(?:天|日|小时|分钟|周|月|年|点|号|秒)|\d|今|明|后天|周|月底|马上|立刻|随时|当天|尽快|长期|一直|慢|快|稍后|很久|以后"),
    ),
    (re.compile(r"多少钱|什么价|价格|怎么卖|几块"), re.compile(r"\d|块|元|免费|不(?:要|收)|包|百|价")),
)  # fmt: skip
"""What is asked for, and what an answer to it holds."""
_CUT = re.compile(r"[,.!;~?\s]+|另外|还有就是|对了|顺便(?:问)?")
_FILLING = re.compile(
    r"请问|你们家?|你家|您们?|咱们?|我们?|老板|客服|亲|这个|那个|这款|那款|这|那|哪个|哪里|哪|的话|的|了|吗|呢|吧|呗|啊|呀|嘛|哈|哦|么|"
    r"能不能|可不可以|可以不|会不会|是不是|有没有|要不要|行不行|好不好|怎么|怎样|如何|什么|多少|几个?|几[天点]|多[久大长重厚高宽]|能|可以|可|要|想|有|是|会|不|没|和|跟|也|都|就|给|把|被|在|到|用|做|"
    r"一下|一个|一样|一|个|再|还|又|先|请|帮|麻烦|知道|问|说|看|对|上|下|里|多|点|买|拍|单|行|好|时候|现在|今天|明天"
)
_ASKS = re.compile(
    r"能不能|可不可以|可以.{1,12}(?:吗|不|么)|吗$|么$|[要行能有会是]不$|不$|没$|有没有|多少|多[厚长宽高深重]|几天|多久|怎么[^了样]|什么时候|哪"
)
_SAYS_SO = re.compile(
    r"(?:^|[,.!;~ ])(?:亲|您好|好的|嗯)?[, ]?(?:都|也|肯定)?(?:可以|能|会|有|没|不|行|是|对|支持|一样|正常|要|得|随|看)"
)
"""A clause that begins with yes or no answers whatever stands open."""
_WISHES = re.compile(r"给我|帮我|麻烦|[呗吧]$|^(?:再|先|想)?[寄换补退发改]")
_LEAVES_IT = re.compile(
    r"没(?:说|通知|定|消息)|催|页面|详情|链接|图|说明|不清楚|不知道|确认|核实|[查问量]|转|同事|专员|师傅|主管|抱歉|对不起|不好意思"
)
"""Words that send him elsewhere or put it off: then it was not passed over."""
_NO_ASK = re.compile(r"怎么[^,.!?]*[了的]$|推荐|适合|哪[个款]好|介绍")
"""A reproach in the form of a question; and advice that is asked for, which `missed_offer` judges."""
_TOUCHED = 2  # characters of the matter that are named somewhere later: it may have been answered in other words
_LEAST = 2  # characters of matter that a question needs to be followed up


def passed_over(case: Case) -> Iterator[Draft]:
    """`unanswered_question` in the middle of a chat; one a chat, the first."""
    for run, answer in _exchanges(case):
        asks = [(i, clause) for i in run for clause in _clauses(case.words[i]) if _is_ask(clause)]
        later = [j for j in range(answer[0], len(case.rows)) if case.rows[j].side in ("human", "robot")]
        said = " ".join(case.words[j] for j in later)
        reply = " ".join(case.words[j] for j in answer)
        if (
            not asks
            or HOLD.search(reply)
            or _LEAVES_IT.search(reply)
            or any(case.rows[j].kind != "text" for j in answer)
        ):
            continue
        beside = [
            clause for i in run for clause in _clauses(case.words[i]) if _is_ask(clause) or _WISHES.search(clause)
        ]
        for i, clause in asks:
            others = [other for other in beside if other != clause]
            if _is_open(clause, others, reply, said):
                reason = "同时问的另一件事，到最后没有人回答"
                yield Draft("unanswered_question", case.seqs(i, answer[0]), reason, PASSED_OVER, 0.8)
                return


def _exchanges(case: Case) -> Iterator[tuple[list[int], list[int]]]:
    """Each run of shopper lines and the human lines that follow it."""
    run: list[int] = []
    answer: list[int] = []
    for i, row in enumerate(case.rows):
        if row.side == "shopper":
            if answer:
                yield run, answer
                run, answer = [], []
            if row.kind == "text":
                run.append(i)
        elif row.side == "human" and run:
            answer.append(i)
        elif row.side in ("robot", "transfer"):
            run, answer = [], []  # who answered what is not plain
    if run and answer:
        yield run, answer


def _clauses(words: str) -> list[str]:
    return [clause for clause in _CUT.split(words) if clause]


def _is_ask(clause: str) -> bool:
    return (
        _ASKS.search(clause) is not None
        and QUESTION.search(clause + "?") is not None
        and not (ANGRY.search(clause) or LEAVES.search(clause) or _NO_ASK.search(clause))
        and len("".join(_matter(clause))) >= _LEAST
    )


def _matter(clause: str) -> list[str]:
    """What a question is about, without the words of asking: its pairs of characters, single ones where alone."""
    pairs: list[str] = []
    for run in _FILLING.sub(" ", clause).split():
        pairs += [run[k : k + 2] for k in range(len(run) - 1)] or [run]
    return pairs


def _is_open(clause: str, others: list[str], reply: str, said: str) -> bool:
    matter = _matter(clause)
    if any(pair in said for pair in matter) or len(set("".join(matter)) & set(said)) >= _TOUCHED:
        return False
    for asked, given in _QUANTITIES:
        if asked.search(clause):
            return given.search(said) is None and re.search(r"\d", reply) is None
    met = any(any(pair in reply for pair in _matter(other)) for other in others)
    return met and _SAYS_SO.search(reply) is None
