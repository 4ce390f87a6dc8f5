"""Roles and what they may do. Pure."""

from __future__ import annotations

from typing import Literal

Role = Literal["owner", "lead", "agent", "trainer", "auditor"]
ROLES: tuple[Role, ...] = ("owner", "lead", "agent", "trainer", "auditor")
Right = Literal["read", "serve", "manage", "audit", "own", "teach"]

RIGHTS: dict[Role, frozenset[Right]] = {
    "owner": frozenset({"read", "serve", "manage", "audit", "own", "teach"}),
    "lead": frozenset({"read", "serve", "manage", "audit", "teach"}),
    "agent": frozenset({"read", "serve"}),
    "trainer": frozenset({"read", "teach"}),
    "auditor": frozenset({"read", "audit"}),
}

Status = Literal["online", "busy", "away", "offline"]


SCOPED = "scopes:"
"""A role that is no person's: the rights of an API key follow, joined by "|"."""


def may(role: str, right: str) -> bool:
    """Whether a role holds a right in its shop."""
    if role.startswith(SCOPED):
        return right in role.removeprefix(SCOPED).split("|")
    return right in RIGHTS.get(role, frozenset())  # type: ignore[call-overload]


def may_manage(by: str, role: str) -> bool:
    """Whether somebody of role `by` may give, change or take a role: leads not that of leads and owners."""
    return may(by, "own") or (may(by, "manage") and role not in ("owner", "lead"))
