"""The examination behind `xiaoer doctor`: each check is a function that says what it saw and what mends it."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal

import httpx

from xiaoer.api.pages import WEB
from xiaoer.kit.clock import system_clock
from xiaoer.kit.database import Database
from xiaoer.kit.errors import ServiceError
from xiaoer.kit.migrate import HEAD, current_revision, known_revisions
from xiaoer.kit.settings import Settings

FREE_BYTES = 500_000_000
SKEW_S = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check saw."""

    what: str
    state: Literal["ok", "warn", "bad"]
    text: str
    remedy: str = ""


def examine(settings: Settings, url: str | None) -> Iterator[Finding]:
    """All checks, one after the other; none of them changes anything."""
    base = (url or settings.public_origin or f"http://{settings.host}:{settings.port}").rstrip("/")
    checks: list[Callable[[], Finding]] = [
        lambda: check_port(settings, base),
        lambda: check_reach(settings),
        lambda: check_database(settings),
        check_web,
        lambda: check_disk(settings),
        lambda: check_clock(base),
        lambda: check_socket(base),
    ]
    for check in checks:
        try:
            yield check()
        except Exception as error:
            yield Finding("检查", "bad", f"{type(error).__name__}：{error}", "请把这一行发给维护者")


def _health(base: str) -> httpx.Response | None:
    try:
        return httpx.get(f"{base}/health", timeout=5, trust_env=False)
    except httpx.HTTPError:
        return None


def check_port(settings: Settings, base: str) -> Finding:
    """Is a desk there, is the port free, or does something else hold it?"""
    answer = _health(base)
    if answer is not None and answer.status_code == 200 and "schema" in answer.text:
        return Finding("端口", "ok", f"{base} 上的服务已就绪（{answer.json()['version']}）")
    with socket.socket() as probe:
        probe.settimeout(2)
        busy = probe.connect_ex((settings.host, settings.port)) == 0
    if busy:
        return Finding(
            "端口", "bad", f"{settings.port} 端口被别的程序占用", f"换一个端口：xiaoer demo --port {settings.port + 1}"
        )
    return Finding("端口", "ok", f"{settings.port} 端口空闲，服务还没有启动")


LOCAL = ("127.0.0.1", "localhost", "::1")


def lan_address() -> str | None:
    """This machine's address in its network; None without one. (A datagram socket is pointed, nothing is sent.)"""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        found: str = probe.getsockname()[0]
    return None if found.startswith("127.") else found


def check_reach(settings: Settings) -> Finding:
    """Who can open the desk: this machine alone, or colleagues in the LAN too?"""
    if settings.host in LOCAL:
        return Finding("局域网", "ok", "只有本机能打开（要让同事加入：启动时加 --host 0.0.0.0）")
    if settings.secure_cookies and not settings.public_origin.startswith("https"):
        return Finding(
            "局域网", "warn", "XIAOER_SECURE_COOKIES=1，但没有 HTTPS 地址：同事用 http:// 打开会无法登录",
            "设置 XIAOER_PUBLIC_ORIGIN=https://…，或去掉 XIAOER_SECURE_COOKIES",
        )  # fmt: skip
    own = settings.host if settings.host not in ("0.0.0.0", "::") else lan_address()  # noqa: S104 - compared, not bound
    if own is None:
        return Finding("局域网", "warn", "没有找到本机的局域网地址", "请检查网线或 Wi-Fi")
    return Finding(
        "局域网", "ok",
        f"同事在浏览器打开 http://{own}:{settings.port}/desk/（打不开时，请在系统防火墙里放行 {settings.port} 端口）",
    )  # fmt: skip


def check_database(settings: Settings) -> Finding:
    """Can it be read, and is it of this program's version? (It is not migrated here.)"""
    if settings.database_url.startswith("sqlite") and not Path(settings.database_url.split("///", 1)[-1]).exists():
        return Finding("数据库", "ok", "还没有建立，第一次启动时会建")
    try:
        database = Database(settings.database_url)
        try:
            found = database.read_now(current_revision)
        finally:
            database.close()
    except ServiceError as error:
        return Finding("数据库", "bad", error.detail, "按提示处理后再试")
    except Exception as error:
        return Finding("数据库", "bad", f"打不开：{error}", "请检查 DATABASE_URL 和数据库服务是否启动")
    if found is not None and found not in known_revisions():
        return Finding("数据库", "bad", f"来自更新的版本（{found}）", "请升级程序")
    if (problem := _unwritable(settings)) is not None:
        return problem
    state = "最新" if found == HEAD else "启动时会自动升级"
    return Finding("数据库", "ok", f"可以读取，结构 {found or '空'}（{state}）")


def _unwritable(settings: Settings) -> Finding | None:
    """SQLite writes into the file and beside it."""
    if not settings.database_url.startswith("sqlite"):
        return None
    path = Path(settings.database_url.split("///", 1)[-1])
    for place, what in ((path, "文件"), (path.parent, "所在目录")):
        if not os.access(place, os.W_OK):
            return Finding("数据库", "bad", f"{what} {place} 是只读的，新消息无法保存", "请给运行服务的用户写权限")
    return None


def check_web() -> Finding:
    """Are the pages built?"""
    missing = [
        name
        for name, file in (("工作台", "desk/index.html"), ("店铺", "store/index.html"), ("聊天窗", "widget/widget.js"))
        if not (WEB / file).is_file()
    ]
    if missing:
        return Finding("页面", "bad", f"还没有构建：{'、'.join(missing)}", "运行 make web")
    return Finding("页面", "ok", "工作台、店铺和聊天窗都已构建")


def check_disk(settings: Settings) -> Finding:
    """Is there room?"""
    place = settings.data_path
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    text = f"数据目录所在磁盘剩余 {free / 1e9:.1f} GB"
    if free < FREE_BYTES:
        return Finding("磁盘", "bad", text, "请腾出空间：磁盘写满时新消息无法保存")
    return Finding("磁盘", "ok", text)


def check_clock(base: str) -> Finding:
    """Does this machine's clock run with the server's, and forward?"""
    wall, steady = time.time(), time.monotonic()
    time.sleep(0.05)
    if abs((time.time() - wall) - (time.monotonic() - steady)) > 1:
        return Finding("时钟", "bad", "系统时间在跳动", "请打开自动校时（NTP）")
    answer = _health(base)
    if answer is None or "date" not in answer.headers:
        return Finding("时钟", "ok", f"本机时间 {system_clock().astimezone():%Y-%m-%d %H:%M:%S %Z}")
    skew = abs((parsedate_to_datetime(answer.headers["date"]) - system_clock()).total_seconds())
    if skew > SKEW_S:
        return Finding("时钟", "bad", f"本机与服务器相差 {skew:.0f} 秒", "请在两边打开自动校时（NTP）")
    return Finding("时钟", "ok", f"与服务器相差 {skew:.0f} 秒")


def check_socket(base: str) -> Finding:
    """Does a WebSocket come through, also through the proxy that `base` may stand for?"""
    if _health(base) is None:
        return Finding("WebSocket", "warn", "服务没有启动，无法检查", "启动后再运行 xiaoer doctor")
    code = asyncio.run(_try_socket(base))
    if code == 4404:
        return Finding("WebSocket", "ok", "可以连通")
    return Finding(
        "WebSocket", "bad", f"连不上（{code}）",
        "反向代理要放行升级：nginx 加 proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; "
        'proxy_set_header Connection "upgrade"; 读超时不小于 75 秒',
    )  # fmt: skip


async def _try_socket(base: str) -> int | str:
    """Open a socket for a shop that isn't there: the server's own close code proves that it came through."""
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed, WebSocketException

    address = base.replace("http", "ws", 1) + "/ws/widget/doctor-asks"
    try:
        context = ssl.create_default_context() if address.startswith("wss") else None
        async with connect(address, open_timeout=5, ssl=context, proxy=None) as opened:
            await asyncio.wait_for(opened.recv(), 5)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else "closed"
    except (WebSocketException, OSError, TimeoutError) as error:
        return type(error).__name__
    return "no answer"
