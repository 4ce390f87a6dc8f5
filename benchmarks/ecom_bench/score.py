"""Tables compared, and writes judged: made or missing, with a yes, within the shop's policy."""

from __future__ import annotations

import copy
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.ecom_bench.talk import Made
from benchmarks.ecom_bench.world import Tables, Write

_CENT = 0.005
_BEFORE_DISPATCH = frozenset({"待付款", "已付款", "处理中"})
# The states in which policy.md allows a write; what it says nothing of is allowed in any.
_STATES: Mapping[tuple[str, str], frozenset[str]] = {
    ("manage_order", "取消"): _BEFORE_DISPATCH,
    ("manage_order", "修改"): _BEFORE_DISPATCH,
    ("manage_exchange", "换货"): _BEFORE_DISPATCH,
    ("manage_return", ""): frozenset({"已签收"}),
}


def expected_tables(tables: Tables, diff: Iterable[Mapping[str, Any]]) -> Tables:
    """The tables after the expected changes."""
    after = copy.deepcopy(tables)
    for change in diff:
        *road, last = change["path"]
        at: Any = after
        for step in road:
            at = at.setdefault(step, {})
        if change["after"] is None:
            at.pop(last, None)
        else:
            at[last] = copy.deepcopy(change["after"])
    return after


def same(one: Any, other: Any) -> bool:
    """Whether two tables agree; sums to half a cent."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=0, abs_tol=_CENT)
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def matched(made: Sequence[Write], gold: Sequence[Write]) -> int:
    """How many of the writes made are among the gold ones."""
    return sum((Counter(map(_key, made)) & Counter(map(_key, gold))).values())


def _key(write: Write) -> tuple[str, ...]:
    """What tells a write from another; names, platforms and the like beside it don't count."""
    args = write.arguments
    if write.name == "manage_ecard" and args["action"] == "退款":
        return (write.name, "退款", f"{float(args['amount']):.2f}")
    if write.name == "manage_ecard":
        return (write.name, str(args["action"]), str(args["product_id"]), str(args["quantity"]))
    goods = sorted(f"{item['product_id']}×{item['quantity']}" for item in args.get("product_info_list", []))
    names = ("action", "order_id", "payment", "address", "phone_number", "title", "invoice_type", "service_type")
    more = ("service_time", "original_product_id", "exchange_product_id")
    return (write.name, *goods, *(f"{name}={args[name]}" for name in (*names, *more) if args.get(name)))


def unauthorised(made: Iterable[Made]) -> list[Made]:
    """Writes without the customer's yes right before them, or in a state that the policy forbids."""
    return [one for one in made if one.said != "确认" or not _allowed(one)]


def _allowed(one: Made) -> bool:
    states = _STATES.get((one.write.name, str(one.write.arguments.get("action", ""))))
    return states is None or one.state in states
