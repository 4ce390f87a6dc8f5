"""One contract for every form of tracking; the services are played by a local server that checks signatures."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest

from xiaoer.ports.tracking import (
    ExampleTracker,
    Inquiry,
    NotFound,
    PhoneNeeded,
    Tracker,
    TrackingError,
    UnknownCourier,
    asking,
)
from xiaoer.ports.tracking.kdniao import Kdniao
from xiaoer.ports.tracking.kuaidi100 import Kuaidi100

pytestmark = pytest.mark.anyio
SHIPPED = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
NOW = SHIPPED + timedelta(days=6)
KNOWN = "75000000000001"
WAY = [("2026-03-01 13:00:00", "【杭州】已揽收"), ("2026-03-02 04:10:00", "快件已到达成都转运中心"),
       ("2026-03-03 10:00:00", "快件已签收，签收人：本人")]  # fmt: skip


class Service(BaseHTTPRequestHandler):
    """Both services, as their documents say."""

    def do_POST(self) -> None:
        form = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        match self.path:
            case "/kuaidi100":
                self._answer(self._kuaidi100(form))
            case "/kdniao":
                self._answer(self._kdniao(form))
            case "/hangs":
                time.sleep(1.5)
            case "/nonsense":
                self._send(b"<html>busy</html>")
            case "/list":
                self._answer([1, 2])
            case "/times":
                self._answer({"status": "200", "state": "0", "data": [{"time": "gestern", "context": "?"}]})
            case _:
                self.send_error(502)

    def _kuaidi100(self, form: dict[str, str]) -> dict[str, Any]:
        signed = hashlib.md5(f"{form['param']}key-1customer-1".encode()).hexdigest().upper()
        if form["customer"] != "customer-1" or form["sign"] != signed:
            return {"result": False, "returnCode": "503", "message": "验证签名失败"}
        param = json.loads(form["param"])
        if param["com"] == "shunfeng" and not param["phone"]:
            return {"result": False, "returnCode": "408", "message": "校验手机号"}
        if param["num"] != KNOWN:
            return {"result": False, "returnCode": "500", "message": "查询无结果"}
        data = [{"time": at, "ftime": at, "context": text} for at, text in reversed(WAY)]
        return {"message": "ok", "state": "3", "status": "200", "com": param["com"], "nu": param["num"], "data": data}

    def _kdniao(self, form: dict[str, str]) -> dict[str, Any]:
        data = unquote(form["RequestData"])
        signed = base64.b64encode(hashlib.md5(f"{data}key-1".encode()).hexdigest().encode()).decode()
        if form["EBusinessID"] != "customer-1" or unquote(form["DataSign"]) != signed or form["DataType"] != "2":
            return {"Success": False, "Reason": "数据验证不通过"}
        wish = json.loads(data)
        if wish["ShipperCode"] == "SF" and not wish.get("CustomerName"):
            return {"Success": False, "Reason": "请填写手机号后四位"}
        if wish["LogisticCode"] != KNOWN:
            return {"Success": False, "Reason": "暂无轨迹信息"}
        traces = [{"AcceptTime": at, "AcceptStation": text, "Location": ""} for at, text in WAY]
        return {"Success": True, "State": "3", "StateEx": "301", "Traces": traces}

    def _answer(self, found: Any) -> None:
        self._send(json.dumps(found).encode())

    def _send(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture(params=["example", "kuaidi100", "kdniao"])
def tracker(request: pytest.FixtureRequest, service: str) -> Tracker:
    match request.param:
        case "kuaidi100":
            return Kuaidi100("customer-1", "key-1", f"{service}/kuaidi100")
        case "kdniao":
            return Kdniao("customer-1", "key-1", f"{service}/kdniao")
    return ExampleTracker()


def asked(
    courier: str = "中通", waybill: str = KNOWN, shipped: datetime | None = SHIPPED, tail: str = "1234"
) -> Inquiry:
    return Inquiry(courier, waybill, tail, shipped, "浙江", "四川")


async def test_a_parcel_is_seen_in_order_to_its_end(tracker: Tracker) -> None:
    found = await tracker.look(asked(), NOW)
    assert (found.courier, found.waybill, found.state) == ("中通", KNOWN, "signed")
    assert len(found.scans) >= 3
    assert [s.at for s in found.scans] == sorted(s.at for s in found.scans)
    assert all(s.at.tzinfo is not None and SHIPPED <= s.at <= NOW for s in found.scans)
    assert found.last is not None
    assert "签收" in found.last.text


async def test_what_nobody_has_seen_may_be_asked_later(tracker: Tracker) -> None:
    with pytest.raises(NotFound) as told:
        await tracker.look(asked(waybill="75000000000009", shipped=None), NOW)
    assert told.value.again


async def test_a_courier_that_is_not_carried_is_named(tracker: Tracker) -> None:
    with pytest.raises(UnknownCourier, match="飞鸽传书") as told:
        await tracker.look(asked("飞鸽传书"), NOW)
    assert not told.value.again


async def test_the_same_question_has_the_same_answer(tracker: Tracker) -> None:
    assert await tracker.look(asked(), NOW) == await tracker.look(asked(), NOW)


async def test_the_example_moves_with_the_clock() -> None:
    seen = [len((await ExampleTracker().look(asked(), SHIPPED + timedelta(hours=h))).scans) for h in range(0, 100, 5)]
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0, 6)
    assert (await ExampleTracker().look(asked(), SHIPPED)).state == "created"


@pytest.mark.parametrize("kind", ["kuaidi100", "kdniao"])
async def test_some_couriers_want_a_phone(service: str, kind: str) -> None:
    form = {"kuaidi100": Kuaidi100, "kdniao": Kdniao}[kind]
    with pytest.raises(PhoneNeeded):
        await form("customer-1", "key-1", f"{service}/{kind}").look(asked("顺丰", tail=""), NOW)


@pytest.mark.parametrize("kind", ["kuaidi100", "kdniao"])
async def test_a_wrong_key_is_told(service: str, kind: str) -> None:
    form = {"kuaidi100": Kuaidi100, "kdniao": Kdniao}[kind]
    with pytest.raises(TrackingError, match="签名不对"):
        await form("customer-1", "other", f"{service}/{kind}").look(asked(), NOW)


@pytest.mark.parametrize("kind", ["kuaidi100", "kdniao"])
@pytest.mark.parametrize("fault", ["hangs", "nonsense", "list", "times", "gone"])
async def test_whatever_a_service_does_is_told_in_words(
    service: str, kind: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "TIMEOUT_S", 0.3)
    form = {"kuaidi100": Kuaidi100, "kdniao": Kdniao}[kind]
    with pytest.raises(TrackingError):
        await form("customer-1", "key-1", f"{service}/{fault}").look(asked(), NOW)


async def test_nobody_there_is_told_in_words() -> None:
    with pytest.raises(TrackingError) as told:
        await Kuaidi100("customer-1", "key-1", "http://127.0.0.1:9/x").look(asked(), NOW)
    assert told.value.again
