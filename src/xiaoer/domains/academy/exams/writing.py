"""What a written question must be so that it can be asked. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xiaoer.domains.academy.exams.errors import BadQuestion
from xiaoer.domains.academy.exams.shapes import (
    BLANK,
    FALSE,
    HARDEST,
    KINDS,
    PAIR,
    SKILLS,
    TOPICS,
    TRUE,
    WRONG_LINE,
    Question,
)  # fmt: skip

MOST_OPTIONS = 12
MOST_LINES = 40


def checked(question: Question) -> Question:
    """The question without idle spaces. Raises `BadQuestion` saying which column is wrong and what to do."""
    right = tuple(t for line in question.right if (t := line.strip()))
    wrong = tuple(t for line in question.wrong if (t := line.strip()))
    clean = replace(question, stem=question.stem.strip(), right=right, wrong=wrong, why=question.why.strip())
    _common(clean)
    _KINDS[clean.kind](clean)
    return clean


def _common(q: Question) -> None:
    if q.kind not in KINDS:
        raise BadQuestion(
            f"没有题型“{q.kind}”", "题型填单选、多选、判断、连线、填空、简答、排序、找错、计算、陪练之一", "题型"
        )
    if q.topic not in TOPICS:
        raise BadQuestion(f"没有知识点“{q.topic}”", f"填{'、'.join(TOPICS)}之一", "知识点")
    if q.skill not in SKILLS:
        raise BadQuestion(f"没有能力“{q.skill}”", "填能力表里的一项", "能力")
    if not 1 <= q.difficulty <= HARDEST:
        raise BadQuestion(f"难度是{q.difficulty}", f"填1到{HARDEST}的整数", "难度")
    if not q.stem:
        raise BadQuestion("题干是空的", "写上题干", "题干")
    if not q.right:
        raise BadQuestion("没有正确答案", "写上正确答案，多个答案一行一个", "正确")
    if len(q.right) + len(q.wrong) > MOST_LINES:
        raise BadQuestion("选项太多", f"最多{MOST_LINES}项", "正确")


def _single(q: Question) -> None:
    if len(q.right) != 1:
        raise BadQuestion("单选题只能有一个正确选项", "只留一行，或把题型改成多选", "正确")
    _options(q)


def _options(q: Question) -> None:
    if not q.wrong:
        raise BadQuestion("没有错误选项", "至少写一个错误选项，一行一个", "错误")
    if len({*q.right, *q.wrong}) < len(q.right) + len(q.wrong):
        raise BadQuestion("有两个选项一样", "改成不同的说法", "错误")
    if len(q.right) + len(q.wrong) > MOST_OPTIONS:
        raise BadQuestion("选项太多", f"正确和错误的选项加起来最多{MOST_OPTIONS}个", "错误")


def _judge(q: Question) -> None:
    if q.right not in ((TRUE,), (FALSE,)):
        raise BadQuestion("判断题的答案看不懂", f"填“{TRUE}”或“{FALSE}”", "正确")


def _match(q: Question) -> None:
    sides = [line.split(PAIR, 1) for line in q.right]
    if any(len(s) != 2 or not all(part.strip() for part in s) for s in sides):
        raise BadQuestion("连线题有一行没有写成对", f"每行写成“左边{PAIR}右边”", "正确")
    if len(sides) < 2:
        raise BadQuestion("连线题只有一对", "至少写两对", "正确")
    if len({s[0] for s in sides}) < len(sides) or len({s[1] for s in sides}) < len(sides):
        raise BadQuestion("连线题有重复的一边", "左边、右边都不要重复", "正确")


def _fill(q: Question) -> None:
    blanks = q.stem.count(BLANK)
    if blanks != len(q.right):
        raise BadQuestion(
            f"题干有{blanks}个空，答案有{len(q.right)}行", f"空用四个下划线“{BLANK}”表示，一个空一行答案", "正确"
        )


def _order(q: Question) -> None:
    if len(q.right) < 3:
        raise BadQuestion("排序题少于三步", "至少写三步，按正确的先后一行一步", "正确")
    if len(set(q.right)) < len(q.right):
        raise BadQuestion("排序题有两步一样", "改成不同的说法", "正确")


def _errors(q: Question) -> None:
    wrong = sum(line.startswith(WRONG_LINE) for line in q.right)
    if not wrong or wrong == len(q.right):
        raise BadQuestion("找错题没有标出错的话，或全标成了错", f"错的那几行前面加“{WRONG_LINE}”", "正确")


def _one(q: Question) -> None:
    if len(q.right) != 1:
        raise BadQuestion("这种题只有一个答案", "只留一行", "正确")


def _any(q: Question) -> None:
    return None


_KINDS: dict[str, Callable[[Question], None]] = {
    "single": _single, "multiple": _options, "judge": _judge, "match": _match, "fill": _fill, "short": _any,
    "order": _order, "errors": _errors, "calc": _one, "practice": _one,
}  # fmt: skip
