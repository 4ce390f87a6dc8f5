"""`shop.toml`: who the shop is. What cannot be used is refused key by key; defaults stand in its place."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from xiaoer.core.errors import Refusal
from xiaoer.core.facts import PLATFORMS, ShopProfile
from xiaoer.files.decoding import decodings
from xiaoer.files.values import CellError

FILE = "shop.toml"
_MAX_BYTES = 1 << 20
_HOURS = re.compile(r"([01]?\d|2[0-3]):[0-5]\d-(([01]?\d|2[0-3]):[0-5]\d|24:00)")
_WIDE = str.maketrans("０１２３４５６７８９：－～~—–", "0123456789:-----")


def read_profile(folder: Path) -> tuple[ShopProfile, tuple[Refusal, ...]]:
    """The profile of a folder (defaults where nothing is said), and the keys that were refused."""
    path = folder / FILE
    default = ShopProfile(name=folder.resolve().name or "shop")
    if not path.is_file():
        return default, ()
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ValueError("文件超过 1 MB")
        data = tomllib.loads(next(decodings(path.read_bytes())).text)
    except (OSError, ValueError, RecursionError) as error:
        remedy = '按 TOML 写法改正，如 name = "店名"'
        return default, (Refusal(FILE, None, None, f"读不懂：{error}", remedy),)
    return _profile(data, default)


def _profile(data: Mapping[str, Any], default: ShopProfile) -> tuple[ShopProfile, tuple[Refusal, ...]]:
    known: dict[str, Any] = {}
    extra: dict[str, str] = {}
    refusals: list[Refusal] = []
    for key, value in data.items():
        if key not in _READ:
            extra[key] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
            continue
        try:
            known[key] = _READ[key](value)
        except CellError as error:
            refusals.append(Refusal(FILE, None, key, error.why, error.remedy))
    return ShopProfile(**{"name": default.name, **known, "extra": MappingProxyType(extra)}), tuple(refusals)


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\x00" in value:
        raise CellError("应该是一段文字", '用引号写，如 "文字"')
    return value.strip()


def _name(value: Any) -> str:
    text = _text(value)
    if not text:
        raise CellError("店名是空的", "写上店名，或删去这一行（用文件夹名）")
    return text


def _platform(value: Any) -> str:
    if value not in PLATFORMS:
        raise CellError(f"不认识平台“{value}”", f"写成其中一种：{'、'.join(PLATFORMS)}")
    return str(value)


def _timezone(value: Any) -> str:
    text = _text(value)
    try:
        ZoneInfo(text)
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError, too long a name an OSError
        raise CellError(f"不认识时区“{text}”", "写成 Asia/Shanghai 这样的名字") from None
    except KeyError:
        raise CellError(f"不认识时区“{text}”", "写成 Asia/Shanghai 这样的名字") from None
    return text


def _hours(value: Any) -> str:
    text = _text(value).translate(_WIDE).replace(" ", "")
    if text and not _HOURS.fullmatch(text):
        raise CellError(f"“{value}”不是服务时间", "写成 09:00-23:00")
    return text


def _seconds(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 86400:
        raise CellError(f"“{value}”不是 1 到 86400 的整秒数", "写成 60 这样的数字，单位秒")
    return value


_READ: Mapping[str, Callable[[Any], Any]] = {
    "name": _name,
    "platform": _platform,
    "timezone": _timezone,
    "address_form": _text,
    "voice": _text,
    "service_hours": _hours,
    "ship_from": _text,
    "response_target_s": _seconds,
    "hotline": _text,
    "return_address": _text,
}


def profile_toml(profile: ShopProfile) -> str:
    """The profile as `shop.toml`."""
    lines = [f"{key} = {_value(getattr(profile, key))}" for key in _READ]
    lines += [f"{_string(key)} = {_string(text)}" for key, text in profile.extra.items()]
    return "\n".join(lines) + "\n"


def _value(value: str | int) -> str:
    return str(value) if isinstance(value, int) else _string(value)


def _string(text: str) -> str:
    """A TOML basic string; JSON escapes all that TOML demands but DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
