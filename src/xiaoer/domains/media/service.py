"""What one can do with pictures: take one in (sniffed, measured, re-encoded without metadata), find it again."""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import select
from sqlalchemy.orm import Session

from xiaoer.domains.media.models import MediaRow
from xiaoer.kit.errors import Invalid, NotFound
from xiaoer.kit.ids import new_token
from xiaoer.kit.writer import Unit

FORMATS = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp"),
           "GIF": ("image/gif", "gif")}  # fmt: skip
EXTENSIONS = dict(FORMATS.values())
MAX_SIDE = 4096
SHELF = "shelf"  # whose pictures are those of the material shelf


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is safe to keep and to serve."""

    data: bytes
    mime: str
    width: int
    height: int


def clean_picture(data: bytes, max_pixels: int) -> Picture:
    """Decode and encode anew: what remains is pixels only (no EXIF, no place, no hidden file).

    Raises `Invalid` with code `bad_media` for what is no JPEG, PNG, WebP or GIF, is damaged, or is too large.
    CPU-bound: call it off the event loop.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(io.BytesIO(data), formats=list(FORMATS))
            if image.width * image.height > max_pixels:
                raise Invalid(f"图片太大（{image.width}×{image.height}），请缩小后再发", code="bad_media")
            kind = image.format or ""
            image.load()
    except Invalid:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        raise Invalid("这不是能显示的图片，请发 JPG、PNG、WebP 或 GIF", code="bad_media") from None
    return _encode(image, kind)


def _encode(image: Image.Image, kind: str) -> Picture:
    if kind == "GIF":
        kind = "PNG"  # one still frame: animation is not needed at the desk
    still = ImageOps.exif_transpose(image)
    still = still.convert("RGB" if kind == "JPEG" else "RGBA")
    still.thumbnail((MAX_SIDE, MAX_SIDE))
    out = io.BytesIO()
    still.save(out, kind, **({"quality": 88} if kind in ("JPEG", "WEBP") else {}))
    return Picture(out.getvalue(), FORMATS[kind][0], still.width, still.height)


def keep(unit: Unit, shop_id: int, owner: str, token: str, picture: Picture) -> dict[str, Any]:
    """Note a picture whose bytes are already stored; returns what the sender needs."""
    unit.session.add(
        MediaRow(
            shop_id=shop_id, token=token, mime=picture.mime, width=picture.width, height=picture.height,
            size=len(picture.data), owner=owner, at_ms=unit.now_ms,
        )
    )  # fmt: skip
    return _view(token, picture.mime, picture.width, picture.height)


def new_name() -> str:
    """An unguessable name: whoever knows the address may see the picture."""
    return new_token(24)


def body_of(session: Session, shop_id: int, owner: str, token: str) -> dict[str, Any]:
    """The body of an image message; only one's own upload can be sent. Raises `NotFound` (`bad_media`)."""
    row = session.scalar(select(MediaRow).where(MediaRow.shop_id == shop_id, MediaRow.token == token))
    if row is None or row.owner != owner:
        raise NotFound("找不到这张图片，请重新上传", code="bad_media")
    return _view(row.token, row.mime, row.width, row.height)


def bodies(session: Session, shop_id: int, tokens: Collection[str]) -> dict[str, dict[str, Any]]:
    """Bodies of pictures by token, whoever brought them."""
    rows = session.scalars(select(MediaRow).where(MediaRow.shop_id == shop_id, MediaRow.token.in_(tokens)))
    return {row.token: _view(row.token, row.mime, row.width, row.height) for row in rows}


def hand_over(unit: Unit, shop_id: int, token: str, owner: str, new: str) -> None:
    """A picture changes hands. Raises `NotFound` (`bad_media`) where it is neither its owner's nor there already."""
    row = unit.session.scalar(select(MediaRow).where(MediaRow.shop_id == shop_id, MediaRow.token == token))
    if row is None or row.owner not in (owner, new):
        raise NotFound("找不到这张图片，请重新上传", code="bad_media")
    row.owner = new


def _view(token: str, mime: str, width: int, height: int) -> dict[str, Any]:
    return {
        "media": token, "url": f"/media/{token}.{EXTENSIONS[mime]}", "width": width, "height": height,
    }  # fmt: skip
