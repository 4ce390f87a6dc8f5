"""Taking in a picture, for both sides."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from litestar.datastructures import UploadFile

from xiaoer.domains.desk.live import Desk
from xiaoer.domains.desk.schemas import Uploaded
from xiaoer.domains.media import service as media
from xiaoer.kit.errors import Invalid, RateLimited, TooLarge
from xiaoer.ports.blobs import Blobs, FolderBlobs


@dataclass
class PictureForm:
    """The form of an upload: one field, `file`."""

    file: UploadFile


def blobs_of(desk: Desk) -> Blobs:
    """Where the bytes live."""
    return FolderBlobs(desk.settings.data_path / "media")


async def take_picture(desk: Desk, shop_id: int, owner: str, form: PictureForm) -> Uploaded:
    """Read, clean and keep a picture. Raises `TooLarge`, `RateLimited`, or `Invalid` with code `bad_media`."""
    wait_s = desk.upload_limit.take(owner, time.monotonic())
    if wait_s:
        raise RateLimited("传得太快了，请稍等一下", retry_after_s=round(wait_s, 1))
    limit = desk.settings.upload_bytes
    data = await form.file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"图片超过 {limit // 1_000_000} MB，请缩小后再发", code="bad_media")
    if not data:
        raise Invalid("文件是空的", code="bad_media")
    picture = await asyncio.to_thread(media.clean_picture, data, desk.settings.upload_pixels)
    token = media.new_name()
    name = f"{token}.{media.EXTENSIONS[picture.mime]}"
    await asyncio.to_thread(blobs_of(desk).put, name, picture.data)
    kept = await desk.run(lambda u: media.keep(u, shop_id, owner, token, picture))
    return Uploaded.model_validate(kept)
