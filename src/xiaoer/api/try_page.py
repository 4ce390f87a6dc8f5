"""A page of one's own shop with the chat window in it, to try before it stands in the real one."""

from __future__ import annotations

from html import escape
from typing import Any

from litestar import MediaType, Response, get

from xiaoer.api.access import TheDesk
from xiaoer.api.pages import page_policy
from xiaoer.api.params import PathText

PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{name} · 试用页 Try-out</title>
<style>
body {{ max-width: 40rem; margin: 0 auto; padding: 3rem 1.25rem; font: 16px/1.7 system-ui, "PingFang SC", sans-serif; }}
h1 {{ margin: 0 0 1rem; font-size: 1.4rem; }}
</style>
</head>
<body>
<main>
<h1>{name}</h1>
<p>这是试用页：右下角就是买家会看到的聊天窗。点开它，发一句“你好”，再到接待台看看消息是不是到了。</p>
<p lang="en">A page to try the chat window in the corner: write a line, then look for it on the desk.</p>
</main>
<script src="/widget.js" data-shop="{code}" async></script>
</body>
</html>
"""


@get("/try/{shop:str}", include_in_schema=False)
async def try_page(shop: PathText, desk: TheDesk) -> Response[str]:
    """The shop's chat window on an empty page."""
    own = desk.shops.find(shop)
    headers: dict[str, Any] = {"Cache-Control": "no-cache", "Content-Security-Policy": page_policy()}
    page = PAGE.format(name=escape(own.name), code=escape(own.code))
    return Response(page, media_type=MediaType.HTML, headers=headers)


handlers = [try_page]
