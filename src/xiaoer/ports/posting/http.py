"""Posting by HTTP: the name is resolved once, every address of it must be public, and that address is connected to.

Connecting by name again would let a name change to a private address in between (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from xiaoer.ports.posting.port import Outcome

TIMEOUT_S = 10.0
ANSWER_BYTES = 2000


class HttpPoster:
    """Posts with `httpx`. `private` allows private addresses: for receivers in one's own network."""

    def __init__(self, *, private: bool = False, timeout_s: float = TIMEOUT_S) -> None:
        self._private, self._timeout_s = private, timeout_s

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
        """Post once; what goes wrong is an outcome."""
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._timeout_s):
                status, said = await self._post(url, body, headers)
        except TimeoutError:
            status, said = 0, f"{self._timeout_s:g} 秒内没有回应"
        except _NotAllowed as error:
            status, said = 0, str(error)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            status, said = 0, f"连不上：{type(error).__name__}"
        return Outcome(status, said.replace("\x00", ""), round((time.monotonic() - started) * 1000))

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in ("http", "https") or not host or parts.username:
            raise _NotAllowed("地址要以 http:// 或 https:// 开头，不带账号")
        address = await self._resolve(host, port)
        pinned = httpx.URL(url).copy_with(host=address)
        shown = host if port in (80, 443) else f"{host}:{port}"
        async with (
            httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=self._timeout_s) as client,
            client.stream(
                "POST", pinned, content=body, headers={**headers, "Host": shown},
                extensions={"sni_hostname": host},
            ) as answer,
        ):  # fmt: skip
            if answer.is_redirect:
                return 0, f"对方要求跳转（{answer.status_code}），为安全起见不跟随：请填最终地址"
            read = b""
            async for piece in answer.aiter_raw(1000):
                read += piece
                if len(read) >= ANSWER_BYTES:
                    break
            return answer.status_code, read[:ANSWER_BYTES].decode("utf-8", "replace")

    async def _resolve(self, host: str, port: int) -> str:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(item[4][0]) for item in found]
        if not self._private and not all(map(_public, addresses)):
            raise _NotAllowed("这个地址指向内部网络，不允许")
        return addresses[0]


class _NotAllowed(Exception):
    """Our own refusal."""


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return ip.is_global and not ip.is_multicast
