"""Which models there are: a TOML file with a `[[model]]` each, in the order in which they are tried.

Source of recipient, region, contract: 个人信息保护法 第21、38–40条: whoever gets the words must be known.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

HOME = ("本机", "内网", "中国大陆")
"""Regions that need no further legal ground."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=40)]
    base_url: str
    model: Annotated[str, Field(min_length=1, max_length=200)]
    key_env: str = ""
    key_file: str = ""
    timeout_s: Annotated[float, Field(gt=0, le=120)] = 8.0
    recipient: Annotated[str, Field(min_length=1, max_length=100)]
    region: Annotated[str, Field(min_length=1, max_length=40)]
    contract: Annotated[str, Field(max_length=200)] = ""
    tools: bool = True


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    model: list[_Entry] = Field(min_length=1, max_length=20)


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """One model. `key` is never shown. `abroad` = outside the regions that need no legal ground."""

    name: str
    base_url: str
    model: str
    key: str
    timeout_s: float
    recipient: str
    region: str
    contract: str
    tools: bool

    @property
    def abroad(self) -> bool:
        """Whether its region needs a recorded legal ground."""
        return self.region not in HOME

    def __repr__(self) -> str:
        return f"ModelConfig({self.name!r}, {self.base_url!r}, {self.model!r})"


def read_models(path: str, environment: Mapping[str, str] | None = None) -> tuple[ModelConfig, ...]:
    """The models of a file; "" = none. Raises `ValueError` that names file, entry and field, and says what to do."""
    if not path:
        return ()
    environment = os.environ if environment is None else environment
    try:
        raw = tomllib.loads(Path(path).read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"XIAOER_MODELS：读不了 {path}（{error}）") from None
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path} 不是 TOML：{error}") from None
    try:
        entries = _File.model_validate(raw).model
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(p + 1) if isinstance(p, int) else p for p in first["loc"])
        raise ValueError(f"{path} 的 {place}：{first['msg']}；写法见 docs/models.md") from None
    found = tuple(_config(path, entry, environment) for entry in entries)
    names = [one.name for one in found]
    doubled = next((n for n in names if names.count(n) > 1), None)
    if doubled:
        raise ValueError(f"{path} 里有两个叫“{doubled}”的模型，请改名")
    return found


def _config(path: str, entry: _Entry, environment: Mapping[str, str]) -> ModelConfig:
    parts = urlsplit(entry.base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{path} 的“{entry.name}”：base_url 应写成 https://主机/v1 这样，不是 {entry.base_url}")
    if parts.username or parts.password:
        raise ValueError(f"{path} 的“{entry.name}”：不要把密码写进 base_url，用 key_env 或 key_file")
    key = environment.get(entry.key_env, "") if entry.key_env else ""
    if entry.key_env and not key:
        raise ValueError(f"{path} 的“{entry.name}”：环境变量 {entry.key_env} 是空的，请先设好密钥")
    if entry.key_file:
        try:
            key = (Path(path).parent / entry.key_file).read_text("utf-8-sig").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"{path} 的“{entry.name}”：读不了 key_file（{error}）") from None
    return ModelConfig(
        entry.name, entry.base_url.rstrip("/"), entry.model, key, entry.timeout_s, entry.recipient.strip(),
        entry.region.strip(), entry.contract.strip(), entry.tools,
    )  # fmt: skip
