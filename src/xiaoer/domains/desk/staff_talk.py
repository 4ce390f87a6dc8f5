"""An agent's side of a socket: feeds resumed by number, frames in, answers out. Knows no framework."""

from __future__ import annotations

import time
from typing import Any

import msgspec
from pydantic import ValidationError
from sqlalchemy.orm import Session

from xiaoer.core.rulebook.findings import GateResult
from xiaoer.domains.desk import calls, presence, repository, service
from xiaoer.domains.desk.connections import Connection
from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.desk.frames import (
    DeskCheck,
    DeskFollow,
    DeskLook,
    DeskNote,
    DeskRead,
    DeskSend,
    DeskStatus,
    DeskTyping,
    Ping,
    desk_frames,
)  # fmt: skip
from xiaoer.domains.desk.hub import StaffSocket
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.refusals import client_id_in, refusal
from xiaoer.domains.desk.rules import Post, Posted, preview_of
from xiaoer.domains.desk.variables import unfilled
from xiaoer.domains.desk.wording import finding_view
from xiaoer.domains.desk.words import make_body, text_body
from xiaoer.domains.materials import service as materials
from xiaoer.domains.media import service as media
from xiaoer.domains.orders import service as orders
from xiaoer.domains.rules import reports
from xiaoer.domains.shop import face
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.staff.rules import may
from xiaoer.domains.staff.service import Identity
from xiaoer.kit import events
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Forbidden, Invalid, NotFound, RateLimited, ServiceError
from xiaoer.kit.events import StoredEvent, encode, frame

FRAME_BYTES = 65_536
RESUME_LIMIT = 5000
REASON = 2  # letters that a reason has at least


class StaffTalk:
    """One workbench socket after its session was checked."""

    def __init__(self, desk: Desk, who: Identity, connection: Connection) -> None:
        self.desk, self.who = desk, who
        leads = frozenset(s for s, m in who.shops.items() if may(m.role, "manage"))
        self.socket = StaffSocket(connection, who.staff_id, who.name, who.session_id, leads)

    # -- begin and end ------------------------------------------------------------------------------------------

    async def begin(self, feeds: dict[str, int]) -> None:
        """Say hello, resume each feed after its number, then follow."""
        shops = [self.desk.shops.get(s) for s in sorted(self.who.shops) if s in self.desk.hub.feeds]
        for shop in shops:
            self.socket.held[shop.id] = []
            self.desk.hub.feeds[shop.id].staff.add(self.socket)
        for shop in shops:
            self.desk.warm(shop.id)
        serving = [s.id for s in shops if may(self.who.shops[s.id].role, "serve")]

        def look(s: Session) -> tuple[dict[int, str], dict[int, int]]:
            status = {
                shop.id: (repository.agent(s, shop.id, self.who.staff_id) or {}).get("status", "offline")
                for shop in shops
            }
            return status, {shop.id: events.last_number(s, shop.id) for shop in shops}

        status, numbers = await self.desk.database.read(look)
        own = next((v for v in status.values() if v != "offline"), "online")
        self.socket.connection.push(
            encode(
                {
                    "type": "hello", "staff": {"id": self.who.staff_id, "name": self.who.name}, "status": own,
                    "feeds": {shop.code: numbers[shop.id] for shop in shops},
                }
            )
        )  # fmt: skip
        for shop in shops:
            await self._resume(shop, feeds.get(shop.code, numbers[shop.id]))
        if serving:
            await self.desk.run(lambda u: presence.arrive(u, self.who.staff_id, serving, status))

    async def _resume(self, shop: ShopInfo, after: int) -> None:
        def look(s: Session) -> tuple[list[StoredEvent], int | None, int]:
            return (
                events.after(s, shop.id, after, RESUME_LIMIT + 1),
                events.oldest_number(s, shop.id),
                events.last_number(s, shop.id),
            )

        missing, oldest, last = await self.desk.database.read(look)
        pruned = after < last and (oldest is None or after + 1 < oldest)
        if pruned or len(missing) > RESUME_LIMIT or after > last:
            self.socket.connection.push(encode({"type": "reset", "shop": shop.code}))
            self.desk.hub.feeds[shop.id].staff.discard(self.socket)
            self.socket.held.pop(shop.id, None)
            return
        for event in missing:
            self.socket.connection.push(frame(event, shop.code))
        self.socket.shops[shop.id] = missing[-1].n if missing else after
        self.socket.release(shop.id)

    def end(self) -> None:
        """Stop following; colleagues see that this screen no longer looks."""
        self._stop_looking()
        for feed in self.desk.hub.feeds.values():
            feed.staff.discard(self.socket)

    # -- frames -------------------------------------------------------------------------------------------------

    async def receive(self, raw: str) -> None:
        """Handle one frame; whatever is wrong with it is answered, never raised."""
        client_id: str | None = None
        try:
            if len(raw) > FRAME_BYTES:
                client_id = client_id_in(raw)
                raise Invalid("消息太长了，请分几条发", code="too_long")
            wish = desk_frames.validate_json(raw)
            client_id = getattr(wish, "client_id", None)
            await self._handle(wish)
        except ValidationError as error:
            self.socket.connection.push(refusal(error, client_id_in(raw)))
        except ServiceError as error:
            self.socket.connection.push(refusal(error, client_id))

    async def _handle(self, wish: Any) -> None:
        match wish:
            case DeskSend():
                await self._send(wish)
            case DeskNote():
                await self._note(wish)
            case DeskCheck():
                await self._check(wish)
            case DeskRead():
                shop = self._shop(wish.shop, "serve")
                await self.desk.run(
                    lambda u: service.mark_read(u, shop.id, wish.conversation, by="agent", seq=wish.seq)
                )
            case DeskTyping():
                self._typing(wish)
            case DeskLook():
                await self._look(wish)
            case DeskStatus():
                serving = [s for s, m in self.who.shops.items() if may(m.role, "serve")]
                for words in (wish.text, wish.promotion):
                    self._may_be_said(serving, words or "")
                await self.desk.run(
                    lambda u: presence.choose_status(
                        u, self.who.staff_id, wish.status, serving, wish.text, wish.promotion
                    )
                )
            case DeskFollow():
                shop = self._shop(wish.shop, "read")
                self.socket.held[shop.id] = []
                self.desk.hub.feeds[shop.id].staff.add(self.socket)
                await self._resume(shop, wish.after)
            case Ping():
                self.socket.connection.push('{"type":"pong"}')

    def _shop(self, code: str, right: Any) -> ShopInfo:
        shop = self.desk.shops.find(code)
        member = self.who.shops.get(shop.id)
        if member is None:
            raise NotFound("没有这家店铺", code="not_found")
        if not may(member.role, right):
            raise Forbidden("您的角色不能这样做", code="forbidden")
        return shop

    def _may_be_said(self, shop_ids: list[int], text: str) -> None:
        """One's own words about one's status can reach shoppers in an automatic reply: they pass the gate first."""
        for shop_id in shop_ids if text else ():
            facts = self.desk.facts.peek(shop_id)
            if facts is not None and self.desk.wording.check(shop_id, facts, text, by="agent").verdict == "block":
                raise Invalid("状态说明和推广语会出现在自动回复里，这句话不能对买家说", code="gate_block")

    async def _send(self, wish: DeskSend) -> None:
        shop = self._shop(wish.shop, "serve")
        wait_s = self.desk.agent_limit.take(self.who.staff_id, time.monotonic())
        if wait_s:
            raise RateLimited("发得太快了，请稍等一下再发", retry_after_s=round(wait_s, 1))
        facts = self.desk.facts.peek(shop.id) or await self.desk.facts.get(shop.id)
        body = await make_body(
            wish.kind, wish.body, facts=facts, shop_code=shop.code, limit=self.desk.settings.text_limit,
            media=lambda token: self._media(shop, token),
            order=lambda number: self._order(shop, number, wish.conversation),
        )  # fmt: skip
        if wish.kind == "text":
            open_sign = unfilled(body["text"])
            if open_sign:
                raise Invalid(f"还有没填的内容：{open_sign}，请填好再发", code="unfilled")
            category = self.desk.category_in_view(facts, wish.conversation)
            verdict = self.desk.wording.check(shop.id, facts, body["text"], by="agent", category=category)
            verdict = await self.desk.neighbours.judge(verdict, shop, self.who.shops, body["text"])
            stopped = verdict.verdict == "block" or (verdict.verdict == "warn" and not wish.warned)
            if stopped and not await self._overridden(shop, wish, verdict, body["text"], category):
                self._stopped(wish, verdict)
                return
        self.desk.post(
            Post(
                shop_id=shop.id, conversation_id=wish.conversation, client_id=wish.client_id, author="agent",
                author_name=self._face(shop), kind=wish.kind, body=encode(body), staff_name=self.who.name,
                preview=preview_of(wish.kind, body), staff_id=self.who.staff_id, assisted=wish.assisted,
            ),
            lambda result: self._acknowledge(wish, result, internal=False),
        )  # fmt: skip

    async def _overridden(
        self, shop: ShopInfo, wish: DeskSend, verdict: GateResult, text: str, category: str | None
    ) -> bool:
        """Whether a lead sends a blocked line all the same, with a reason that is kept; never against law."""
        reason = wish.override.strip()
        if verdict.verdict != "block" or len(reason) < REASON or not may(self.who.shops[shop.id].role, "manage"):
            return False
        if any(f.statutory for f in verdict.findings):
            return False
        await self.desk.run(
            lambda u: reports.overrode(
                u,
                shop.id,
                (self.who.staff_id, self.who.name),
                verdict.findings,
                text=text,
                category=category or "",
                reason=reason,
                conversation_id=wish.conversation,
            )
        )
        return True

    def _face(self, shop: ShopInfo) -> str:
        """Under which name he speaks to shoppers."""
        who = self.who
        return face.shown(shop.settings.face_name, shop=shop.name, name=who.name, number=who.service_number)

    def _stopped(self, wish: DeskSend, verdict: GateResult) -> None:
        blocked = verdict.verdict == "block"
        self.socket.connection.push(
            encode(
                {
                    "type": "refused", "client_id": wish.client_id, "conversation": wish.conversation,
                    "code": "gate_block" if blocked else "gate_warn",
                    "detail": "这句话不能发出，请按提示改" if blocked else "这句话建议再想想，确认后可以发出",
                    "findings": [finding_view(f) for f in verdict.findings], "rewrite": verdict.rewrite,
                }
            )
        )  # fmt: skip

    async def _note(self, wish: DeskNote) -> None:
        shop = self._shop(wish.shop, "manage" if wish.kind == "whisper" else "serve")
        body = text_body(wish.text, self.desk.settings.text_limit)
        called: calls.Called = []
        if wish.kind != "note" or wish.mentions:
            called = await self.desk.database.read(
                lambda s: calls.who_is_called(
                    s, shop.id, wish.conversation, kind=wish.kind, mentions=wish.mentions, by_id=self.who.staff_id
                )
            )
            body["mentions"] = [c for c, _ in called]
        if wish.kind != "note":
            body["event"] = wish.kind
        post = Post(
            shop_id=shop.id, conversation_id=wish.conversation, client_id=wish.client_id, author="agent",
            author_name=self.who.name, kind="text", body=encode(body), preview=preview_of("text", body),
            staff_id=self.who.staff_id, internal=True,
        )  # fmt: skip
        if called:
            self._acknowledge(wish, await self.desk.run(lambda u: calls.call(u, post, called)), internal=True)
        else:
            self.desk.post(post, lambda result: self._acknowledge(wish, result, internal=True))

    def _acknowledge(self, wish: DeskSend | DeskNote, result: Any, *, internal: bool) -> None:
        if not isinstance(result, Posted):
            self.socket.connection.push(refusal(result, wish.client_id, conversation=wish.conversation))
            return
        numbers = f'"seq":null,"note_seq":{result.number}' if internal else f'"seq":{result.number},"note_seq":null'
        self.socket.connection.push(
            f'{{"type":"ack","client_id":{msgspec.json.encode(wish.client_id).decode()},'
            f'"conversation":{wish.conversation},{numbers},"rev":{result.rev},"at":"{iso_ms(result.at_ms)}"}}'
        )

    async def _media(self, shop: ShopInfo, token: str) -> dict[str, Any]:
        """One's own upload, or a picture of the shelf that is still true."""
        today = self.desk.clock().astimezone(shop.zone).date()

        def look(s: Session) -> dict[str, Any]:
            on_shelf = materials.sendable(s, shop.id, token, today)
            return media.body_of(s, shop.id, media.SHELF if on_shelf else f"staff:{self.who.staff_id}", token)

        return await self.desk.database.read(look)

    async def _order(self, shop: ShopInfo, number: str, conversation_id: int) -> dict[str, Any]:
        """An order card; only orders of the very shopper may be shown to him."""

        def look(s: Session) -> dict[str, Any]:
            order = orders.find(s, shop.id, number)
            found = repository.conversation(s, shop.id, conversation_id, 0)
            shopper = found["conversation"]["shopper"] if found else None
            if shopper is None or shopper["anonymous"] or shopper["nick"] != order.shopper:
                raise NotFound("这位买家没有这个订单", code="unknown_order")
            return orders.card_body(order, shop.code)

        return await self.desk.database.read(look)

    async def _check(self, wish: DeskCheck) -> None:
        shop = self._shop(wish.shop, "read")
        facts = self.desk.facts.peek(shop.id) or await self.desk.facts.get(shop.id)
        category = self.desk.category_in_view(facts, wish.conversation)
        verdict = self.desk.wording.check(shop.id, facts, wish.text, by="agent", category=category)
        verdict = await self.desk.neighbours.judge(verdict, shop, self.who.shops, wish.text)
        self.socket.connection.push(
            encode(
                {
                    "type": "checked", "id": wish.id, "verdict": verdict.verdict,
                    "findings": [finding_view(f) for f in verdict.findings], "rewrite": verdict.rewrite,
                }
            )
        )  # fmt: skip

    def _typing(self, wish: DeskTyping) -> None:
        shop = self._shop(wish.shop, "serve")
        self.desk.pass_on(shop.id, "shopper", wish.conversation, {"type": "typing", "by": "agent", "on": wish.on})
        if wish.text is not None and shop.settings.drafts_shown:
            frame = {
                "type": "drafting", "shop": shop.code, "conversation": wish.conversation,
                "agent": {"id": self.who.staff_id, "name": self.who.name}, "text": wish.text if wish.on else "",
            }  # fmt: skip
            self.desk.pass_on(shop.id, "drafting", wish.conversation, frame)
        if self.socket.typing != wish.on:
            self.socket.typing = wish.on
            self._tell_looking(shop.id, wish.conversation)

    async def _look(self, wish: DeskLook) -> None:
        shop = self._shop(wish.shop, "read")
        self._stop_looking()
        if wish.conversation is None:
            return
        opened = wish.conversation
        found = await self.desk.database.read(lambda s: repository.conversation(s, shop.id, opened, 0))
        if found is None:
            raise ConversationGone()
        self.desk.note_view(opened, found["conversation"]["product"])
        self.socket.looking = (shop.id, opened)
        self._tell_looking(shop.id, opened)

    def _stop_looking(self) -> None:
        looking, self.socket.looking, self.socket.typing = self.socket.looking, None, False
        if looking is not None:
            self._tell_looking(*looking)

    def _tell_looking(self, shop_id: int, conversation_id: int) -> None:
        feed = self.desk.hub.feeds.get(shop_id)
        if feed is None:
            return
        here: dict[int, dict[str, Any]] = {}
        for socket in feed.staff:
            if socket.looking == (shop_id, conversation_id):
                typing = socket.typing or here.get(socket.staff_id, {}).get("typing", False)
                here[socket.staff_id] = {"id": socket.staff_id, "name": socket.name, "typing": typing}
        self.desk.hub.to_staff(
            shop_id,
            encode(
                {
                    "type": "looking", "shop": feed.shop_code, "conversation": conversation_id,
                    "agents": list(here.values()),
                }
            ),
        )  # fmt: skip
