"""A conversation as a shopper sees it: its colleague under the shop's one face (统一形象)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.shop import face
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.models import Staff


def seen(session: Session, shop: ShopInfo, conversation: dict[str, Any]) -> dict[str, Any]:
    """The conversation with its colleague's shown name."""
    agent = conversation["agent"]
    if not shop.settings.face_name or agent is None:
        return conversation
    number = session.scalar(select(Staff.service_number).where(Staff.id == agent["id"])) or ""
    name = face.shown(shop.settings.face_name, shop=shop.name, name=agent["name"], number=number)
    return {**conversation, "agent": {**agent, "name": name}}
