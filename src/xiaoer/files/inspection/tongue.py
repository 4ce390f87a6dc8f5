"""In which language a report is written: its own words and the names of figures, findings and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from xiaoer.core.inspection.marks import KIND_NAMES
from xiaoer.core.text.english import english, phrase

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Tongue:
    """`tongue("待办")` = these words in its language; what shoppers, agents and leads wrote stays as they wrote it."""

    language: Language
    figures: Mapping[str, str]
    reasons: Mapping[str, str]

    def __call__(self, text: str, sense: str = "", /, **values: object) -> str:
        """Chinese words of the code in this language; `sense` tells apart words that English does not share."""
        if self.language == "en":
            return phrase(f"{text}|{sense}" if sense else text, **values)
        return text.format(**values) if values else text

    def own(self, text: str) -> str:
        """What the desk itself wrote and kept, in this language; what people wrote stays as it is."""
        return english(text) if self.language == "en" else text

    def figure(self, key: str) -> str:
        """The name of a figure; the key itself where it has none."""
        return self.own(self.figures.get(key, key))

    def reason(self, key: str) -> str:
        """Why goods came back."""
        return self.own(self.reasons.get(key, key))

    def finding(self, key: str) -> str:
        """The name of a finding."""
        return self.own(KIND_NAMES.get(key, key))

    def listed(self, parts: Iterable[object]) -> str:
        """Several in a line."""
        return (", " if self.language == "en" else "、").join(map(str, parts))
