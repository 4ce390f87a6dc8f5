"""The shop's own words as the desk may say them: what the wording gate would stop is said within the law, or left out.

A shop's policy may say 拆封不退; by law an opened box alone ends nothing but, for some goods, the return without
reason. The gate stops such words from leaving the shop, so the reply says what they can lawfully mean.
"""

from __future__ import annotations

import re

from xiaoer.core.answering.evidence.sayable import the_gate

_NO_RETURN = re.compile(
    r"(?<![不只仅])(?:概不|一律不|恕不|均不|都不|不予|不|无法)(?:能|可以?|支持|接受|得|再)?(?:退换货?|退货|退款?|换货?)(?:的)?(?![^，。；]{0,4}(?:运费|差价))"
)
_BEST = re.compile(r"最[好佳]")
_WITHIN_LAW = "不支持无理由退，质量问题可以退"
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")
_CLAUSE = re.compile(r"[^，,]+[，,]?")
_REST = "其余请同事按您的情况核实。"


def lawful(text: str) -> str:
    """The text as it may leave the shop; most replies come back as they are."""
    if not _stopped(text):
        return text
    lines = [_line(line) for line in text.split("\n")]
    kept = [line for line in lines if line]
    return "\n".join(kept) if not _stopped("\n".join(kept)) else text


def _stopped(text: str) -> bool:
    return the_gate().check(text, by="robot").verdict == "block"


def _line(line: str) -> str:
    if not _stopped(line):
        return line
    sentences = [_sentence(sentence) for sentence in _SENTENCE.findall(line)]
    said = "".join(sentences).strip("；， ")
    if any(not sentence for sentence in sentences):
        said = f"{said.rstrip('。')}。{_REST}" if said else _REST
    return said


def _sentence(sentence: str) -> str:
    """A sentence within the law; without its stopped clauses where it can't be said so; empty = nothing is left."""
    if not _stopped(sentence):
        return sentence
    end = sentence[-1] if sentence[-1] in "。；" else ""
    changed = _BEST.sub("较好", _NO_RETURN.sub(_WITHIN_LAW, sentence.rstrip("。；"), count=1)) + end
    if changed != sentence and not _stopped(changed):
        return changed
    clauses = [clause for clause in _CLAUSE.findall(sentence.rstrip("。；")) if not _stopped(clause)]
    for joint in ("", "。"):  # clauses that each may be said, but not in one breath
        rest = joint.join(clause.rstrip("，,") if joint else clause for clause in clauses).rstrip("，,")
        if rest and not _stopped(rest):
            return rest + end
    return ""
