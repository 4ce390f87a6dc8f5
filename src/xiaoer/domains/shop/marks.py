"""Two people who change settings at once: which change touched a setting last, and by whom. Pure.

A mark is `key → [version, who]`; settings that are tables (`robot`, `team_of`) are marked row by row (`robot.stock`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from xiaoer.kit.errors import Conflict

NAMES = {
    "closing_tags": "结束标签", "response_target_s": "响应目标", "auto_assign": "自动分配", "robot": "机器人",
    "team_of": "负责团队", "greeting": "欢迎语", "consent": "告知语", "service_hours": "服务时间",
    "origins": "来源网站", "week": "每周时间", "retention": "保存期限",
    "holidays": "节假日", "kpi_limits": "平台指标", "face_name": "统一形象", "return_address": "退货地址",
    "promotion_line": "推广语", "promotion_until": "推广语最后一天", "promotion_mode": "推广语",
    "opening_words": "开场语", "closing_words": "结束语",
}  # fmt: skip
"""What a setting is called where it is spoken of; one without a name here goes by its key."""


def touched(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The keys whose values differ."""
    keys: list[str] = []
    for key, new in after.items():
        old = before.get(key)
        if isinstance(new, dict) and isinstance(old, dict):
            keys += [f"{key}.{k}" for k in sorted(set(new) | set(old)) if new.get(k) != old.get(k)]
        elif new != old:
            keys.append(key)
    return keys


def check(marks: str, before: Mapping[str, Any], after: Mapping[str, Any], seen: int | None) -> list[str]:
    """The keys that change. Raises `Conflict` naming the first that somebody else has changed after version `seen`."""
    keys = touched(before, after)
    held: dict[str, list[Any]] = msgspec.json.decode(marks)
    for key in keys:
        version, who = held.get(key, (0, ""))
        if seen is not None and version > seen:
            name = NAMES.get(key.split(".")[0], key)
            raise Conflict(
                f"“{name}”刚被{who or '别人'}改过：请看过现在的内容，再决定要不要保存您的",
                code="changed_meanwhile", key=key,
            )  # fmt: skip
    return keys


def mark(marks: str, keys: list[str], version: int, who: str) -> str:
    """The marks after a change."""
    held: dict[str, list[Any]] = msgspec.json.decode(marks)
    held.update({key: [version, who] for key in keys})
    return msgspec.json.encode(held).decode()
