"""Gaps: shoppers' questions that nobody answered, or that the shop could not answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from xiaoer.core.inspection.judges.case import Case, bare, plain
from xiaoer.core.inspection.marks import Mark

_NOT_KNOWN = re.compile(
    r"不(?:太)?(?:清楚|知道|了解|确定)|没(?:有)?(?:写|标)|(?:问|核实|确认)(?:一下|下)(?:再|后)|查不到|暂时没有(?:这个)?(?:信息|数据)"
)
_FILLER = re.compile(
    r"请问|你好|您好|在吗|在不|亲|老板|客服|一下|我想问|想问|问下|问一下|那个|这个|[啊呀呢哦嗯哈吧的了吗么嘛]"
)
_LONGEST, _MOST = 30, 20_000


def gaps_of(case: Case, marks: Sequence[Mark]) -> tuple[str, ...]:
    """The questions of a conversation that are gaps, as the shopper wrote them."""
    found = [m.messages[0] for m in marks if m.kind == "unanswered_question"]
    by_seq = {row.seq: i for i, row in enumerate(case.rows)}
    places = [by_seq[seq] for seq in found]
    for i in case.humans:
        if case.words[i] and _NOT_KNOWN.search(case.words[i]):
            asked = next((j for j in case.before(i, case.shoppers, 2) if case.is_question(j)), None)
            if asked is not None:
                places.append(asked)
    texts = (case.rows[i].text.strip().split("\n")[0][:60] for i in dict.fromkeys(places))
    return tuple(text for text in texts if len(bare(text)) > 2)


def gap_key(text: str) -> str:
    """What makes two questions the same: their words without fillers and marks."""
    core = bare(plain(text))
    return _FILLER.sub("", core)[:_LONGEST] or core[:_LONGEST]


class Gaps:
    """Counts gaps over many conversations; what is rare is forgotten when there are too many kinds."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.samples: dict[str, list[tuple[str, str]]] = {}

    def add(self, conversation: str, questions: Iterable[str]) -> None:
        """Count the gaps of one conversation."""
        for text in questions:
            self.take(gap_key(text), 1, [(text, conversation)])

    def take(self, key: str, count: int, samples: Sequence[tuple[str, str]]) -> None:
        """Count one question several times."""
        if len(self.counts) > _MOST and key not in self.counts:
            for rare, number in list(self.counts.items()):
                if number <= 1:
                    del self.counts[rare]
                    self.samples.pop(rare, None)
        self.counts[key] += count
        kept = self.samples.setdefault(key, [])
        kept.extend(samples[: 3 - len(kept)])

    def report(self, most: int = 100) -> list[dict[str, Any]]:
        """The commonest first: `question` and `samples` as once written, `count`, and the `conversations`."""
        ranked = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))[:most]
        return [
            {
                "question": self.samples[key][0][0],
                "count": count,
                "samples": list(dict.fromkeys(text for text, _ in self.samples[key])),
                "conversations": [conversation for _, conversation in self.samples[key]],
            }
            for key, count in ranked
        ]
