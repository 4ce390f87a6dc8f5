"""What each kind of caller gets: the vocabulary of the access table."""

from __future__ import annotations

ROLES = ("owner", "lead", "agent", "trainer", "auditor")
CALLERS = (*ROLES, "stranger", "nobody", "expired", "shopper", "foreign shopper")


def staff_only(*allowed: str) -> dict[str, int]:
    """What each caller gets: 200 for who may, 403 for colleagues, 404 for other shops' staff, 401 for the rest."""
    roles = {role: 200 if role in allowed else 403 for role in ROLES}
    return roles | {"stranger": 404, "nobody": 401, "expired": 401, "shopper": 401, "foreign shopper": 401}


READ = staff_only(*ROLES)
SERVE = staff_only("owner", "lead", "agent")
MANAGE = staff_only("owner", "lead")
OWN = staff_only("owner")
AUDIT = staff_only("owner", "lead", "auditor")
SIGNED_IN = {c: 200 if c in (*ROLES, "stranger") else 401 for c in CALLERS}
NOTHING_THERE = {c: 404 if status == 200 else 401 for c, status in SIGNED_IN.items()}
TOO_EARLY = {c: 409 if status == 200 else 401 for c, status in SIGNED_IN.items()}
VISITOR = {c: 200 if c == "shopper" else 401 for c in CALLERS}
PUBLIC = dict.fromkeys(CALLERS, 200)
