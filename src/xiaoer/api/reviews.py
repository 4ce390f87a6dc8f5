"""Reviews over HTTP: files in, drafts of public answers that pass the gate."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from litestar import get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.api.uploads import PictureForm
from xiaoer.core.errors import Refusal
from xiaoer.domains.complaints import reviews, schemas
from xiaoer.domains.complaints.reviews import ALIASES, COLUMNS, Review
from xiaoer.files.grids import FileRefused
from xiaoer.files.tables import TableRow, open_table
from xiaoer.files.values import CellError
from xiaoer.files.values import time as time_of
from xiaoer.kit.errors import Invalid, TooLarge
from xiaoer.kit.upsert import Tally

BASE = "/api/shops/{shop:str}/reviews"
TAGS = ["complaints"]
FILE_BYTES = 20_000_000
PIECE = 200
State = Annotated[Literal["open", "answered", "done", "all"], QueryParameter(name="state", description="Which.")]


@get(BASE, operation_id="listReviews", tags=TAGS)
async def listed(shop: PathText, who: Who, desk: TheDesk, status: State = "open") -> schemas.PlatformReviews:
    """Reviews, bad ones first, with a draft of a public answer."""
    own = enter(desk, who, shop, "read")
    facts = await desk.facts.get(own.id)
    found = await desk.database.read(lambda s: reviews.page(s, own.id, state=status))
    for one in found:
        text = reviews.draft(one, own.profile.address_form)
        one["draft"] = text if desk.wording.check(own.id, facts, text, by="agent").verdict == "pass" else ""
    return schemas.PlatformReviews.model_validate({"reviews": found})


@post(BASE + "/{review_id:int}", operation_id="settleReview", status_code=HTTP_200_OK, tags=TAGS)
async def settle(
    shop: PathText, review_id: PathId, data: JSONBody[schemas.PlatformReviewAct], who: Who, desk: TheDesk
) -> schemas.PlatformReview:
    """Keep the public answer; 422 `gate_block` for one that bargains over the review or says what must not be said."""
    own = enter(desk, who, shop, "serve")
    if data.answer:
        verdict = desk.wording.check(own.id, await desk.facts.get(own.id), data.answer, by="agent")
        if verdict.verdict == "block":
            fault = verdict.findings[0]
            raise Invalid(f"“{fault.span}”不能公开说：{fault.reason}（{fault.source}）", code="gate_block")
    done = await desk.run(
        lambda u: reviews.settle(u, own.id, review_id, data.version, answer=data.answer, state=data.state)
    )
    return schemas.PlatformReview.model_validate(done)


@post(BASE + "/import", operation_id="importReviews", status_code=HTTP_200_OK, tags=TAGS)
async def bring_in(
    shop: PathText, data: Annotated[PictureForm, Body(media_type=RequestEncodingType.MULTI_PART)], who: Who,
    desk: TheDesk,
) -> schemas.ReviewsImported:  # fmt: skip
    """A file of reviews (CSV or XLSX of any platform); bad rows are named, the others are taken."""
    own = enter(desk, who, shop, "serve")
    raw = await data.file.read(FILE_BYTES + 1)
    if len(raw) > FILE_BYTES:
        raise TooLarge(f"文件超过 {FILE_BYTES // 1_000_000} MB，请拆成几个文件", code="too_large")
    name = Path(data.file.filename).name[-80:] or "reviews.csv"
    found, refused = await asyncio.to_thread(_read, raw, name, own.zone)
    tally = Tally()
    for start in range(0, len(found), PIECE):
        piece = found[start : start + PIECE]
        tally += await desk.run(lambda u, p=piece: reviews.bring(u, own.id, p))  # type: ignore[misc]
    counted = {"added": tally.added, "changed": tally.changed, "unchanged": tally.unchanged, "refused": refused}
    return schemas.ReviewsImported.model_validate(counted, from_attributes=True)


def _read(raw: bytes, name: str, zone: ZoneInfo) -> tuple[list[Review], list[Refusal]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        try:
            rows = list(open_table(path, COLUMNS, ALIASES).rows())
        except FileRefused as error:
            raise Invalid(str(error), code="file_refused") from None
    found: list[Review] = []
    refused: list[Refusal] = []
    for row in rows:
        made = _review(row, name, zone)
        (found if isinstance(made, Review) else refused).append(made)  # type: ignore[arg-type]
    return found, refused


def _review(row: TableRow, name: str, zone: ZoneInfo) -> Review | Refusal:
    def no(column: str | None, why: str, remedy: str) -> Refusal:
        return Refusal(name, row.number, column, why, remedy)

    if row.problem:
        return no(None, *row.problem)
    values = row.values
    if not values.get("内容") and not values.get("星级"):
        return no("内容", "没有评价内容，也没有星级", "至少填写其中一项")
    try:
        stars = reviews.stars_of(values.get("星级", ""))
    except ValueError as error:
        return no("星级", str(error), "写成 1 到 5，或好评、中评、差评")
    at = _time(values.get("时间", ""), zone)
    if isinstance(at, str):
        return no("时间", at, "写成 2026-03-05 14:00")
    text = values.get("内容", "")[:5000]
    return Review(
        values.get("评价编号", "")[:100], values.get("订单号", "")[:100], values.get("买家", "")[:100],
        values.get("商品", "")[:200], stars, text, at,
    )  # fmt: skip


def _time(text: str, zone: ZoneInfo) -> Any:
    """The moment; None where none is written; a sentence where it cannot be read."""
    if not text:
        return None
    try:
        return time_of(text, zone)
    except (CellError, ValueError):
        pass
    try:
        return datetime.fromisoformat(text.replace("/", "-")).replace(tzinfo=zone)
    except ValueError:
        return f"“{text}”不是时间"


handlers = [listed, settle, bring_in]
