"""The platforms' own figures (客服数据), imported and kept beside the computed ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from xiaoer.domains.reports.errors import BadFile
from xiaoer.domains.reports.models import PlatformFigure
from xiaoer.files.chats.shapes import Figures, Item, Unread
from xiaoer.kit.writer import Unit


def figures_of(items: Iterable[Item], name: str) -> tuple[list[Figures], list[Unread]]:
    """The rows of a service table, and those that could not be read. Raises `BadFile` when it is none."""
    found: list[Figures] = []
    unread: list[Unread] = []
    for item in items:
        if isinstance(item, Figures):
            if _is_day(item.day):
                found.append(item)
            else:
                unread.append(Unread(name, item.line, item.day, "没有日期或日期写法认不出（应如 2026-03-01）"))
        elif isinstance(item, Unread):
            unread.append(item)
    if not found:
        why = f"第{unread[0].line}行：{unread[0].why}" if unread else "没有找到客服数据的表头"
        raise BadFile(f"{name} 不是平台的客服数据表（{why}）；请从平台后台导出客服数据，不改表头再上传")
    return found, unread


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def keep(unit: Unit, shop_id: int, name: str, rows: list[Figures]) -> int:
    """Keep figures; those of the same platform, day and account are put in place of the old."""
    for platform, day, account in {(r.platform, r.day, r.account) for r in rows}:
        unit.session.execute(
            delete(PlatformFigure).where(
                PlatformFigure.shop_id == shop_id, PlatformFigure.platform == platform, PlatformFigure.day == day,
                PlatformFigure.account == account,
            )
        )  # fmt: skip
    last: dict[tuple[str, str, str, str], PlatformFigure] = {}
    for row in rows:
        for column, value in row.figures.items():
            last[row.platform, row.day, row.account, column] = PlatformFigure(
                shop_id=shop_id, platform=row.platform, day=row.day, account=row.account, name=column[:200],
                value=f"{value:g}" if isinstance(value, float) else str(value)[:200], file=name[:200], line=row.line,
                at_ms=unit.now_ms,
            )  # fmt: skip
    unit.session.add_all(last.values())
    return len(last)


def listed(session: Session, shop_id: int, first: str, last: str) -> list[dict[str, Any]]:
    """The figures of some days, with the file and line that they came from."""
    rows = session.scalars(
        select(PlatformFigure)
        .where(PlatformFigure.shop_id == shop_id, PlatformFigure.day >= first, PlatformFigure.day <= last)
        .order_by(PlatformFigure.day, PlatformFigure.account, PlatformFigure.id)
        .limit(500)
    )
    return [
        {
            "platform": r.platform, "day": r.day, "account": r.account, "name": r.name, "value": r.value,
            "file": r.file, "line": r.line,
        }
        for r in rows
    ]  # fmt: skip
