"""The OpenAPI document: the framework's description of the endpoints, and every socket frame as a component."""

from __future__ import annotations

import json
from typing import Any

from litestar import Litestar
from pydantic.json_schema import models_json_schema

from xiaoer.domains.desk.frames import ALL_FRAMES
from xiaoer.domains.desk.server_frames import SERVER_FRAMES

_cache: dict[int, bytes] = {}


def document(app: Litestar) -> dict[str, Any]:
    """The whole document."""
    base: dict[str, Any] = app.openapi_schema.to_schema()
    schemas = base.setdefault("components", {}).setdefault("schemas", {})
    _, sockets = models_json_schema(
        [(m, "validation") for m in ALL_FRAMES] + [(m, "serialization") for m in SERVER_FRAMES],
        ref_template="#/components/schemas/{model}",
    )
    for name, schema in sockets["$defs"].items():
        schemas.setdefault(name, schema)
    base["components"]["schemas"] = dict(sorted(schemas.items()))
    return base


def document_bytes(app: Litestar) -> bytes:
    """The document as JSON; made once per app."""
    if id(app) not in _cache:
        _cache[id(app)] = json.dumps(document(app), ensure_ascii=False, indent=1).encode()
    return _cache[id(app)]
