"""kuaidi100's immediate query: `poll/query.do`, sign = upper MD5 of param + key + customer (RULES §8)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from xiaoer.core.rulebook.parcels import Scan, Tracking, read_kuaidi100, read_words
from xiaoer.core.text.waybills import CODES
from xiaoer.ports.tracking.asking import ask, moment, rows
from xiaoer.ports.tracking.port import Inquiry, NotFound, PhoneNeeded, Refused, TrackingError, UnknownCourier

ADDRESS = "https://poll.kuaidi100.com/poll/query.do"


@dataclass(frozen=True, slots=True)
class Kuaidi100:
    """A contract with kuaidi100: its customer id and key."""

    customer: str
    key: str = field(repr=False)
    address: str = ADDRESS

    async def look(self, inquiry: Inquiry, now: datetime) -> Tracking:
        """Ask for one parcel."""
        codes = CODES.get(inquiry.courier)
        if codes is None:
            raise UnknownCourier(inquiry.courier)
        param = json.dumps(
            {
                "com": codes[0], "num": inquiry.waybill, "phone": inquiry.phone_tail, "resultv2": "4", "show": "0",
                "order": "desc",
            },
            ensure_ascii=False, separators=(",", ":"),
        )  # fmt: skip
        found = await ask(self.address, {"customer": self.customer, "sign": self.sign(param), "param": param})
        if str(found.get("status")) != "200":
            raise _refusal(inquiry, str(found.get("returnCode", "")), str(found.get("message", "")))
        scans = sorted(
            (
                Scan(moment(row.get("ftime") or row.get("time")), str(row.get("context", "")))
                for row in rows(found.get("data"))
            ),
            key=lambda scan: scan.at,
        )
        if not scans:
            raise NotFound(inquiry.waybill)
        state, detail = read_kuaidi100(str(found.get("state", ""))) or read_words(scans[-1].text)
        return Tracking(inquiry.courier, inquiry.waybill, state, detail, tuple(scans))

    def sign(self, param: str) -> str:
        """The signature of a request."""
        return hashlib.md5(f"{param}{self.key}{self.customer}".encode(), usedforsecurity=False).hexdigest().upper()


def _refusal(inquiry: Inquiry, code: str, message: str) -> TrackingError:
    match code:
        case "408":
            return PhoneNeeded()
        case "500" | "501":
            return NotFound(inquiry.waybill)
        case "503":
            return Refused("快递100说签名不对：请核对授权 key 和 customer")
        case "601":
            return Refused("快递100的查询次数已经用完：请充值")
    return TrackingError(f"快递100没有给结果（{code or '无代码'} {message[:60]}）", again=True)
