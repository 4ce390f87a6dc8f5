"""“你们查要多久”, “多久能给我答复”: how long the shop takes to look into a case, by its own words on that matter."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from xiaoer.core.answering.parts import Part, Turn
from xiaoer.core.answering.skills.common import quote

_WHEN = r"(?:多久|多长时间|几天|什么时候|啥时候|何时)"
_ASKS = re.compile(
    rf"(?:查|核实|核对|处理|答复|回复|解决|补发|给说法|有结果)(?:要|得|需要|大概|完|好|下来|到)*{_WHEN}|{_WHEN}[^,。退钱款到]{{0,4}}(?:查|核实|处理|答复|回复|解决|有结果|给说法|有消息|补发)"
)
_ANSWERED = re.compile(r"\d+\s*(?:个?(?:小时|工作日)|天|分钟)[^。；;]{0,6}(?:答复|回复|处理|补发|核实|结果|联系|解决)")
_TOPICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "not_received": ("快递异常", "物流异常", "丢件", "签收", "快递", "物流"),
        "logistics_tracking": ("快递异常", "物流异常", "丢件", "快递", "物流"),
        "quality_issue": ("质量", "质保", "破损", "售后"),
        "damaged": ("破损", "质量", "售后"),
        "missing_wrong_item": ("少发", "错发", "漏发", "破损少发", "售后"),
        "complaint": ("投诉", "售后"),
    }
)


def checked_when(turn: Turn) -> Part | None:
    """The shop's own time for it; None = it isn't asked for, or no rule on the matter tells one."""
    if not _ASKS.search(turn.text):
        return None
    matter = next((name for name in turn.slots.intents[:2] if name in _TOPICS), "")
    policies = turn.shop.policies(*_TOPICS[matter]) if matter else ()
    best = next((p for p in policies if _ANSWERED.search(p.text)), None)
    if best is None:
        return None
    text, facts = quote(best, turn)
    return Part(text, facts=facts, confidence=0.87)
