"""Audit over the wire."""

from __future__ import annotations

from pydantic import BaseModel


class AuditView(BaseModel):
    """One act."""

    id: int
    at: str
    staff: str
    action: str
    subject: str
    detail: str


class AuditRows(BaseModel):
    """Acts, newest first."""

    rows: list[AuditView]
