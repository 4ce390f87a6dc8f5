"""The names that logs give to things (`names.toml`), read once."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

_TABLES: dict[str, Any] = tomllib.loads((resources.files("xiaoer.files.chats") / "names.toml").read_text("utf-8"))
FIELDS: dict[str, list[str]] = _TABLES["fields"]
ROLES: dict[str, list[str]] = _TABLES["roles"]
KINDS: dict[str, str] = _TABLES["kinds"]
PLATFORMS: dict[str, list[str]] = _TABLES["platforms"]
FIGURES: dict[str, list[str]] = _TABLES["figures"]
FIGURE_COLUMNS: dict[str, list[str]] = _TABLES["figure_columns"]
