"""The tracker that settings name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xiaoer.ports.tracking.example import ExampleTracker
from xiaoer.ports.tracking.port import Tracker

LEAST_MINUTES = 30  # kuaidi100 locks a number that is asked about more often
NAMES = ("example", "kuaidi100", "kdniao")


def read_tracker(values: Mapping[str, str | int]) -> Tracker | None:
    """The tracker that settings name; None where none is. Raises `ValueError` with the variable to mend."""
    service, account, address = (str(values[f"tracking{end}"]) for end in ("", "_id", "_address"))
    if not service:
        return None
    if service not in NAMES:
        raise ValueError(f"XIAOER_TRACKING={service!r}：只能是 {'、'.join(NAMES)}，或留空")
    if int(values["tracking_minutes"]) < LEAST_MINUTES:
        raise ValueError(f"XIAOER_TRACKING_MINUTES 至少 {LEAST_MINUTES}：问得太勤，查询服务会锁单号")
    if service == "example":
        return ExampleTracker()
    key = str(values["tracking_key"]) or _key(str(values["tracking_key_file"]))
    if not account or not key:
        raise ValueError("用物流查询服务要填 XIAOER_TRACKING_ID 和 XIAOER_TRACKING_KEY（或 XIAOER_TRACKING_KEY_FILE）")
    if address and not address.startswith(("https://", "http://")):
        raise ValueError("XIAOER_TRACKING_ADDRESS 要以 https:// 开头")
    if service == "kuaidi100":
        from xiaoer.ports.tracking import kuaidi100

        return kuaidi100.Kuaidi100(account, key, address or kuaidi100.ADDRESS)
    from xiaoer.ports.tracking import kdniao

    return kdniao.Kdniao(account, key, address or kdniao.ADDRESS)


def _key(path: str) -> str:
    try:
        return Path(path).read_text("utf-8-sig").strip() if path else ""
    except OSError as error:
        raise ValueError(f"读不了 XIAOER_TRACKING_KEY_FILE（{error}）") from None
