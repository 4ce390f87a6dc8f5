"""Whom a question names (孕妇 油皮 老人) that the goods' data doesn't: said, so that nobody takes silence for a yes."""

from __future__ import annotations

_GROUPS = (
    ("孕妇", "怀孕", "孕期", "孕"), ("哺乳", "喂奶"), ("糖尿病", "血糖"), ("高血压", "血压"),
    ("油皮", "油性"), ("干皮", "干性"), ("痘痘肌", "痘肌", "痘"), ("敏感肌", "敏感", "敏皮"), ("老人", "老年", "长辈"),
)  # fmt: skip


def not_told(asked: str, told: str) -> str:
    """Whom the question names and the data doesn't: said, so that nobody takes silence for a yes."""
    for words in _GROUPS:
        named = next((word for word in words if word in asked), "")
        if named and not any(word in told for word in words):
            return f"\n{named}这一项，资料里没有单独写明。"
    return ""
