"""Parcels asked about at a service: scans as an import writes them, alarms from them, and manners towards the service."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest

from tests.domains.telling.test_telling import NICK, ORDER, alarms_of, order_of, put
from tests.support.desks import TestDesk
from xiaoer.core.facts import Parcel, Source
from xiaoer.domains.shop import service as shops
from xiaoer.domains.telling import looks, parcels
from xiaoer.domains.telling.tracking import Poller
from xiaoer.kit.clock import to_ms
from xiaoer.ports.tracking import read_tracker

pytestmark = pytest.mark.anyio
WAYBILL = "78417848845568"
MINUTES = 120
CHINA = ZoneInfo("Asia/Shanghai")


class Courier:
    """A service that speaks as kuaidi100 does: what it knows, how it feels, and what it was asked."""

    def __init__(self) -> None:
        self.way: list[tuple[datetime, str]] = []
        self.state, self.mood, self.asked = "0", "", list[str]()

    def answer(self, form: dict[str, str]) -> dict[str, Any]:
        param = json.loads(form["param"])
        self.asked.append(param["num"])
        signed = hashlib.md5(f"{form['param']}keycustomer".encode()).hexdigest().upper()
        if form["sign"] != signed or self.mood == "refuses":
            return {"returnCode": "503", "message": "验证签名失败"}
        if param["num"] != WAYBILL or not self.way:
            return {"returnCode": "500", "message": "查询无结果"}
        data = [{"ftime": f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}", "context": text} for at, text in self.way]
        return {"status": "200", "state": self.state, "data": data}


@pytest.fixture
def courier() -> Iterator[tuple[Courier, str]]:
    played = Courier()

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if played.mood == "down":
                played.asked.append("")
                self.send_error(503)
                return
            body = json.dumps(played.answer({k: v[0] for k, v in parse_qs(raw).items()})).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield played, f"http://127.0.0.1:{server.server_port}/poll"
    server.shutdown()
    server.server_close()
    thread.join(5)


async def poller(desk: TestDesk, address: str) -> Poller:
    """Who asks about one parcel that left an hour ago; the example's other parcels are home."""
    parcel = Parcel(
        ORDER, "1", "中通快递", WAYBILL, desk.clock() - timedelta(hours=1), "", (), None, (), Source("x", 1)
    )
    await put(desk, parcel, status="shipped", shopper=NICK)
    tracker = read_tracker(
        {
            "tracking": "kuaidi100", "tracking_id": "customer", "tracking_key": "key", "tracking_key_file": "",
            "tracking_address": address, "tracking_minutes": MINUTES,
        }
    )  # fmt: skip
    assert tracker is not None
    return Poller(desk.desk, tracker, minutes=MINUTES, gap_s=0)


def times(played: Courier) -> int:
    return played.asked.count(WAYBILL)


async def test_a_scan_is_written_as_an_import_writes_it_and_the_alarm_rises(
    desk: TestDesk, courier: tuple[Courier, str]
) -> None:
    played, address = courier
    asks = await poller(desk, address)
    played.way = [(desk.clock() - timedelta(minutes=30), "【杭州】已揽收")]
    await asks.look(desk.shop.id)
    parcel = (await order_of(desk)).parcels[0]
    assert [step.text for step in parcel.track] == ["【杭州】已揽收"]
    assert parcel.last_seen_at == played.way[0][0]
    desk.clock.advance(3600)
    await asks.look(desk.shop.id)
    assert times(played) == 1, "not asked again before its interval"
    desk.clock.advance(49 * 3600)
    await asks.look(desk.shop.id)
    await parcels.look(desk.desk, desk.shop.id)
    assert times(played) == 2
    assert [bool(task["draft"]) for task in await alarms_of(desk, "向快递查件")] == [True]


async def test_trouble_on_the_way_is_told_as_soon_as_it_is_known(desk: TestDesk, courier: tuple[Courier, str]) -> None:
    played, address = courier
    asks = await poller(desk, address)
    played.way, played.state = [(desk.clock() - timedelta(minutes=5), "收件人拒收")], "14"
    await asks.look(desk.shop.id)
    assert len(await alarms_of(desk, "物流异常")) == 1


async def test_signed_ends_the_questions_and_finds_who_had_denied_it_before(
    desk: TestDesk, courier: tuple[Courier, str]
) -> None:
    played, address = courier
    asks = await poller(desk, address)
    signed = desk.clock() + timedelta(hours=1)
    desk.clock.advance(5 * 3600)
    chat = await desk.conversation(NICK)
    await desk.say(chat, "显示签收了，可我根本没收到货啊")
    assert await alarms_of(desk, "买家说没收到") == []
    played.way, played.state = [(signed, "快件已签收，签收人：门卫")], "3"
    desk.clock.advance(3600)
    await asks.look(desk.shop.id)
    order = await order_of(desk)
    assert (order.signed_at, order.parcels[0].state) == (signed, "已签收")
    task = (await alarms_of(desk, "买家说没收到"))[0]
    assert task["conversation"] == chat
    desk.clock.advance(48 * 3600)
    await asks.look(desk.shop.id)
    assert times(played) == 1


async def test_a_number_not_known_yet_waits_longer_each_time(desk: TestDesk, courier: tuple[Courier, str]) -> None:
    played, address = courier
    asks = await poller(desk, address)
    await asks.look(desk.shop.id)
    desk.clock.advance(MINUTES * 60 + 60)
    await asks.look(desk.shop.id)
    assert times(played) == 1
    desk.clock.advance(MINUTES * 60)
    await asks.look(desk.shop.id)
    assert times(played) == 2
    seen = await desk.desk.database.read(lambda s: looks.summary(s, desk.shop.id, to_ms(desk.clock())))
    assert WAYBILL in [row["waybill"] for row in seen["silent"]]


@pytest.mark.parametrize(("mood", "rests_s"), [("down", 60), ("refuses", 3600)])
async def test_a_service_in_trouble_is_left_alone(
    desk: TestDesk, courier: tuple[Courier, str], mood: str, rests_s: int
) -> None:
    played, address = courier
    asks = await poller(desk, address)
    played.mood = mood
    await asks.look(desk.shop.id)
    assert len(played.asked) == 1, "one failure ends the round"
    assert asks.trouble
    desk.clock.advance(rests_s - 1)
    await asks.look(desk.shop.id)
    assert len(played.asked) == 1
    played.mood, played.way = "", [(desk.clock(), "【杭州】已揽收")]
    desk.clock.advance(2)
    await asks.look(desk.shop.id)
    assert asks.trouble == ""
    assert (await order_of(desk)).parcels[0].track, "what was put off is asked"


async def test_a_shop_may_switch_it_off(desk: TestDesk, courier: tuple[Courier, str]) -> None:
    played, address = courier
    asks = await poller(desk, address)
    await desk.desk.run(lambda u: shops.change_settings(u, desk.shop.id, {"parcel_tracking": False}))
    await desk.desk.reload_shops()
    await asks.look(desk.shop.id)
    assert played.asked == []


async def test_two_processes_ask_once(desk: TestDesk, courier: tuple[Courier, str]) -> None:
    played, address = courier
    first, second = await poller(desk, address), await poller(desk, address)
    played.way = [(desk.clock(), "【杭州】已揽收")]
    await first.look(desk.shop.id)
    await second.look(desk.shop.id)
    assert times(played) == 1


@pytest.mark.parametrize(
    ("wrong", "variable"),
    [
        ({"tracking": "ups"}, "XIAOER_TRACKING="), ({"tracking_key": ""}, "XIAOER_TRACKING_KEY"),
        ({"tracking_minutes": 5}, "XIAOER_TRACKING_MINUTES"), ({"tracking_address": "ftp://x"}, "XIAOER_TRACKING_ADDRESS"),
        ({"tracking_key": "", "tracking_key_file": "/no/such"}, "XIAOER_TRACKING_KEY_FILE"),
    ],
)  # fmt: skip
def test_wrong_settings_are_told_by_name(wrong: dict[str, str | int], variable: str) -> None:
    values: dict[str, str | int] = {
        "tracking": "kdniao", "tracking_id": "1", "tracking_key": "k", "tracking_key_file": "", "tracking_address": "",
        "tracking_minutes": 60,
    }  # fmt: skip
    assert read_tracker(values) is not None
    assert read_tracker({**values, "tracking": ""}) is None
    with pytest.raises(ValueError, match=variable):
        read_tracker({**values, **wrong})
