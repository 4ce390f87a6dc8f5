"""Harm told at night reaches a named person at once (安全预警): a note that calls him, and a task that is due soon."""

from __future__ import annotations

from datetime import datetime

from xiaoer.core.text.contacts import mask_text
from xiaoer.domains.desk import calls, repository
from xiaoer.domains.desk.rules import Post
from xiaoer.domains.robot.transcripts import Situation
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.work import service as work
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

NAME = "夜间值守"
DUE_MS = 15 * 60_000
NOBODY = 0


def wanted(shop: ShopInfo, now: datetime, found: Situation) -> bool:
    """Whether somebody is to be called: it is night, people are named, and the shopper tells of harm."""
    if not shop.settings.night.alert or not shop.night_at(now):
        return False
    from xiaoer.core.answering.skills.people.safety import reports_harm  # heavy: loads when a plan needs it

    return reports_harm(found.question)


def tell(unit: Unit, shop: ShopInfo, found: Situation) -> None:
    """Call everybody named who still works here; once per line."""
    chat = found.conversation["id"]
    people = {a["id"]: a["name"] for a in repository.agents(unit.session, shop.id)}
    called = [(i, "help") for i in shop.settings.night.alert if i in people]
    if not called:
        return
    words = " ".join(mask_text(found.question).split())[:80]
    text = f"安全预警：买家说“{words}”，请马上联系。{'、'.join('@' + people[i] for i, _ in called)}"
    post = Post(
        shop_id=shop.id, conversation_id=chat, client_id=f"alert:{found.seq}", author="robot", author_name=NAME,
        kind="text", body=encode({"text": text, "event": "help", "mentions": [i for i, _ in called]}), preview=text,
        staff_id=NOBODY, internal=True,
    )  # fmt: skip
    if calls.call(unit, post, called).again:
        return
    first = called[0][0]
    task = work.NewTask(
        key=f"alert:{chat}:{found.seq}", kind="manual", text=f"安全预警：{words}", due_ms=unit.now_ms + DUE_MS,
        nick=found.transcript.shopper or "", conversation_id=chat, owner=(first, people[first]),
    )  # fmt: skip
    work.add(unit, shop.id, task)
