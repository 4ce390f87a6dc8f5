"""From a written question to the one on a paper: shuffled by the sitting's own dice. Pure."""

from __future__ import annotations

from random import Random

from xiaoer.domains.academy.exams.shapes import PAIR, TRUE, WRONG_LINE, Asked, Question


def asked(question: Question, dice: Random, points: int) -> Asked:
    """The question as it stands on one paper."""
    options, pairs, key, accept = _LAYOUTS.get(question.kind, _texts)(question, dice)
    return Asked(
        code=question.code, stamp=question.stamp, kind=question.kind, topic=question.topic, skill=question.skill,
        difficulty=question.difficulty, stem=question.stem, options=options, pairs=pairs, key=key, accept=accept,
        why=question.why, source=question.source, points=points,
    )  # fmt: skip


_Layout = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...], tuple[str, ...]]


def _choice(question: Question, dice: Random) -> _Layout:
    options = [*question.right, *question.wrong]
    dice.shuffle(options)
    return tuple(options), (), tuple(sorted(options.index(r) for r in question.right)), ()


def _judge(question: Question, dice: Random) -> _Layout:
    return (), (), (int(question.right[0] == TRUE),), ()


def _match(question: Question, dice: Random) -> _Layout:
    couples = [line.split(PAIR, 1) for line in question.right]
    dice.shuffle(couples)
    pairs = [right for _, right in couples]
    dice.shuffle(pairs)
    return tuple(left for left, _ in couples), tuple(pairs), tuple(pairs.index(right) for _, right in couples), ()


def _order(question: Question, dice: Random) -> _Layout:
    steps = list(question.right)
    for _ in range(5):  # a paper never shows the right order by chance
        dice.shuffle(steps)
        if tuple(steps) != question.right:
            break
    else:
        steps.reverse()
    return tuple(steps), (), tuple(steps.index(step) for step in question.right), ()


def _errors(question: Question, dice: Random) -> _Layout:
    lines = tuple(line.removeprefix(WRONG_LINE) for line in question.right)
    return lines, (), tuple(at for at, line in enumerate(question.right) if line.startswith(WRONG_LINE)), ()


def _texts(question: Question, dice: Random) -> _Layout:
    return (), (), (), question.right


_LAYOUTS = {
    "single": _choice, "multiple": _choice, "judge": _judge, "match": _match, "order": _order, "errors": _errors,
}  # fmt: skip
