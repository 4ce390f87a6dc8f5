"""Who acts in the simulated trade: a signed-in colleague, and shoppers at the widget's doors. HTTP and sockets only."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

import httpx
from websockets.asyncio.client import connect


@dataclass(slots=True)
class Colleague:
    """Somebody of the shop, signed in."""

    http: httpx.AsyncClient
    shop: str
    csrf: str

    @classmethod
    async def come(cls, base: str, account: dict[str, str]) -> Colleague:
        """Sign in with an example account."""
        http = httpx.AsyncClient(base_url=base, trust_env=False, timeout=20)
        wish = {"login": account["login"], "password": account["password"]}
        session = (await http.post("/api/session", json=wish)).raise_for_status().json()
        return cls(http, account["shop"], session["csrf"])

    async def get(self, path: str) -> Any:
        """Read below the shop's address."""
        return (await self.http.get(f"/api/shops/{self.shop}{path}")).raise_for_status().json()

    async def do(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """Write below the shop's address."""
        whole = {"headers": {"x-csrf-token": self.csrf}, **({} if body is None else {"json": body}), **more}
        return (await self.http.request(method, f"/api/shops/{self.shop}{path}", **whole)).raise_for_status().json()

    async def chat_of(self, nick: str) -> int | None:
        """The open conversation of a shopper."""
        found = (await self.get("/snapshot"))["conversations"]
        return next((int(c["id"]) for c in found if c["shopper"]["nick"] == nick), None)

    async def say(self, conversation: int, text: str) -> None:
        """A line in a chat, over the desk's socket."""
        token = self.http.cookies.get("xiaoer_session")
        address = str(self.http.base_url).rstrip("/").replace("http", "ws", 1) + "/ws/desk"
        async with connect(address, proxy=None, additional_headers={"cookie": f"xiaoer_session={token}"}) as socket:
            await socket.send(json.dumps({"type": "auth", "csrf": self.csrf, "feeds": {}}))
            line = {"shop": self.shop, "conversation": conversation, "client_id": secrets.token_hex(8), "kind": "text"}
            await socket.send(json.dumps({"type": "send", **line, "body": {"text": text}}))
            async for frames in socket:
                if '"ack"' in str(frames) or '"refused"' in str(frames):
                    return


@dataclass(slots=True)
class Buyer:
    """A known shopper of the storefront."""

    http: httpx.AsyncClient
    base: str
    shop: str
    nick: str
    token: str

    @classmethod
    async def come(cls, http: httpx.AsyncClient, base: str, shop: str, nick: str) -> Buyer:
        """Log in at the storefront by name, as its page does."""
        signed = (await http.post(f"/api/storefront/{shop}/login", json={"nick": nick})).raise_for_status().json()
        wish = {"identity": signed["identity"]}
        session = (await http.post(f"/api/widget/{shop}/session", json=wish)).raise_for_status().json()
        return cls(http, base, shop, nick, session["token"])

    async def orders(self) -> list[dict[str, Any]]:
        """His own orders."""
        found: list[dict[str, Any]] = (await self._call("GET", "/orders"))["orders"]
        return found

    async def ask(self, path: str, body: dict[str, Any]) -> Any:
        """A request in his own name."""
        return await self._call("POST", path, json=body)

    async def _call(self, method: str, path: str, **more: Any) -> Any:
        headers = {"authorization": f"Bearer {self.token}"}
        found = await self.http.request(method, f"/api/widget/{self.shop}{path}", headers=headers, **more)
        return found.raise_for_status().json()

    async def say(self, *lines: str, human: bool = False) -> None:
        """Lines in his chat; `human` = then he asks for a person."""
        address = self.base.replace("http", "ws", 1) + f"/ws/widget/{self.shop}"
        async with connect(address, proxy=None) as socket:
            await socket.send(json.dumps({"type": "auth", "token": self.token, "rev": 2**52}))
            for line in lines:
                client_id = secrets.token_hex(8)
                wish = {"type": "send", "client_id": client_id, "kind": "text", "body": {"text": line}}
                await socket.send(json.dumps(wish))
                async for frames in socket:
                    if client_id in str(frames) and '"ack"' in str(frames):
                        break
            if human:
                await socket.send(json.dumps({"type": "human"}))
                await socket.send(json.dumps({"type": "typing", "on": False}))
