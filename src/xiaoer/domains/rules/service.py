"""A shop's own rules: add, switch off, read; what gate and judge take from them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Allowance, OwnWord
from xiaoer.core.rulebook.promises import promises, read_promise
from xiaoer.domains.audit import service as audit
from xiaoer.domains.rules.models import ShopRuleRow
from xiaoer.domains.rules.rules import live_day, must_be_allowable, must_have_letters
from xiaoer.domains.shop import service as shops
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Conflict, Invalid, NotFound
from xiaoer.kit.writer import Unit

MOST = 500
"""Rules of one shop that are in force at the same time."""


def rules(session: Session, shop_id: int) -> list[dict[str, Any]]:
    """All rules of a shop, newest first; those that were switched off too."""
    rows = session.scalars(
        select(ShopRuleRow).where(ShopRuleRow.shop_id == shop_id).order_by(ShopRuleRow.id.desc()).limit(2 * MOST)
    )
    return [view(row) for row in rows]


def view(row: ShopRuleRow) -> dict[str, Any]:
    """A rule as the workbench shows it."""
    name = promises()[row.text].zh if row.kind == "promise" and row.text in promises() else ""
    return {
        "id": row.id, "kind": row.kind, "text": row.text, "name": name, "finding_kind": row.finding_kind,
        "level": row.level, "category": row.category, "reason": row.reason, "rewrite": row.rewrite,
        "value": row.value, "live_day": row.live_day or None, "until_day": row.until_day or None,
        "by": row.staff_name, "at": iso_ms(row.at_ms), "off_at": iso_ms(row.off_ms), "off_by": row.off_name,
    }  # fmt: skip


def add_word(
    unit: Unit, shop_id: int, who: tuple[int, str], today: date, *, text: str, kind: str, level: str, reason: str,
    rewrite: str, at_once: bool,
) -> dict[str, Any]:  # fmt: skip
    """Forbid words; they hold after seven days of shadow, or at once."""
    text = must_have_letters(text)
    live = live_day(today, at_once=at_once)
    row = ShopRuleRow(
        kind="word", text=text, finding_kind=kind, level=level, reason=reason, rewrite=rewrite,
        live_day=live.isoformat(),
    )  # fmt: skip
    return _add(unit, shop_id, who, row)


def add_allowance(
    unit: Unit, shop_id: int, who: tuple[int, str], today: date, *, text: str, kind: str, category: str, until: date,
    reason: str, said: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Let a false alarm (误报) pass until a day; `said` = the sentence in which the words were found.

    What law forbids can't be allowed.
    """
    text = must_have_letters(text)
    must_be_allowable(said or text, kind, category, today, until)
    row = ShopRuleRow(
        kind="allow", text=text, finding_kind=kind, category=category, reason=reason, until_day=until.isoformat(),
    )  # fmt: skip
    return _add(unit, shop_id, who, row)


def set_promise(
    unit: Unit, shop_id: int, who: tuple[int, str], *, name: str, value: str, reason: str
) -> dict[str, Any]:
    """Promise more than law gives; the former value of the same promise ends. Worse than law: `worse_than_law`."""
    _read(name, value)
    unit.session.execute(
        update(ShopRuleRow)
        .where(
            ShopRuleRow.shop_id == shop_id, ShopRuleRow.kind == "promise", ShopRuleRow.text == name,
            ShopRuleRow.off_ms.is_(None),
        )
        .values(off_ms=unit.now_ms, off_name=who[1])
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    return _add(unit, shop_id, who, ShopRuleRow(kind="promise", text=name, value=value.strip(), reason=reason))


def _add(unit: Unit, shop_id: int, who: tuple[int, str], row: ShopRuleRow) -> dict[str, Any]:
    if len(_in_force(unit.session, shop_id)) >= MOST:
        raise Conflict(f"一家店最多同时有 {MOST} 条规则，请先停用不需要的", code="too_many_rules")
    row.shop_id, row.at_ms, (row.staff_id, row.staff_name) = shop_id, unit.now_ms, who
    unit.session.add(row)
    unit.session.flush()
    _told(unit, shop_id, who, f"rule.{row.kind}", row)
    return view(row)


def switch_off(unit: Unit, shop_id: int, rule_id: int, who: tuple[int, str]) -> dict[str, Any]:
    """End a rule. Raises `NotFound`, or `Conflict` (`changed`) when a colleague has ended it already."""
    claimed = unit.session.execute(
        update(ShopRuleRow)
        .where(ShopRuleRow.shop_id == shop_id, ShopRuleRow.id == rule_id, ShopRuleRow.off_ms.is_(None))
        .values(off_ms=unit.now_ms, off_name=who[1])
        .execution_options(synchronize_session=False)
    )
    unit.session.expire_all()
    row = unit.session.scalar(select(ShopRuleRow).where(ShopRuleRow.shop_id == shop_id, ShopRuleRow.id == rule_id))
    if row is None:
        raise NotFound("没有这条规则", code="no_such_rule")
    if not claimed.rowcount:  # type: ignore[attr-defined]
        raise Conflict("这条规则已经停用", code="changed")
    _told(unit, shop_id, who, "rule.off", row)
    return view(row)


def _told(unit: Unit, shop_id: int, who: tuple[int, str], action: str, row: ShopRuleRow) -> None:
    detail = "；".join(filter(None, (row.value, row.reason, row.until_day and f"到 {row.until_day}")))
    audit.record(unit, shop_id, staff_id=who[0], staff_name=who[1], action=action, subject=row.text, detail=detail)
    shops.catalog_changed(unit, shop_id, set())  # gates of all processes are built anew


def _in_force(session: Session, shop_id: int) -> list[ShopRuleRow]:
    return list(
        session.scalars(
            select(ShopRuleRow)
            .where(ShopRuleRow.shop_id == shop_id, ShopRuleRow.off_ms.is_(None))
            .order_by(ShopRuleRow.id)
        )
    )


def wording(session: Session, shop_id: int) -> tuple[tuple[OwnWord, ...], tuple[Allowance, ...]]:
    """Forbidden words (also those in shadow; the gate looks at the day) and allowances, for `ShopFacts`."""
    rows = _in_force(session, shop_id)
    words = tuple(
        OwnWord(
            r.id, r.text, r.finding_kind, "block" if r.level == "block" else "warn", r.reason, r.rewrite,
            date.fromisoformat(r.live_day),
        )
        for r in rows
        if r.kind == "word"
    )  # fmt: skip
    allowances = tuple(
        Allowance(r.text, r.finding_kind, r.category, date.fromisoformat(r.until_day), r.reason)
        for r in rows
        if r.kind == "allow"
    )
    return words, allowances


def shop_rules(
    session: Session, shop_id: int, *, wish: tuple[str, str] | None = None, without: int | None = None
) -> dict[str, Any]:
    """The shop's promises as `shop_rules` of a case.

    `wish` = a promise (name, value) as if it were made already, `without` = the number of one that had ended.
    Raises `Invalid` as `set_promise` does.
    """
    made = [(r.text, r.value) for r in _in_force(session, shop_id) if r.kind == "promise" and r.id != without]
    found: dict[str, Any] = {}
    for name, value in (*made, *((wish,) if wish else ())):
        here = found
        *above, last = name.split(".")
        for key in above:
            here = here.setdefault(key, {})
        here[last] = _read(name, value)
    return found


def _read(name: str, value: str) -> object:
    try:
        return read_promise(name, value)
    except BadInput as wrong:
        raise Invalid(str(wrong), code=wrong.code) from None


def one(session: Session, shop_id: int, rule_id: int) -> dict[str, Any]:
    """A rule that is in force. Raises `NotFound`."""
    row = next((r for r in _in_force(session, shop_id) if r.id == rule_id), None)
    if row is None:
        raise NotFound("没有这条规则", code="no_such_rule")
    return view(row)
