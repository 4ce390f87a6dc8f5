"""What models have cost a shop today."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from xiaoer.domains.robot.models import ModelUse
from xiaoer.kit.writer import Unit


def tokens(session: Session, shop_id: int, day: str) -> int:
    """All tokens of a day, in and out."""
    return (
        session.scalar(select(func.sum(ModelUse.tokens)).where(ModelUse.shop_id == shop_id, ModelUse.day == day)) or 0
    )


def by_model(session: Session, shop_id: int, day: str) -> dict[str, dict[str, Any]]:
    """Calls, refused answers, failures and tokens of a day, by model."""
    rows = session.scalars(select(ModelUse).where(ModelUse.shop_id == shop_id, ModelUse.day == day))
    return {
        r.model: {"calls": r.calls, "refused": r.refused, "failed": r.failed, "tokens": r.tokens} for r in rows
    }  # fmt: skip


def count(
    unit: Unit, shop_id: int, day: str, model: str, *, spent: int, refused: bool = False, failed: bool = False
) -> None:
    """Count a call; nobody loses one who counts at the same time."""
    where = (ModelUse.shop_id == shop_id, ModelUse.day == day, ModelUse.model == model)
    if unit.session.scalar(select(ModelUse.id).where(*where)) is None:
        try:
            with unit.session.begin_nested():
                row = ModelUse(shop_id=shop_id, day=day, model=model, calls=0, refused=0, failed=0, tokens=0)
                unit.session.add(row)
                unit.session.flush()
        except IntegrityError:
            pass  # another process has made it
    unit.session.execute(
        update(ModelUse)
        .where(*where)
        .values(
            calls=ModelUse.calls + 1, refused=ModelUse.refused + int(refused), failed=ModelUse.failed + int(failed),
            tokens=ModelUse.tokens + spent,
        )
        .execution_options(synchronize_session=False)
    )  # fmt: skip
