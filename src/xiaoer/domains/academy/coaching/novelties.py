"""New products (新品): each makes its cards by the tables alone, and here a quiz of two minutes for who serves.

What a shop has when it is looked at for the first time is not new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from xiaoer.domains.academy.coaching.models import KnownProduct
from xiaoer.domains.academy.coaching.service import Wish, assign
from xiaoer.domains.academy.exams.bank import Entry
from xiaoer.domains.academy.exams.papers import Section
from xiaoer.domains.academy.exams.service import ExamPlan, set_exam
from xiaoer.domains.staff.models import Membership
from xiaoer.domains.staff.rules import may
from xiaoer.kit.writer import Unit

QUIZ_MINUTES, QUIZ_PASS, QUIZ_POINTS = 2, 80, 10
QUIZ_MOST = 5
DUE_MS = 3 * 86_400_000


def notice(unit: Unit, shop_id: int, products: Mapping[str, str], bank: Mapping[str, Entry]) -> list[str]:
    """Look at the shop's products (number → title); returns the numbers that are new."""
    known = set(unit.session.scalars(select(KnownProduct.number).where(KnownProduct.shop_id == shop_id)))
    fresh = [number for number in products if number not in known]
    for number in fresh:
        unit.session.add(KnownProduct(shop_id=shop_id, number=number, seen_ms=unit.now_ms))
    unit.session.flush()
    if not known:
        return []
    people = _people(unit, shop_id)
    for number in fresh:
        _quiz(unit, shop_id, number, products[number], bank, people)
    return fresh


def codes_about(number: str, bank: Mapping[str, Entry]) -> list[str]:
    """Questions of the bank about one product."""
    prefixes = (f"shop.product.{number}.", f"shop.price.{number}", f"calc.size.{number}")
    return sorted(c for c, e in bank.items() if e.question.active and c.startswith(prefixes))


def _quiz(
    unit: Unit, shop_id: int, number: str, title: str, bank: Mapping[str, Entry], people: Sequence[int]
) -> None:  # fmt: skip
    """A quiz about a product, for everybody who serves; none where the tables say too little to ask."""
    codes = codes_about(number, bank)
    if not codes:
        return
    section = Section(min(len(codes), QUIZ_MOST), QUIZ_POINTS, codes=tuple(codes))
    plan = ExamPlan(f"新品小测：{title}", (section,), QUIZ_MINUTES, QUIZ_PASS, purpose="quiz", subject=number)
    exam = set_exam(unit, bank, shop_id, None, plan)
    wish = Wish("exam", str(exam.id), "新品上架，先背卡片再做两分钟小测", unit.now_ms + DUE_MS)
    assign(unit, shop_id, None, people, wish, ())


def _people(unit: Unit, shop_id: int) -> list[int]:
    rows = unit.session.execute(select(Membership.staff_id, Membership.role).where(Membership.shop_id == shop_id))
    return [r.staff_id for r in rows if may(r.role, "serve") and r.role != "owner"]
