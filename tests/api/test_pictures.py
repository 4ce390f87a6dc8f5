"""Uploads: what is no picture, too large or a bomb is refused in words; what is kept holds pixels only."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.conftest import Serve
from tests.support.databases import Copy
from tests.support.serving import Served
from tests.support.shops import QINGHE, XIAOYU
from xiaoer.domains.media.service import EXTENSIONS, FORMATS, clean_picture
from xiaoer.kit.errors import Invalid

ANYIO = pytest.mark.anyio


def encoded(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1 if mode == "P" else "red").save(out, kind, **more)
    return out.getvalue()


def with_exif() -> bytes:
    image = Image.new("RGB", (40, 20), "blue")
    exif = image.getexif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue() + b"<script>hidden behind the picture</script>"


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 20,000 × 20,000."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", sorted(FORMATS))
def test_formats_that_browsers_show(kind: str) -> None:
    kept = clean_picture(encoded(kind), 10**6)
    assert (kept.width, kept.height) == (40, 30)
    again = Image.open(io.BytesIO(kept.data))
    assert kept.mime == ("image/png" if kind == "GIF" else FORMATS[kind][0])
    assert again.format == {"GIF": "PNG"}.get(kind, kind)
    assert kept.mime in EXTENSIONS


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16", "CMYK"])
def test_colours_of_every_kind(mode: str) -> None:
    data = encoded("JPEG" if mode == "CMYK" else "PNG", mode=mode) if mode != "LA" else _grey_with_alpha()
    assert clean_picture(data, 10**6).width == 40


def _grey_with_alpha() -> bytes:
    out = io.BytesIO()
    Image.new("LA", (40, 30), (1, 2)).save(out, "PNG")
    return out.getvalue()


def test_place_camera_and_hidden_files_are_gone_and_the_picture_stands_upright() -> None:
    kept = clean_picture(with_exif(), 10**6)
    assert (kept.width, kept.height) == (20, 40)
    assert b"SecretCamera" not in kept.data
    assert b"script" not in kept.data
    assert not Image.open(io.BytesIO(kept.data)).getexif()


def test_large_ones_become_smaller() -> None:
    kept = clean_picture(encoded(size=(5000, 100)), 40_000_000)
    assert (kept.width, kept.height) == (4096, 82)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"x", b"<svg onload='alert(1)'/>", b"<html>", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0",
        encoded()[:60], encoded()[:40] + b"\x00" * 100, encoded("BMP"), encoded("TIFF"), b"%PDF-1.7", b"PK\x03\x04" * 20,
        bomb(),
    ],
)  # fmt: skip
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        clean_picture(data, 40_000_000)
    assert refused.value.code == "bad_media"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 60))
def test_a_spoilt_picture_is_refused_or_cleaned_never_fatal(seed: int, changes: int) -> None:
    import random

    dice = random.Random(seed)
    data = bytearray(encoded(dice.choice(sorted(FORMATS))))
    for _ in range(changes):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        kept = clean_picture(bytes(data), 10**6)
    except Invalid as refused:
        if refused.code != "bad_media":
            raise
    else:
        Image.open(io.BytesIO(kept.data)).load()


async def send(server: Served, data: bytes, name: str = "a.png", **more: Any) -> httpx.Response:
    shopper = await server.shopper()
    return await shopper.http.post(f"/api/widget/{QINGHE}/uploads", files={"file": (name, data, "image/png")}, **more)


@ANYIO
async def test_a_picture_comes_back_clean_and_cannot_be_more_than_a_picture(server: Served) -> None:
    answer = await send(server, with_exif(), name="../../<script>.html")
    assert answer.status_code == 201
    found = answer.json()
    assert (found["width"], found["height"]) == (20, 40)
    assert found["url"] == f"/media/{found['media']}.jpg"
    got = await (await server.http()).get(found["url"])
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in got.headers["content-security-policy"]
    assert b"SecretCamera" not in got.content


@ANYIO
@pytest.mark.parametrize(
    ("data", "status"),
    [(b"no picture", 422), (b"", 422), (bomb(), 422), (b"\x00" * 10_000_001, 413), (b"\x00" * 11_000_000, 413)],
)
async def test_bad_uploads_are_told_in_words(sqlite_server: Served, data: bytes, status: int) -> None:
    answer = await send(sqlite_server, data)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    if len(data) <= 10_000_001:
        assert answer.json()["code"] == "bad_media"


@ANYIO
async def test_broken_forms_are_told_in_words(server: Served) -> None:
    shopper, agent = await server.shopper(), await server.staff(XIAOYU)
    path = f"/api/widget/{QINGHE}/uploads"
    answers = [
        await shopper.http.post(path),
        await shopper.http.post(path, json={"file": "x"}),
        await shopper.http.post(path, data={"file": "text, no file"}),
        await shopper.http.post(path, files={"other": ("a.png", encoded())}),
        await shopper.http.post(
            path, content=b"--x\r\nbroken", headers={"content-type": "multipart/form-data; boundary=x"}
        ),
        await shopper.http.post(path, content=b"x", headers={"content-type": "multipart/form-data"}),
        await agent.call("POST", "/uploads", data={"file": "text"}),
    ]
    for answer in answers:
        assert 400 <= answer.status_code < 500, answer.text
        assert answer.headers["content-type"].startswith("application/problem+json")


@ANYIO
async def test_pictures_are_limited_by_the_minute(sqlite_shops: Copy, start: Serve) -> None:
    server = await start(sqlite_shops, uploads_per_minute=2)
    shopper = await server.shopper()
    sent = [
        await shopper.http.post(f"/api/widget/{QINGHE}/uploads", files={"file": ("a.png", encoded())}) for _ in range(4)
    ]
    assert [a.status_code for a in sent] == [201, 201, 429, 429]
    assert sent[-1].json()["retry_after_s"] > 0


@ANYIO
async def test_names_of_no_picture(sqlite_server: Served) -> None:
    client = await sqlite_server.http()
    for name in ("..%2f..%2fetc%2fpasswd", ".hidden", "none.png", "%00", "a" * 400, "p%0a"):
        answer = await client.get(f"/media/{name}")
        assert answer.status_code in (400, 404)
        assert answer.headers["content-type"].startswith("application/problem+json")


@ANYIO
async def test_product_pictures_are_served_without_scripts(server: Served) -> None:
    client = await server.http()
    for name in ("QH101", "QH101.svg"):
        got = await client.get(f"/shops/{QINGHE}/pictures/{name}")
        assert got.headers["content-type"].startswith("image/svg+xml")
        assert "sandbox" in got.headers["content-security-policy"]
    for path in (f"/shops/{QINGHE}/pictures/none", "/shops/none/pictures/QH101"):
        assert (await client.get(path)).status_code == 404
