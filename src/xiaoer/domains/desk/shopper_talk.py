"""A shopper's side of a socket: hello and what is missing, then frames in and answers out. Knows no framework."""

from __future__ import annotations

import time
from typing import Any

import msgspec
from pydantic import ValidationError

from xiaoer.domains.desk import repository, service
from xiaoer.domains.desk.connections import Connection
from xiaoer.domains.desk.frames import (
    Ping,
    WidgetHuman,
    WidgetRate,
    WidgetRead,
    WidgetSend,
    WidgetTyping,
    widget_frames,
)  # fmt: skip
from xiaoer.domains.desk.hub import ShopperSocket
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.refusals import client_id_in, refusal
from xiaoer.domains.desk.rules import Post, Posted, preview_of
from xiaoer.domains.desk.words import make_body
from xiaoer.domains.media import service as media
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.clock import iso_ms
from xiaoer.kit.errors import Invalid, NotFound, RateLimited, ServiceError
from xiaoer.kit.events import encode
from xiaoer.kit.writer import Unit

RESUME_LIMIT = 500
RESET_KEEPS = 50
FRAME_BYTES = 65_536


class ShopperTalk:
    """One widget socket after it has said who it is."""

    def __init__(self, desk: Desk, shop: ShopInfo, shopper_id: int, nick: str | None, connection: Connection) -> None:
        self.desk, self.shop, self.shopper_id, self.nick = desk, shop, shopper_id, nick
        self.socket = ShopperSocket(connection, shop.id, shopper_id)

    # -- begin and end ------------------------------------------------------------------------------------------

    async def begin(self, rev: int) -> None:
        """Say hello, send what was missed since `rev`, then follow."""
        self.desk.warm(self.shop.id)
        conversation = await self.desk.database.read(
            lambda s: repository.find_conversation(s, self.shop.id, self.shopper_id)
        )
        if conversation is None:
            self.desk.newcomers.setdefault(self.shopper_id, set()).add(self)
            await self._hello(None, reset=False)
            return
        self._follow(conversation["id"], hold=True)
        conversation_id: int = conversation["id"]
        missing, more = await self.desk.database.read(
            lambda s: repository.public_after(s, self.shop.id, conversation_id, rev, RESUME_LIMIT)
        )
        if more:
            page = await self.desk.database.read(
                lambda s: repository.public_page(s, self.shop.id, conversation_id, before=None, limit=RESET_KEEPS)
            )
            missing = page["messages"][::-1]
        await self._hello(conversation, reset=more)
        for message in missing:
            self.socket.connection.push(encode({"type": "message", "message": message}))
        self.socket.rev = max([rev, *(m["rev"] for m in missing)])
        self.socket.release()

    async def _hello(self, conversation: dict[str, Any] | None, *, reset: bool) -> None:
        state = await self.desk.state_of(self.shop.id, conversation)
        short = None
        if conversation is not None:
            short = {
                "last_seq": conversation["last_seq"], "rev": conversation["rev"],
                "open": conversation["state"] != "closed", "agent_read_seq": conversation["agent_read_seq"],
            }  # fmt: skip
        self.socket.connection.push(encode({"type": "hello", "conversation": short, "state": state, "reset": reset}))

    def _follow(self, conversation_id: int, *, hold: bool) -> None:
        self.socket.conversation_id = conversation_id
        self._no_newcomer()
        if hold:
            self.socket.held = []
        feed = self.desk.hub.feeds[self.shop.id]
        feed.shoppers.setdefault(conversation_id, set()).add(self.socket)

    def _no_newcomer(self) -> None:
        waiting = self.desk.newcomers.get(self.shopper_id)
        if waiting is not None:
            waiting.discard(self)
            if not waiting:
                del self.desk.newcomers[self.shopper_id]

    def end(self) -> None:
        """Stop following."""
        self._no_newcomer()
        feed = self.desk.hub.feeds.get(self.shop.id)
        conversation_id = self.socket.conversation_id
        if feed is None or conversation_id is None:
            return
        group = feed.shoppers.get(conversation_id)
        if group is not None:
            group.discard(self.socket)
            if not group:
                del feed.shoppers[conversation_id]

    # -- frames -------------------------------------------------------------------------------------------------

    async def receive(self, raw: str) -> None:
        """Handle one frame; whatever is wrong with it is answered, never raised."""
        client_id: str | None = None
        try:
            if len(raw) > FRAME_BYTES:
                client_id = client_id_in(raw)
                raise Invalid("消息太长了，请分几条发", code="too_long")
            frame = widget_frames.validate_json(raw)
            client_id = getattr(frame, "client_id", None)
            await self._handle(frame)
        except ValidationError as error:
            self.socket.connection.push(refusal(error, client_id_in(raw)))
        except ServiceError as error:
            self.socket.connection.push(refusal(error, client_id))

    async def _handle(self, frame: Any) -> None:
        match frame:
            case WidgetSend():
                await self._send(frame)
            case WidgetRead() if self.socket.conversation_id:
                seq, conversation_id = frame.seq, self.socket.conversation_id
                await self.desk.run(
                    lambda u: service.mark_read(u, self.shop.id, conversation_id, by="shopper", seq=seq)
                )
            case WidgetTyping() if self.socket.conversation_id:
                self._typing(frame.on)
            case WidgetHuman():
                await self._human()
            case WidgetRate() if self.socket.conversation_id:
                stars, word, conversation_id = frame.stars, frame.word, self.socket.conversation_id
                await self.desk.run(lambda u: service.rate(u, self.shop.id, conversation_id, stars=stars, word=word))
            case Ping():
                self.socket.connection.push('{"type":"pong"}')

    async def _send(self, frame: WidgetSend) -> None:
        wait_s = self.desk.shopper_limit.take(self.shopper_id, time.monotonic())
        if wait_s:
            raise RateLimited("发得太快了，请稍等一下再发", retry_after_s=round(wait_s, 1))
        shop = self.desk.shops.get(self.shop.id)
        facts = self.desk.facts.peek(shop.id) or await self.desk.facts.get(shop.id)
        body = await make_body(
            frame.kind, frame.body, facts=facts, shop_code=shop.code, limit=self.desk.settings.text_limit,
            media=self._media, order=self._order,
        )  # fmt: skip
        if self.socket.conversation_id is None:
            conversation_id = await self.desk.run(lambda u: service.ensure_conversation(u, shop.id, self.shopper_id))
            self._follow(conversation_id, hold=False)
        product = frame.product or (body["product"] if frame.kind == "product_card" else None)
        post = Post(
            shop_id=shop.id, conversation_id=self.socket.conversation_id or 0, client_id=frame.client_id,
            author="shopper", author_name=self.nick or "", kind=frame.kind, body=encode(body),
            preview=preview_of(frame.kind, body),
            product=product if product in facts.products else None,
        )  # fmt: skip
        own = frame.kind == "text"
        self.desk.post(post, lambda result: self._acknowledge(frame.client_id, result, own=own))

    def _acknowledge(self, client_id: str, result: Any, *, own: bool) -> None:
        if not isinstance(result, Posted):
            self.socket.connection.push(refusal(result, client_id))
            return
        if own and result.rev == self.socket.rev + 1 and self.socket.held is None:
            self.socket.rev = result.rev  # a text comes back to its other windows only
        self.socket.connection.push(
            f'{{"type":"ack","client_id":{msgspec.json.encode(client_id).decode()},"seq":{result.number},'
            f'"rev":{result.rev},"at":"{iso_ms(result.at_ms)}"}}'
        )

    async def _media(self, token: str) -> dict[str, Any]:
        owner = f"shopper:{self.shopper_id}"
        return await self.desk.database.read(lambda s: media.body_of(s, self.shop.id, owner, token))

    async def _order(self, number: str) -> dict[str, Any]:
        order = await self.desk.database.read(lambda s: orders.find(s, self.shop.id, number))
        if not self.nick or order.shopper != self.nick:
            raise NotFound("没有这个订单", code="unknown_order")
        return orders.card_body(order, self.shop.code)

    def _typing(self, on: bool) -> None:
        conversation_id = self.socket.conversation_id or 0
        self.desk.pass_on(
            self.shop.id, "staff", conversation_id,
            {"type": "typing", "shop": self.shop.code, "conversation": conversation_id, "by": "shopper", "on": on},
        )  # fmt: skip

    async def _human(self) -> None:
        shop = self.desk.shops.get(self.shop.id)

        def work(unit: Unit) -> int:
            conversation_id = service.ensure_conversation(unit, shop.id, self.shopper_id)
            thread = service.lock(unit, shop.id, conversation_id)
            self.desk.opener.open_now(unit, thread)
            service.save(unit, thread)
            team = thread.team or shop.settings.team(thread.intent or "human_request")
            service.queue(
                unit, shop.id, conversation_id, team=team, event="human_requested", text="正在为您接入人工客服"
            )
            return conversation_id

        conversation_id = await self.desk.run(work)
        await self.catch_up(conversation_id)
        conversation = await self.desk.database.read(
            lambda s: repository.find_conversation(s, self.shop.id, self.shopper_id)
        )
        if conversation is not None and conversation["state"] == "queued" and not await self.desk.staffed(shop.id):
            await self.desk.offer_message(shop.id, conversation_id)

    async def catch_up(self, conversation_id: int) -> None:
        """Follow a conversation that has begun in another window; what it holds already follows."""
        if self.socket.conversation_id is not None:
            return
        self._follow(conversation_id, hold=True)
        missing, _ = await self.desk.database.read(
            lambda s: repository.public_after(s, self.shop.id, conversation_id, self.socket.rev, RESUME_LIMIT)
        )
        for message in missing:
            self.socket.connection.push(encode({"type": "message", "message": message}))
        self.socket.rev = max([self.socket.rev, *(m["rev"] for m in missing)])
        self.socket.release()
