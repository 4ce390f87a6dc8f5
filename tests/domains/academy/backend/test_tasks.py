"""Back-end tasks: any shop gives them, who does what is asked passes, who does nothing or strays does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from xiaoer.core.facts import ShopFacts, ShopProfile
from xiaoer.domains.academy.backend.doing import AMOUNT, TEXT, WAYBILL, case_acts, done
from xiaoer.domains.academy.backend.errors import NothingToDrill, NotSo
from xiaoer.domains.academy.backend.judging import judged
from xiaoer.domains.academy.backend.shapes import TASK_KINDS, Check, Deed, Sandbox, Task
from xiaoer.domains.academy.backend.tasks import next_kind, possible, task_of
from xiaoer.domains.actions.errors import BadDetail
from xiaoer.files.shop_folder import read_shop

EXAMPLES = Path(__file__).parents[4] / "examples"
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
FACTS = {code: read_shop(EXAMPLES / code).folder.facts for code in ("qinghe_womenswear", "shanyu_foodgift")}
SEEDS = range(40)


def wanted(task: Task, thing: str) -> Check:
    return next(c for c in task.checks if c.thing == thing)


def first(check: Check) -> str:
    return "、".join(w.split("|")[0] for w in check.wanted)


def deed_of(task: Task, facts: ShopFacts) -> Deed:
    """What a task on an order asks for, as its brief says it."""
    number = task.checks[0].order
    order = next(o for o in task.start.orders if o.number == number)
    if task.kind == "price":
        return Deed("change_price", number, (("改后应付", first(wanted(task, "paid_amount"))),))
    if task.kind == "remark":
        return Deed("remark", number, (("备注", first(wanted(task, "memo"))), ("旗", first(wanted(task, "flag")))))
    if task.kind == "invoice":
        return Deed("invoice", number, (("抬头", task.brief[1][3:]), ("税号", task.brief[2][3:])))
    if task.kind == "address":
        return Deed("change_address", number, (("收货地址", task.brief[1]),))
    product = facts.products[order.lines[0].product]
    sku = next(s for s in product.skus if s.spec == first(wanted(task, "lines")))
    return Deed("modify_order", number, (("SKU", sku.number),))


def finish_case(task: Task, facts: ShopFacts) -> Sandbox:
    """Work a case to its end: refuse where it is to be refused, else on through every step."""
    number, sandbox = task.checks[0].order, task.start
    if any(c.thing == "case_text" for c in task.checks):
        text = first(wanted(task, "case_text"))
        return done(sandbox, Deed("case:refuse", number, ((TEXT, text),)), facts)
    if any(c.thing == "case_pictures" for c in task.checks) and not sandbox.cases[0].pictures:
        sandbox = done(sandbox, Deed("case:ask_evidence", number, ((TEXT, "请补三张照片"),)), facts)
    sandbox = done(sandbox, Deed("case:approve", number), facts)
    while sandbox.cases[0].state != "done":
        act = case_acts(sandbox.cases[0])[0]
        thing, field = ("case_amount", AMOUNT) if act == "refund" else ("case_waybill", WAYBILL)
        details = ((field, first(wanted(task, thing))),) if act in ("refund", "ship") else ()
        sandbox = done(sandbox, Deed(f"case:{act}", number, details), facts)
    return sandbox


@pytest.mark.parametrize("code", list(FACTS))
@pytest.mark.parametrize("kind", TASK_KINDS)
def test_who_does_what_is_asked_passes_and_nobody_else(code: str, kind: str) -> None:
    facts = FACTS[code]
    assert possible(facts) == TASK_KINDS
    seen = set()
    for seed in SEEDS:
        task = task_of(kind, facts, NOW, seed)  # type: ignore[arg-type]
        assert task == task_of(kind, facts, NOW, seed)  # type: ignore[arg-type]
        seen.add(task.brief)
        nothing = judged(task, task.start)
        assert not nothing.passed
        end = finish_case(task, facts) if task.start.cases else done(task.start, deed_of(task, facts), facts)
        right = judged(task, end)
        assert (right.passed, right.score, right.strayed) == (True, 100, ()), (seed, task.brief, right)
        other = next(o for o in end.orders if o.number != task.checks[0].order)
        strayed = replace(end, orders=tuple(replace(o, remark="x") if o == other else o for o in end.orders))
        assert not judged(task, strayed).passed
        assert judged(task, strayed).score == 75
    assert len(seen) > len(SEEDS) // 2  # other seeds, other tasks


def test_requests_that_the_rulebook_refuses_and_grants_both_come() -> None:
    for facts in FACTS.values():
        ends = {first(wanted(task_of("return", facts, NOW, seed), "case_state")) for seed in SEEDS}
        assert ends == {"done", "refused"}


def test_the_sandbox_refuses_what_the_desk_refuses() -> None:
    facts = FACTS["qinghe_womenswear"]
    task = task_of("price", facts, NOW, 3)
    paid = next(o.number for o in task.start.orders if o.status == "paid_unshipped")
    unpaid = task.checks[0].order
    with pytest.raises(NotSo, match="只有待付款的订单能改价"):
        done(task.start, Deed("change_price", paid, (("改后应付", "1"),)), facts)
    with pytest.raises(NotSo, match="改价只能改低"):
        done(task.start, Deed("change_price", unpaid, (("改后应付", "99999"),)), facts)
    with pytest.raises(BadDetail, match="请填写改后应付"):
        done(task.start, Deed("change_price", unpaid), facts)
    for act, order in (("place_order", unpaid), ("remark", "1"), ("case:approve", unpaid)):
        with pytest.raises(NotSo):
            done(task.start, Deed(act, order), facts)
    case = task_of("refund", facts, NOW, 3)
    number = case.checks[0].order
    with pytest.raises(NotSo, match="现在不能"):
        done(case.start, Deed("case:refund", number, ((AMOUNT, "1"),)), facts)
    with pytest.raises(NotSo, match="请填写说明"):
        done(case.start, Deed("case:refuse", number), facts)
    granted = done(case.start, Deed("case:approve", number), facts)
    with pytest.raises(NotSo, match="不超过实付"):
        done(granted, Deed("case:refund", number, ((AMOUNT, "99999"),)), facts)
    wrong = done(granted, Deed("case:refund", number, ((AMOUNT, "1"),)), facts)
    assert judged(case, wrong).score == 50


def test_a_shop_of_one_product_and_a_shop_of_nothing() -> None:
    full = FACTS["qinghe_womenswear"]
    product = replace(full.products["QH101"], skus=full.products["QH101"].skus[:1])
    one = ShopFacts("1", ShopProfile("小店"), products={"QH101": product})
    kinds = possible(one)
    assert set(kinds) == set(TASK_KINDS) - {"swap"}
    for kind in kinds:
        assert task_of(kind, one, NOW, 5).checks
    empty = ShopFacts("1", ShopProfile("空店"))
    assert possible(empty) == ()
    with pytest.raises(NothingToDrill):
        task_of("price", empty, NOW, 1)
    with pytest.raises(NothingToDrill):
        next_kind((), {})
    assert next_kind(kinds, {"price": 2, "remark": 1}) == "invoice"


def test_amounts_are_whole_cents() -> None:
    for facts in FACTS.values():
        for seed in SEEDS:
            amount = Decimal(first(wanted(task_of("refund", facts, NOW, seed), "case_amount")))
            assert amount > 0
            assert amount == round(amount, 2)
