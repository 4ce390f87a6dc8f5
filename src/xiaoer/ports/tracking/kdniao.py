"""kdniao's immediate query: `EbusinessOrderHandle.aspx`, DataSign = base64 of the hex MD5 of data + key (RULES §8)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from xiaoer.core.rulebook.parcels import Scan, Tracking, read_kdniao, read_words
from xiaoer.core.text.waybills import CODES
from xiaoer.ports.tracking.asking import ask, moment, rows
from xiaoer.ports.tracking.port import Inquiry, NotFound, PhoneNeeded, Refused, TrackingError, UnknownCourier

ADDRESS = "https://api.kdniao.com/Ebusiness/EbusinessOrderHandle.aspx"
QUERY = "8001"
_PHONE = ("顺丰", "中通")


@dataclass(frozen=True, slots=True)
class Kdniao:
    """A contract with kdniao: its business id and key."""

    business: str
    key: str = field(repr=False)
    address: str = ADDRESS
    request_type: str = QUERY

    async def look(self, inquiry: Inquiry, now: datetime) -> Tracking:
        """Ask for one parcel."""
        codes = CODES.get(inquiry.courier)
        if codes is None:
            raise UnknownCourier(inquiry.courier)
        wish = {"ShipperCode": codes[1], "LogisticCode": inquiry.waybill, "OrderCode": ""}
        if inquiry.phone_tail:
            wish["CustomerName"] = inquiry.phone_tail
        data = json.dumps(wish, ensure_ascii=False, separators=(",", ":"))
        found = await ask(
            self.address,
            {
                "RequestData": quote(data, safe=""), "EBusinessID": self.business, "RequestType": self.request_type,
                "DataSign": quote(self.sign(data), safe=""), "DataType": "2",
            },
        )  # fmt: skip
        if found.get("Success") is not True:
            raise _refusal(inquiry, str(found.get("Reason", "")))
        scans = tuple(
            sorted(
                (
                    Scan(moment(row.get("AcceptTime")), str(row.get("AcceptStation", "")), str(row.get("Location", "")))
                    for row in rows(found.get("Traces"))
                ),
                key=lambda scan: scan.at,
            )
        )
        if not scans:
            raise NotFound(inquiry.waybill)
        code = str(found.get("StateEx") or found.get("State") or "")
        state, detail = read_kdniao(code) or read_words(scans[-1].text)
        return Tracking(inquiry.courier, inquiry.waybill, state, detail, scans)

    def sign(self, data: str) -> str:
        """The signature of a request, before it is made fit for a form."""
        digest = hashlib.md5(f"{data}{self.key}".encode(), usedforsecurity=False).hexdigest()
        return base64.b64encode(digest.encode()).decode()


def _refusal(inquiry: Inquiry, reason: str) -> TrackingError:
    if "手机" in reason or (inquiry.courier in _PHONE and not inquiry.phone_tail and "校验" in reason):
        return PhoneNeeded()
    if "无轨迹" in reason or "没有" in reason or "暂无" in reason:
        return NotFound(inquiry.waybill)
    if "验证" in reason or "签名" in reason or "Sign" in reason:
        return Refused("快递鸟说签名不对：请核对用户 ID 和 API key")
    return TrackingError(f"快递鸟没有给结果（{reason[:60] or '没说原因'}）", again=True)
