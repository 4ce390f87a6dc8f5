"""The work beside the chats, so that every room of the desk has something going on: unpaid orders and payments, parcels
that stand still or are denied, returns, complaints, promises, changed orders, registers, calls and reviews.

Everything comes over the doors that real shops use: the order feed, the widget, a colleague's session. Each beat is one
thing that happens; a beat that finds nothing to do (no order, a server that goes away) is left out.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from websockets.exceptions import WebSocketException

from xiaoer.app.life.counter import Buyer, Colleague

SLOWER = 3  # a beat of work for so many chats
TOUCHES = (2, 6)  # minutes after which an unpaid order is spoken of, so that one sees it happen
_PLACES = (
    ("浙江", "杭州", "文二路示例小区 3 幢 1001"),
    ("四川", "成都", "天府大道示例苑 2 栋 803"),
    ("北京", "北京", "东三环示例楼 5 层"),
)
_COME = ("delivered", "finished")
_NAMES = ("林小满", "周知夏", "陈一诺", "许言", "何遇")
_FAULTS = ("衣服洗一次就开线，我要投诉", "等了五天才到，你们什么态度，我要投诉", "跟图片差太多了，必须给我一个说法")
_PROMISES = (
    "您好，我来跟进，今天18点前给您答复。",
    "这件事我已经登记，明天上午给您回电。",
    "给您补5元差价，今天22点前打款。",
)
_REVIEWS = (("差评", "洗一次就掉色，失望"), ("中评", "物流太慢了，等了一周"), ("好评", "很喜欢，下次还来"))
_ENTRIES = (
    ("payout", {"金额": "5.00", "原因": "补差价"}), ("chase", {"问题": "三天没有更新"}),
    ("resend", {"补发商品": "赠品手提袋", "原因": "漏发"}),
)  # fmt: skip


class Trade:
    """The trade of one shop."""

    def __init__(self, http: httpx.AsyncClient, base: str, colleague: Colleague, rng: random.Random) -> None:
        self.http, self.base, self.desk, self.rng = http, base, colleague, rng
        self.shop = colleague.shop
        self.people: list[str] = []
        self.goods: list[dict[str, Any]] = []
        self.unpaid: list[dict[str, Any]] = []
        self.paid: list[dict[str, Any]] = []
        self.beats: tuple[Callable[[], Awaitable[None]], ...] = (
            self.order, self.order, self.order, self.pay, self.ship, self.stand_still, self.deny, self.send_back,
            self.complain, self.promise, self.change, self.register, self.ring, self.review,
        )  # fmt: skip

    async def run(self, per_minute: int, beats: int | None = None) -> None:
        """Everything once, then one thing after the other; `beats` = how many in all, None = for ever."""
        await self.begin()
        done = 0
        while beats is None or done < beats:
            beat = self.beats[done] if done < len(self.beats) else self.rng.choice(self.beats)
            with contextlib.suppress(httpx.HTTPError, WebSocketException, OSError, TimeoutError, KeyError, IndexError):
                await beat()
            done += 1
            if done > len(self.beats):
                await asyncio.sleep(self.rng.expovariate(per_minute / 60 / SLOWER))

    async def begin(self) -> None:
        """See who buys and what is sold; reminders and the order check are switched on, where nobody has chosen."""
        self.people = [p["nick"] for p in (await self.http.get(f"/api/storefront/{self.shop}")).json()["shoppers"]]
        self.goods = (await self.http.get(f"/api/widget/{self.shop}/products")).json()["products"]
        rules = (await self.desk.get("/followups"))["rules"]
        rule = next(r for r in rules if r["kind"] == "unpaid")
        if rule["version"] == 1:
            kept = {k: rule[k] for k in ("version", "name", "approval", "stop_h", "holdout_pct", "segment")}
            touches = [{**touch, "after_min": after} for touch, after in zip(rule["touches"], TOUCHES, strict=False)]
            await self.desk.do("PUT", f"/followups/{rule['id']}", {**kept, "enabled": True, "touches": touches})
            await self.desk.do("PATCH", "/settings", {"check_orders": True})

    # -- orders and parcels -------------------------------------------------------------------------------------

    async def order(self) -> None:
        """Somebody orders and has not paid yet."""
        made = self._order("unpaid")
        await self._feed(made)
        self.unpaid.append(made)

    async def pay(self) -> None:
        """An unpaid order is paid."""
        order = self.unpaid.pop(0)
        order |= {"status": "paid_unshipped", "paid_at": _iso(datetime.now(UTC))}
        await self._feed(order)
        self.paid.append(order)

    async def ship(self) -> None:
        """A paid order leaves."""
        order = self.paid.pop(0)
        now = datetime.now(UTC)
        order |= {"status": "shipped", "shipped_at": _iso(now)}
        order["parcels"] = [self._parcel(now, ("快件已揽收",), "运输中")]
        await self._feed(order)

    async def stand_still(self) -> None:
        """A parcel that has not moved for days: the watchdogs find it."""
        sent = datetime.now(UTC) - timedelta(days=5)
        order = self._order("shipped", ordered=sent - timedelta(days=1))
        order |= {"paid_at": order["ordered_at"], "shipped_at": _iso(sent)}
        order["parcels"] = [self._parcel(sent, ("快件已揽收", "快件已从转运中心发出"), "运输中")]
        await self._feed(order)

    async def deny(self) -> None:
        """A parcel counts as signed for, and its shopper says that it has not come."""
        sent = datetime.now(UTC) - timedelta(days=4)
        order = self._order("delivered", ordered=sent - timedelta(days=1))
        order |= {"paid_at": order["ordered_at"], "shipped_at": _iso(sent), "signed_at": _iso(sent + timedelta(days=3))}
        order["parcels"] = [self._parcel(sent, ("快件已揽收", "派送中", "已签收，签收人：代收点"), "已签收")]
        await self._feed(order)
        buyer = await self._buyer(order["shopper"])
        await buyer.say("订单显示签收了，可是我根本没收到货")

    # -- people -------------------------------------------------------------------------------------------------

    async def send_back(self) -> None:
        """A shopper asks for after-sales of an order that has come."""
        for nick in self.rng.sample(self.people, min(6, len(self.people))):
            buyer = await self._buyer(nick)
            mine = [o for o in await buyer.orders() if o["status"] in _COME and not o["after_sales"]]
            if mine:
                break
        kind, reason, note = self.rng.choice(
            (
                ("return_refund", "quality", "有个小洞，想退"), ("exchange", "size", "偏小，想换大一码"),
                ("resend", "missing_item", "少发了一件"),
            )
        )  # fmt: skip
        await buyer.ask("/cases", {"order": mine[0]["number"], "kind": kind, "reason": reason, "note": note})

    async def complain(self) -> None:
        """Somebody is angry; a colleague takes it down as a complaint."""
        buyer, said = await self._buyer(self.rng.choice(self.people)), self.rng.choice(_FAULTS)
        await buyer.say(said, human=True)
        chat = await self.desk.chat_of(buyer.nick)
        if chat is not None:
            await self.desk.do("POST", "/complaints", {"conversation": chat, "text": said})

    async def promise(self) -> None:
        """Who waits is promised something, and waits on for the team: the promise stands to be confirmed."""
        found = (await self.desk.get("/snapshot"))["conversations"]
        chat = next(c["id"] for c in found if c["state"] == "queued")
        await self.desk.do("POST", f"/conversations/{chat}/take")
        await self.desk.say(chat, self.rng.choice(_PROMISES))
        await self.desk.do("POST", f"/conversations/{chat}/transfer", {"team": "售后", "remark": "承诺已记，请跟进"})

    async def change(self) -> None:
        """A paid order gets a gift and a changed receiver, with the shopper's yes."""
        order = self._order("paid_unshipped")
        order["paid_at"] = order["ordered_at"]
        await self._feed(order)
        buyer = await self._buyer(order["shopper"])
        await buyer.say("帮我换个收件人可以吗")
        chat = await self.desk.chat_of(buyer.nick)
        wish = {"order": order["number"], "conversation": chat}
        gift = [{"name": "赠品", "value": "小样一份"}]
        await self.desk.do("POST", "/actions", {**wish, "kind": "gift_add", "params": gift, "client_id": _key()})
        receiver = [{"name": "收件人", "value": self.rng.choice(_NAMES)}]
        asked = {**wish, "kind": "change_address", "params": receiver, "client_id": _key()}
        made = await self.desk.do("POST", "/actions", asked)
        if self.rng.random() < 0.6:
            await buyer.ask(f"/actions/{made['id']}", {"yes": True})

    async def register(self) -> None:
        """A colleague registers something for finance or the warehouse."""
        order = self._order("shipped")
        await self._feed(order | {"paid_at": order["ordered_at"], "shipped_at": order["ordered_at"]})
        kind, cells = self.rng.choice(_ENTRIES)
        await self.desk.do("POST", "/registers", {"kind": kind, "order": order["number"], "cells": cells})

    async def ring(self) -> None:
        """The telephone rings."""
        await self.desk.do("POST", "/calls/incoming", {"number": f"1380000{self.rng.randrange(10_000):04d}"})

    async def review(self) -> None:
        """A review is written on the platform and brought in."""
        stars, text = self.rng.choice(_REVIEWS)
        goods, nick = self.rng.choice(self.goods)["title"], self.rng.choice(self.people)
        at = f"{datetime.now(UTC) + timedelta(hours=8):%Y-%m-%d %H:%M}"
        head = "评价ID,订单编号,买家昵称,商品标题,评价等级,评价内容,评价时间"
        rows = f"{head}\nL{_key()},,{nick},{goods},{stars},{text},{at}\n"
        await self.desk.do("POST", "/reviews/import", files={"file": ("reviews.csv", rows.encode())})

    # -- of what it is made -------------------------------------------------------------------------------------

    async def _buyer(self, nick: str) -> Buyer:
        return await Buyer.come(self.http, self.base, self.shop, nick)

    async def _feed(self, order: dict[str, Any]) -> None:
        await self.desk.do("POST", "/orders", {"orders": [order]})

    def _order(self, status: str, ordered: datetime | None = None) -> dict[str, Any]:
        at, goods = ordered or datetime.now(UTC), self.rng.choice(self.goods)
        province, city, address = self.rng.choice(_PLACES)
        price = f"{float(goods.get('price_from') or 99):.2f}"
        line = {"product": goods["number"], "title": goods["title"], "quantity": 1, "price": price}
        return {
            "number": f"{at:%Y%m%d%H%M}{self.rng.randrange(10**6):06d}", "shopper": self.rng.choice(self.people),
            "status": status, "ordered_at": _iso(at), "goods_amount": price, "paid_amount": price, "lines": [line],
            "province": province, "city": city, "address": address, "receiver": self.rng.choice(_NAMES),
            "phone": f"1380000{self.rng.randrange(10_000):04d}",
        }  # fmt: skip

    def _parcel(self, sent: datetime, scans: tuple[str, ...], state: str) -> dict[str, Any]:
        track = [{"at": _iso(sent + timedelta(hours=3 + 12 * n)), "text": text} for n, text in enumerate(scans)]
        waybill = f"7841{self.rng.randrange(10**10):010d}"
        return {"waybill": waybill, "courier": "中通快递", "state": state, "shipped_at": _iso(sent), "track": track}


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _key() -> str:
    return secrets.token_hex(6)
