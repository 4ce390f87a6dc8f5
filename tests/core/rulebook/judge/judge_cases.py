"""Cases that the tests of the judge start from."""

from __future__ import annotations

import copy
from typing import Any

BASE: dict[str, Any] = {
    "now": "2026-05-08T10:00:00+08:00",
    "platform": "taobao",
    "category": "女装",
    "product_flags": {},
    "order": {
        "status": "delivered", "paid_at": "2026-05-01T10:00:00+08:00", "ship_promise_hours": 48,
        "shipped_at": "2026-05-02T09:00:00+08:00", "signed_at": "2026-05-04T15:00:00+08:00",
        "amount_paid": "199.00", "freight_paid": "10.00", "qty": 1,
    },
    "request": {"type": "return_refund", "reason": "no_reason", "at": "2026-05-08T10:00:00+08:00", "evidence": []},
    "shop_rules": {},
}  # fmt: skip


def case(changes: dict[str, Any] | None = None) -> dict[str, Any]:
    """The base case with changes by dotted path."""
    facts = copy.deepcopy(BASE)
    for path, value in (changes or {}).items():
        here = facts
        *above, last = path.split(".")
        for key in above:
            here = here.setdefault(key, {})
        here[last] = value
    return facts
