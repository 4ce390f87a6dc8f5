"""Cutting a message into the questions that it holds, with or without punctuation."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from xiaoer.core.reading.classifier import Classifier, Probabilities
from xiaoer.core.reading.features import abstract

MOST_PIECES = 8
LONGEST_PIECE = 120
# What one more question costs, in nats of doubt; below zero, since every question has a doubt of its own.
# Chosen on joined lines of the utterances that were kept from training.
CUT_COST = -0.7

_HARD = re.compile(r"[,。!?;~…\n、]+|\.{2,}")
_SOFT = re.compile(
    r"\s+|(?<=[吗呢吧呀])(?=[^\s吗呢吧呀,。!?;的])|(?:(?<=多少钱)|(?<=什么价)|(?<=有货没)|(?<=有货不)|(?<=包邮不)|(?<=几天到)|(?<=能退不)|(?<=几号到))(?=[^\s的吧呢啊呀吗一买来啦,。!?;])|(?<=[^\s])(?=(?:还有(?!没|货|吗|多|现|库|几|哪|其|别)|另外|顺便|然后|而且|以及|再问|对了))"
)
_TAIL = re.compile(
    r"(?:那|这|该)?(?:要|得|可|能)?(?:怎么|咋)(?:办|整|弄|处理|搞)(?:呢|啊|呀|好)?|(?:可以|行|能|合适|成)(?:吗|么|不|嘛)|(?:行不行|可不可以|能不能)"
)


def pieces(normal: str) -> list[str]:
    """The smallest parts that may be a question of their own; at most MOST_PIECES, the rest is joined to the last."""
    parts = [p.strip() for hard in _HARD.split(normal) for p in _SOFT.split(hard)]
    parts = _with_tails([p for p in parts if p])
    if len(parts) > MOST_PIECES:
        parts = [*parts[: MOST_PIECES - 1], " ".join(parts[MOST_PIECES - 1 :])]
    return [p[:LONGEST_PIECE] for p in parts]


def _with_tails(parts: Sequence[str]) -> list[str]:
    """码拍错了 咋整: what only asks for a way or a yes belongs to the piece before."""
    joined: list[str] = []
    for part in parts:
        if joined and _TAIL.fullmatch(part):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def questions(parts: Sequence[str], classifier: Classifier) -> list[tuple[str, Probabilities]]:
    """Join neighbouring pieces into questions: the cutting whose parts are understood best, cuts not being free.

    Returns (text of the question, its row of probabilities).
    """
    count = len(parts)
    spans = [(a, b) for a in range(count) for b in range(a + 1, count + 1)]
    forms = [abstract(p) for p in parts]
    rows = classifier.probabilities([" ".join(forms[a:b]) for a, b in spans])
    doubt = dict(zip(spans, -np.log(rows.max(axis=1) + 1e-9), strict=True))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        best.append(min((best[a][0] + float(doubt[a, end]) + CUT_COST, a) for a in range(end)))
    found: list[tuple[str, Probabilities]] = []
    end = count
    while end:
        start = best[end][1]
        found.append((" ".join(parts[start:end]), rows[spans.index((start, end))]))
        end = start
    return found[::-1]
