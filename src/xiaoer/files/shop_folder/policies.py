"""Table `policies`: the shop's own words and promises, one topic a row."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.core.facts import Policy
from xiaoer.files.shop_folder.spec import Cells, TableSpec

_COLUMNS = ("政策编号", "主题", "内容", "关键值")
_KNOWN = frozenset(_COLUMNS)


def _read(cells: Cells) -> Policy:
    return Policy(
        number=cells.number_of("政策编号"),
        topic=cells.need("主题"),
        text=cells.need("内容"),
        key_values=cells.text("关键值"),
        source=cells.source,
        extra=cells.rest(_KNOWN),
    )


def _write(policy: Policy) -> Mapping[str, str]:
    return {
        "政策编号": policy.number,
        "主题": policy.topic,
        "内容": policy.text,
        "关键值": policy.key_values,
        **policy.extra,
    }


SPEC = TableSpec("policies", _COLUMNS, ("政策编号", "主题", "内容"), ("政策编号",), _read, _write)
