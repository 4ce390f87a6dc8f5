"""What browsers load: workbench, storefront, widget, API docs, pictures; and health and metrics.

Built files come from the package's `web` folder. HTML is never cached; files with a hash in their name are, for good.
"""

from __future__ import annotations

import asyncio
import mimetypes
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.response import Redirect
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from xiaoer import __version__
from xiaoer.api.access import TheDesk
from xiaoer.api.metrics import registry_of
from xiaoer.api.params import PathText
from xiaoer.api.uploads import blobs_of
from xiaoer.domains.catalog import service as catalog
from xiaoer.kit.errors import NotFound, Unavailable

WEB = Path(__file__).resolve().parent.parent / "web"
HIDDEN: dict[str, Any] = {"include_in_schema": False}
FOREVER = "public, max-age=31536000, immutable"
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("image/svg+xml", ".svg")
mimetypes.add_type("application/manifest+json", ".webmanifest")


def page_policy(*, frames: str = "'none'") -> str:
    """The Content-Security-Policy of our own pages. Ant Design writes style elements, hence 'unsafe-inline' styles."""
    return (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        "connect-src 'self' ws: wss:; font-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {frames}"
    )


def _serve(folder: str, path: str) -> Response[bytes]:
    root = (WEB / folder).resolve()
    wanted = (root / path.lstrip("/")).resolve()
    if not wanted.is_relative_to(root) or not wanted.is_file():
        wanted = root / "index.html"
        if "." in path.rsplit("/", 1)[-1] or not wanted.is_file():
            if not root.is_dir():
                raise Unavailable("页面还没有构建：请运行 make web（或 make run）", code="no_web_build")
            raise NotFound("没有这个文件")
    kind = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
    lasting = "/assets/" in wanted.as_posix()
    headers = {"Cache-Control": FOREVER if lasting else "no-cache"}
    if kind == "text/html":
        headers |= {"Content-Security-Policy": page_policy()}
    charset = "; charset=utf-8" if kind.startswith("text/") or kind.endswith(("json", "xml")) else ""
    return Response(wanted.read_bytes(), media_type=kind + charset, headers=headers)


@get("/", **HIDDEN, sync_to_thread=False)
def front_door() -> Redirect:
    """To the workbench."""
    return Redirect("/desk/")


@get(["/desk", "/desk/{path:path}"], **HIDDEN)
async def workbench(path: PathText = "/") -> Response[bytes]:
    """The workbench's files; every unknown path is a page of it."""
    return await asyncio.to_thread(_serve, "desk", path)


@get("/companion", **HIDDEN, sync_to_thread=False)
def companion() -> Redirect:
    """The companion's own address."""
    return Redirect("/desk/companion")


@get(["/store", "/store/{path:path}"], **HIDDEN)
async def store(path: PathText = "/") -> Response[bytes]:
    """The example storefront's files."""
    return await asyncio.to_thread(_serve, "store", path)


@get(["/api/docs", "/api/docs/{path:path}"], **HIDDEN)
async def api_docs(path: PathText = "/") -> Response[bytes]:
    """The readable API description."""
    return await asyncio.to_thread(_serve, "docs", path)


@get(["/widget.js", "/widget.en.js"], **HIDDEN)
async def widget_script(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The widget, for any page; and its English texts, which it fetches where they are wanted."""
    response = await asyncio.to_thread(_serve, "widget", request.url.path.lstrip("/"))
    response.headers.update({"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"})
    return response


@get("/api/openapi.json", **HIDDEN, sync_to_thread=False)
def openapi_document(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The OpenAPI 3.1 document."""
    from xiaoer.api.openapi import document_bytes

    return Response(document_bytes(request.app), media_type=MediaType.JSON, headers={"Cache-Control": "no-cache"})


@get("/shops/{shop:str}/pictures/{number:str}", **HIDDEN)
async def product_picture(shop: PathText, number: PathText, desk: TheDesk) -> Response[bytes]:
    """A product's picture."""
    own = desk.shops.find(shop)
    wanted = number.rsplit(".", 1)[0] if number.endswith((".svg", ".png", ".jpg", ".webp")) else number
    name = await desk.database.read(lambda s: catalog.picture_file(s, own.id, wanted))
    data = await asyncio.to_thread(blobs_of(desk).get, name) if name else None
    if data is None or not name:
        raise NotFound("这个商品还没有图片")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return _picture(data, kind, "public, max-age=3600")


@get("/media/{name:str}", **HIDDEN)
async def media_file(name: PathText, desk: TheDesk) -> Response[bytes]:
    """A picture of a chat; its unguessable name is the key to it."""
    try:
        data = await asyncio.to_thread(blobs_of(desk).get, name)
    except ValueError:
        data = None
    if data is None:
        raise NotFound("没有这张图片")
    return _picture(data, mimetypes.guess_type(name)[0] or "application/octet-stream", "private, max-age=86400")


def _picture(data: bytes, kind: str, cache: str) -> Response[bytes]:
    headers = {
        "Cache-Control": cache, "Content-Security-Policy": PICTURE_POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin",
    }  # fmt: skip
    return Response(data, media_type=kind, headers=headers)


@get("/health", operation_id="getHealth", tags=["operation"])
async def health(desk: TheDesk) -> dict[str, str]:
    """Whether the server can read its database; says when it is ready."""
    from xiaoer.kit.migrate import current_revision

    schema = await desk.database.read(current_revision)
    kind = "sqlite" if desk.database.is_sqlite else "postgresql"
    return {"status": "ok", "version": __version__, "database": kind, "schema": schema or ""}


@get("/metrics", **HIDDEN, sync_to_thread=False)
def metrics(desk: TheDesk) -> Response[bytes]:
    """Counters and gauges for Prometheus; names and numbers only."""
    return Response(generate_latest(registry_of(desk)), media_type=CONTENT_TYPE_LATEST)


handlers = [
    front_door, companion, workbench, store, api_docs, widget_script, openapi_document, product_picture, media_file,
    health, metrics,
]  # fmt: skip
