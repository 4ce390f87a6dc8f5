"""What is learnt from a shop's own labelled chats: how satisfied a shopper is at a turn, and what act a turn is.

A turn is what the shopper said and what was answered before he spoke again. A turn is judged from its own words and
from what stands before it; its own answer and everything later are not looked at, so a running chat is judged like a
finished one. Features are hashed character n-grams with a namespace per place, and a few counts.

To judge: `model = ChatModel.load(Path(".../chats.npz"))`, then `model.satisfaction(turns, at)` gives the
probabilities of (dissatisfied, neutral, satisfied) and `model.act(turns, at)` the likeliest act's name with its margin.
`turns_of(transcript)` cuts a transcript into turns. Weights come from `xiaoer train FILE --out DIR`, are NumPy arrays,
and never pickles.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from xiaoer.core.errors import BadInput
from xiaoer.core.transcript import Transcript

BUCKETS = 1 << 16
ACT_BUCKETS = 1 << 14
LEVELS = ("dissatisfied", "neutral", "satisfied")
FORM = 1
Weighted = dict[int, float]

_MASKED = re.compile(r"\[[^\]]*\]")
_EMOJI = re.compile(r"#E-[^#\s\u4e00-\u9fff]*")
_ASKS = re.compile(r"[?？吗]|怎么|什么|多久|为什么")
_THANKS = re.compile(r"谢谢|感谢")
_NODS = re.compile(r"谢|好的|嗯|哦|知道|行|可以|ok")
_BAD = re.compile(r"不|没|怎么还|投诉|差|骗|慢|烦|无语|垃圾|坑")
_SORRY = re.compile(r"抱歉|不好意思")
_WAITS = re.compile(r"稍等|马上|帮您|查询|核实")
_ENDS = re.compile(r"还有|其他|帮到|祝|愉快|再见|评价")
_ASKED = re.compile(r"[?？吗]|请问|提供|稍等")
_LONGEST = 200
_OWN, _BEFORE, _ANSWER = 2.5, 0.8, 1.0  # weights of the places, chosen by cross-validation


@dataclass(frozen=True, slots=True)
class ChatTurn:
    """What the shopper said, and what was answered to it ("" = nothing)."""

    said: str
    answered: str = ""


def turns_of(transcript: Transcript) -> tuple[ChatTurn, ...]:
    """Each line of the shopper with what agents and robot answered before his next one."""
    turns: list[ChatTurn] = []
    for line in transcript.utterances:
        if line.role == "shopper":
            turns.append(ChatTurn(line.text))
        elif line.role in ("agent", "robot") and turns:
            turns[-1] = ChatTurn(turns[-1].said, f"{turns[-1].answered} {line.text}".strip())
    return tuple(turns)


def plain(text: str) -> str:
    """Lower case; numbers, names and places that were masked as one sign, emoji codes as another."""
    return _EMOJI.sub("\ue011", _MASKED.sub("\ue010", text)).lower()[:_LONGEST]


def grams(text: str, longest: int) -> frozenset[str]:
    """The 1- to longest-grams of a text with its borders."""
    whole = f"^{text}$"
    return frozenset(whole[i : i + n] for n in range(1, longest + 1) for i in range(len(whole) - n + 1))


def _add(into: Weighted, place: str, text: str, weight: float, longest: int, size: int) -> None:
    found = grams(plain(text), longest)
    share = weight / len(found) ** 0.5
    for gram in found:
        at = zlib.crc32((place + gram).encode()) % size
        into[at] = into.get(at, 0.0) + share


def words_at(turns: Sequence[ChatTurn], at: int) -> Weighted:
    """The hashed words that satisfaction at a turn is judged by."""
    out: Weighted = {}
    _add(out, "u", turns[at].said, _OWN, 3, BUCKETS)
    if at:
        tone = f"{turns[at].said[:12]}{'+' if turns[at - 1].answered else '-'}"
        _add(out, "x", tone, 0.5, 2, BUCKETS)
    for back in range(1, min(3, at) + 1):
        _add(out, f"p{min(back, 2)}", turns[at - back].said, _BEFORE / back, 2, BUCKETS)
        _add(out, f"a{min(back, 2)}", turns[at - back].answered, _ANSWER / back, 2, BUCKETS)
    whole = zlib.crc32(f"whole{plain(turns[at].said)[:12]}".encode()) % BUCKETS
    out[whole] = out.get(whole, 0.0) + 0.7
    return out


def counts_at(turns: Sequence[ChatTurn], at: int) -> list[float]:
    """What is counted at a turn: place, length, silence, repetition, questions, thanks, trouble, the last answer."""
    said, last = turns[at].said, turns[at - 1].answered if at else ""
    recent = turns[max(0, at - 4) : at]
    near = turns[max(0, at - 3) : at]
    silent = next((n for n, turn in enumerate(reversed(turns[:at])) if turn.answered), at)
    own = _pairs(said)
    again = max((len(own & _pairs(t.said)) / max(1, len(own)) for t in turns[max(0, at - 6) : at]), default=0.0)
    answered = sum(bool(turn.answered) for turn in turns[:at])
    values: Iterable[float | bool] = (
        min(at, 30) / 30, at == 0, min(len(said), 60) / 60, min(silent, 6) / 6, min(len(last), 100) / 100,
        bool(_ASKS.search(said)), "!" in said or "！" in said, bool(_NODS.search(said)), bool(_BAD.search(said)), again,
        any(_THANKS.search(t.said) for t in recent), sum(bool(_SORRY.search(t.answered)) for t in recent) / 4,
        len(said) <= 3, "[" in said, any(turn.said == said for turn in turns[:at]), answered / max(1, at),
        min(answered, 15) / 15, sum(bool(_ASKS.search(t.said)) for t in near) / 3,
        sum(bool(_BAD.search(t.said)) for t in near) / 3, any(_THANKS.search(t.said) for t in turns[:at]),
        bool(_ASKED.search(last)), bool(_WAITS.search(last)), bool(_ENDS.search(last)),
    )  # fmt: skip
    return [float(value) for value in values]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def act_words_at(turns: Sequence[ChatTurn], at: int) -> Weighted:
    """The hashed words that a turn's act is judged by."""
    out: Weighted = {}
    _add(out, "u", turns[at].said, 1.0, 3, ACT_BUCKETS)
    if at:
        _add(out, "p", turns[at - 1].said, 0.35, 2, ACT_BUCKETS)
        _add(out, "a", turns[at - 1].answered, 0.3, 2, ACT_BUCKETS)
    return out


@dataclass(frozen=True, slots=True)
class ChatModel:
    """Weights of one shop's chats: `levels` (words + counts, 3), `acts` (ACT_BUCKETS, names)."""

    levels: npt.NDArray[np.float32]
    level_bias: npt.NDArray[np.float32]
    mean: npt.NDArray[np.float32]
    spread: npt.NDArray[np.float32]
    acts: npt.NDArray[np.float32]
    act_bias: npt.NDArray[np.float32]
    names: tuple[str, ...]

    def satisfaction(self, turns: Sequence[ChatTurn], at: int) -> tuple[float, float, float]:
        """Probabilities of dissatisfied, neutral, satisfied at a turn; they sum to 1."""
        scores = _sum(self.levels, words_at(turns, at)) + self.level_bias
        counted = (np.array(counts_at(turns, at), dtype=np.float32) - self.mean) / self.spread
        scores = scores + counted @ self.levels[BUCKETS:]
        share = np.exp(scores - scores.max())
        low, middle, high = (share / share.sum()).tolist()
        return low, middle, high

    def level(self, turns: Sequence[ChatTurn], at: int) -> int:
        """0 dissatisfied, 1 neutral, 2 satisfied."""
        return int(np.argmax(self.satisfaction(turns, at)))

    def act(self, turns: Sequence[ChatTurn], at: int) -> tuple[str, float]:
        """The likeliest act of a turn and its margin over the next (0 … ); "" where no acts were learnt."""
        if not self.names:
            return "", 0.0
        scores = _sum(self.acts, act_words_at(turns, at)) + self.act_bias
        order = np.argsort(-scores)
        second = float(scores[order[1]]) if len(order) > 1 else float(scores[order[0]]) - 1
        return self.names[int(order[0])], float(scores[order[0]]) - second

    def save(self, path: Path) -> None:
        """Write the weights as NumPy arrays."""
        np.savez_compressed(
            path, form=np.array(FORM), levels=self.levels.astype(np.float16), level_bias=self.level_bias,
            mean=self.mean, spread=self.spread, acts=self.acts.astype(np.float16), act_bias=self.act_bias,
            names=np.array(self.names, dtype=np.str_),
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path) -> ChatModel:
        """Read the weights. Raises `BadInput` where the file is none of ours."""
        try:
            with np.load(path, allow_pickle=False) as data:
                if int(data["form"]) != FORM:
                    raise ValueError("另一种格式")
                return cls(
                    data["levels"].astype(np.float32), data["level_bias"], data["mean"], data["spread"],
                    data["acts"].astype(np.float32), data["act_bias"], tuple(data["names"].tolist()),
                )  # fmt: skip
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise BadInput(f"{path} 不是训练得出的权重（{error}），请用 xiaoer train 重新生成") from None


def _sum(weights: npt.NDArray[np.float32], lit: Weighted) -> npt.NDArray[np.float32]:
    at = np.fromiter(lit, dtype=np.int64, count=len(lit))
    share = np.fromiter(lit.values(), dtype=np.float32, count=len(lit))
    found: npt.NDArray[np.float32] = share @ weights[at]
    return found
