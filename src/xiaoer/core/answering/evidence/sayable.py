"""Selling points are written for the page, where much is said that the desk must not say: those are left out."""

from __future__ import annotations

import re
from functools import cache

from xiaoer.core.rulebook.gate import Gate

_ELSEWHERE = re.compile(
    r"^(?:详?见|参见|请看|以)(?:下方|上方)?(?:规格|详情页?|页面|包装|实物|标签|瓶身|图片|说明书)(?:为准|标注|所示)?$"
)


def elsewhere(value: str) -> bool:
    """Whether a cell only says where its answer stands (见规格)."""
    return _ELSEWHERE.match(value.strip("。 ")) is not None


@cache
def the_gate() -> Gate:
    """The wording gate with the packaged rules."""
    return Gate()


@cache
def sayable(text: str) -> bool:
    """Whether a clause of the shop's data may leave the shop as it stands."""
    return not text or the_gate().check(text, by="robot").verdict != "block"
