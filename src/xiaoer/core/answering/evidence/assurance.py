"""How likely a reply is right: what `Draft.confidence` says of an answer.

A logistic model over signs that can be seen from outside: how surely the question was read, how much of its words the
reply and its evidence account for, whether the form of the reply fits the form of the question (how many → a number),
where the evidence comes from, and the skill's own estimate. Weights are learnt by tools/train_assurance.py from
replies to questions that the engine had never met, each judged by a label written apart from it; so 0.95 means that
about 95 of 100 such answers were right. Words carry their rarity (inverse document frequency, natural logarithm) and
the intents whose shoppers use them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.reading.classifier import shipped as reader_weights
from xiaoer.core.reading.features import abstract
from xiaoer.core.reading.shapes import INTENTS, Intent
from xiaoer.core.text.normal import normal_text
from xiaoer.core.text.words import words as cut

Signs = dict[str, float]

RARE = 8.5
"""The rarity of a word that no shopper of the training data used."""
_BEARS_MEANING = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_ASKED = {
    "amount": re.compile(r"多少|几|多[长大久重高厚宽深远粗]|多钱|啥价|价"),
    "whether": re.compile(r"吗|嘛|么[?？]?$|不[?？]?$|没[?？]?$|能不能|可不可以|是不是|会不会|有没有|行不行|可以|能"),
    "when": re.compile(r"什么时候|啥时候|多久|几天|几号|哪天|几点|何时|多会|啥时"),
    "which": re.compile(r"哪"),
    "how": re.compile(r"怎么|咋|如何|怎样"),
    "why": re.compile(r"为什么|为啥|怎么会"),
}
_TOLD = {
    "amount": re.compile(r"\d|[一二两三四五六七八九十半]"),
    "whether": re.compile(
        r"可以|不可|能|支持|没有|有的|有货|现货|没问题|适合|不建议|建议|是的|不是|会|不用|需要|无|包邮|送|免费|在"
    ),
    "when": re.compile(r"\d+\s*(?:天|小时|月|日|号|点|年)|今天|明天|后天|小时|工作日|立即|当天|[:：]\d\d"),
    "how": re.compile(r"先|请|点|在|按|可以|用|不要|放|洗|装"),
}
_OPENING = re.compile(r"^[^，。：\n]{0,4}，")
_ONE_CELL = re.compile(r"[^，。：\n]{2,40}的[^。\n：]{1,10}：")
_POINTS_BACK = re.compile(r"那|呢[?？]?$|这个|它")
_ASKS_BACK = re.compile(r"[?？]\s*$")
_TABLE = re.compile(r"[:#/.].*")


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it would be sent. `said` = the shopper's lines, the question last; `estimate` = the skill's own
    chance, 0–1; `card` = he looks at a product."""

    said: Sequence[str]
    reply: str
    intents: Sequence[Intent]
    facts: Sequence[FactUse]
    estimate: float
    card: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of shoppers' words: rarity, and the intents in whose questions a word is usual."""

    rarity: dict[str, float]
    usual: dict[str, frozenset[str]]

    def rare(self, word: str) -> float:
        """The rarity of a word; the highest for one that is not known."""
        return self.rarity.get(word, RARE)


@dataclass(frozen=True, slots=True)
class Assurance:
    """The model: one weight a sign."""

    weights: dict[str, float]
    bias: float
    words: Words

    def of(self, answered: Answered) -> float:
        """The chance, 0–1, that the answer is right."""
        found = signs(answered, self.words)
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in found.items())
        return 1 / (1 + math.exp(-total))


def signs(answered: Answered, words: Words) -> Signs:
    """All signs of an answer by name; what is not named is 0."""
    question, turn = normal_text(answered.said[-1]), len(answered.said) - 1
    return {
        **_of_reading(question, answered),
        **_of_words(question, answered, words),
        **_of_form(question, answered),
        **_of_evidence(answered),
        "estimate": answered.estimate,
        "estimate²": answered.estimate**2,
        "later": float(turn > 0),
        "turn": min(turn, 4) / 4,
        "card": float(answered.card),
        "intents": float(len(answered.intents)),
        **{f"intent {name}": 1.0 for name in answered.intents},
    }


def _of_reading(question: str, answered: Answered) -> Signs:
    """How surely the whole message was read, and whether what was answered is what was read."""
    row = reader_weights().probabilities([abstract(question)])[0]
    ranked = sorted((float(p) for p in row), reverse=True)
    said = max((float(row[INTENTS.index(i)]) for i in answered.intents), default=0.0)
    return {
        "read": ranked[0],
        "margin": ranked[0] - ranked[1],
        "agreed": float(INTENTS[int(row.argmax())] in answered.intents),
        "said": said,
        "spread": -sum(p * math.log(p + 1e-9) for p in ranked),
    }


def _of_words(question: str, answered: Answered, words: Words) -> Signs:
    """How much of what the shopper wrote is met by the reply or its evidence, or is usual for the intent."""
    shown = abstract(normal_text(answered.reply + " " + " ".join(f"{f.field} {f.value}" for f in answered.facts)))
    parts = meaning(question)
    whole = unmet = open_ = rarest = 0.0
    for word in parts:
        rarity = words.rare(word)
        whole += rarity
        if word in shown or any(pair in shown for pair in _pairs(word)):
            continue
        unmet += rarity
        if words.usual.get(word, frozenset()).isdisjoint(answered.intents):
            open_ += rarity
            rarest = max(rarest, rarity)
    pairs = _pairs(question)
    return {
        "unmet": unmet / 10,
        "open": open_ / 10,
        "rarest": rarest / 10,
        "share unmet": unmet / (whole + 1e-6),
        "share open": open_ / (whole + 1e-6),
        "words": len(parts) / 10,
        "echo": sum(pair in answered.reply for pair in pairs) / max(1, len(pairs)),
    }


def _of_form(question: str, answered: Answered) -> Signs:
    """Length and form of question and reply."""
    body = _OPENING.sub("", answered.reply, count=1)
    found: Signs = {
        "length": min(len(question), 60) / 30,
        "short": float(len(question) <= 4),
        "latin": float(question.isascii()),
        "points back": float(bool(_POINTS_BACK.search(question))),
        "reply": min(len(answered.reply), 200) / 100,
        "lines": float(answered.reply.count("\n")),
        "cells": float(answered.reply.count("：")),
        "one cell": float(bool(_ONE_CELL.match(body))),
        "asks back": float(bool(_ASKS_BACK.search(answered.reply))),
    }
    asked = [name for name, pattern in _ASKED.items() if pattern.search(question)]
    for name in asked:
        fits = name not in _TOLD or bool(_TOLD[name].search(body))
        found[f"asks {name}"] = 1.0
        found[f"asks {name}, told" if fits else f"asks {name}, untold"] = 1.0
    return found if asked else {**found, "asks nothing": 1.0}


def _of_evidence(answered: Answered) -> Signs:
    """The tables and columns that bear the reply."""
    return {
        "facts": min(len(answered.facts), 10) / 10,
        "no facts": float(not answered.facts),
        **{f"table {_TABLE.sub('', fact.source)}": 1.0 for fact in answered.facts},
        **{f"column {fact.field}": 1.0 for fact in answered.facts},
    }


def meaning(question: str) -> list[str]:
    """The words of a question that bear meaning; places, numbers, colours and sizes are no words here."""
    return [word for word in cut(abstract(question)) if _BEARS_MEANING.search(word)]


def _pairs(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


@cache
def shipped() -> Assurance:
    """The model that comes with the project."""
    data = json.loads((resources.files("xiaoer.core.answering") / "data" / "assurance.json").read_text("utf-8"))
    return Assurance(data["weights"], data["bias"], known(data["words"]))


def known(rows: Iterable[Sequence[str | float]]) -> Words:
    """Words from rows of (word, rarity, intents joined by spaces)."""
    table = [(str(word), float(rarity), str(intents)) for word, rarity, intents in rows]
    return Words(
        {word: rarity for word, rarity, _ in table},
        {word: frozenset(intents.split()) for word, _, intents in table if intents},
    )
