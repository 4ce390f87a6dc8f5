"""What one can do with the shelf: lay on it, change, withdraw, look at former versions, send what is valid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.domains.materials.models import MaterialRow
from xiaoer.domains.materials.schemas import MaterialWish
from xiaoer.domains.media import service as media
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, Invalid, NotFound
from xiaoer.kit.writer import Unit


def shelf(session: Session, shop_id: int, today: date) -> list[dict[str, Any]]:
    """What is on the shelf now, expired ones too, newest first."""
    rows = session.scalars(
        select(MaterialRow)
        .where(MaterialRow.shop_id == shop_id, MaterialRow.current.is_(True))
        .order_by(MaterialRow.at_ms.desc(), MaterialRow.id.desc())
    ).all()
    return _views(session, shop_id, rows, today)


def versions(session: Session, shop_id: int, line: int, today: date) -> list[dict[str, Any]]:
    """All versions of a material, newest first. Raises `NotFound`."""
    rows = session.scalars(
        select(MaterialRow)
        .where(MaterialRow.shop_id == shop_id, MaterialRow.line == line)
        .order_by(MaterialRow.version.desc())
    ).all()
    if not rows:
        raise _gone()
    return _views(session, shop_id, rows, today)


def add(unit: Unit, shop_id: int, wish: MaterialWish, *, staff_id: int, by: str, products: Iterable[str]) -> int:
    """Lay a new material on the shelf; returns its line. Raises `Invalid`, or `NotFound` for an unknown picture."""
    _must_fit(wish, products)
    _keep_picture(unit, shop_id, wish, staff_id, None)
    row = _row(unit, shop_id, wish, by, version=1)
    unit.session.add(row)
    unit.session.flush()
    row.line = row.id
    return row.id


def change(
    unit: Unit, shop_id: int, line: int, wish: MaterialWish, *, staff_id: int, by: str, products: Iterable[str]
) -> None:
    """A new version in the place of the current one. Raises `Conflict` (`changed`) when somebody was first."""
    _must_fit(wish, products)
    held = _current(unit.session, shop_id, line)
    _keep_picture(unit, shop_id, wish, staff_id, held.media)
    _take_off(unit, shop_id, line, wish.version)
    row = _row(unit, shop_id, wish, by, version=wish.version + 1)
    row.line = line
    unit.session.add(row)


def withdraw(unit: Unit, shop_id: int, line: int) -> str:
    """Take a material off the shelf; its versions stay readable. Returns its title. Raises `NotFound`."""
    held = _current(unit.session, shop_id, line)
    title = held.title
    _take_off(unit, shop_id, line, held.version)
    return title


def sendable(session: Session, shop_id: int, token: str, today: date) -> bool:
    """Whether a picture lies on the shelf and is still true."""
    found = session.scalars(
        select(MaterialRow.valid_until).where(
            MaterialRow.shop_id == shop_id, MaterialRow.media == token, MaterialRow.current.is_(True)
        )
    )
    return any(not until or until >= today.isoformat() for until in found)


def _current(session: Session, shop_id: int, line: int) -> MaterialRow:
    row = session.scalar(
        select(MaterialRow).where(
            MaterialRow.shop_id == shop_id, MaterialRow.line == line, MaterialRow.current.is_(True)
        )
    )
    if row is None:
        raise _gone()
    return row


def _gone() -> NotFound:
    return NotFound("没有这份资料，可能已经下架", code="no_such_material")


def _take_off(unit: Unit, shop_id: int, line: int, version: int) -> None:
    claimed = unit.session.execute(
        update(MaterialRow)
        .where(
            MaterialRow.shop_id == shop_id, MaterialRow.line == line, MaterialRow.version == version,
            MaterialRow.current.is_(True),
        )
        .values(current=False)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    if not claimed.rowcount:  # type: ignore[attr-defined]
        raise Conflict("这份资料刚被别人改过，请看过新内容再改", code="changed")
    unit.session.expire_all()


def _must_fit(wish: MaterialWish, products: Iterable[str]) -> None:
    if not wish.media and not wish.url:
        raise Invalid("资料要有一张图片或一个链接", code="no_content")
    if wish.product and wish.product not in set(products):
        raise Invalid(f"店里没有商品 {wish.product}，请从商品列表里选；整店通用就留空", code="no_such_product")


def _keep_picture(unit: Unit, shop_id: int, wish: MaterialWish, staff_id: int, held: str | None) -> None:
    """One's own upload becomes the shelf's, so that every colleague may send it and no period deletes it."""
    if wish.media and wish.media != held:
        media.hand_over(unit, shop_id, wish.media, f"staff:{staff_id}", media.SHELF)


def _row(unit: Unit, shop_id: int, wish: MaterialWish, by: str, *, version: int) -> MaterialRow:
    return MaterialRow(
        shop_id=shop_id, version=version, current=True, product=wish.product, kind=wish.kind, title=wish.title.strip(),
        said=wish.said.strip(), url=wish.url, media=wish.media,
        valid_until=wish.valid_until.isoformat() if wish.valid_until else "", by_name=by, at_ms=unit.now_ms,
    )  # fmt: skip


def _views(session: Session, shop_id: int, rows: Iterable[MaterialRow], today: date) -> list[dict[str, Any]]:
    rows = list(rows)
    pictures = media.bodies(session, shop_id, {row.media for row in rows if row.media})
    return [
        {
            "id": row.id, "line": row.line, "version": row.version, "current": row.current, "product": row.product,
            "kind": row.kind, "title": row.title, "said": row.said, "url": row.url,
            "picture": pictures.get(row.media or ""), "valid_until": row.valid_until or None,
            "expired": bool(row.valid_until) and row.valid_until < today.isoformat(), "by_name": row.by_name,
            "at": iso_ms(row.at_ms),
        }
        for row in rows
    ]  # fmt: skip
