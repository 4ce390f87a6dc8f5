"""Bringing data in over HTTP: upload, look, choose, confirm; progress and the report of refused rows."""

from __future__ import annotations

import asyncio
import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from litestar import Request, Response, delete, get, patch, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody
from litestar.status_codes import HTTP_200_OK, HTTP_201_CREATED

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText
from xiaoer.domains.audit import service as audit
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.intake import schemas, service
from xiaoer.domains.intake.service import Choice
from xiaoer.domains.intake.shapes import outcome_of
from xiaoer.domains.intake.worker import Intake
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.kit.errors import Invalid, TooLarge
from xiaoer.kit.writer import Unit

BASE = "/api/shops/{shop:str}/imports"
ONE = BASE + "/{import_id:int}"
TAGS = ["import"]
MAX_FILES = 200
MAX_BODY = 1 << 30
CHUNK = 1 << 20
TheIntake = NamedDependency[Intake]


def provide_intake(request: Request[Any, Any, Any]) -> Intake:
    """Dependency `intake`: the imports of this process."""
    intake: Intake = request.app.state.intake
    return intake


@dataclass
class FilesForm:
    """The form of an upload: one or more fields `files`."""

    files: list[UploadFile]


@get(BASE, operation_id="listImports", tags=TAGS)
async def list_imports(shop: PathText, who: Who, desk: TheDesk) -> schemas.Imports:
    """The last imports, and what files may be."""
    own = enter(desk, who, shop, "manage")
    found = await desk.database.read(lambda s: service.listed(s, own.id))
    return schemas.Imports.model_validate({"imports": found, "kinds": service.kinds()})


@post(BASE, operation_id="beginImport", status_code=HTTP_201_CREATED, tags=TAGS, request_max_body_size=MAX_BODY)
async def begin(
    shop: PathText,
    data: Annotated[FilesForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    who: Who,
    desk: TheDesk,
    intake: TheIntake,
) -> schemas.ImportView:
    """Upload tables, exports or a shop folder as ZIP. They are looked at; nothing is written before `confirm`."""
    own = enter(desk, who, shop, "manage")
    if not 1 <= len(data.files) <= MAX_FILES:
        raise Invalid(f"一次上传 1 到 {MAX_FILES} 个文件", code="no_files")
    room = await asyncio.to_thread(intake.staging.room)
    uploaded = await _written(desk, room, data.files)
    files = await asyncio.to_thread(intake.staging.arrange, room, uploaded)
    import_id = await desk.run(lambda u: service.begin(u, own.id, who.staff_id, who.name, files))
    intake.poke(own.id, import_id)
    return await _view(desk, own, import_id)


async def _written(desk: Desk, room: Path, files: list[UploadFile]) -> list[tuple[str, Path]]:
    """What was sent, on disk; all files together within the limit."""
    written: list[tuple[str, Path]] = []
    left = desk.settings.import_bytes
    for number, file in enumerate(files):
        path = room / f"u{number}"
        with path.open("wb") as sink:
            while chunk := await file.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    limit = desk.settings.import_bytes // 1_000_000
                    raise TooLarge(f"上传的文件加起来超过 {limit} MB，请拆成几次导入", code="import_too_large")
                await asyncio.to_thread(sink.write, chunk)
        written.append((file.filename or f"file{number}", path))
    return written


@get(ONE, operation_id="getImport", tags=TAGS)
async def get_import(shop: PathText, import_id: PathId, who: Who, desk: TheDesk) -> schemas.ImportView:
    """How an import stands."""
    return await _view(desk, enter(desk, who, shop, "manage"), import_id)


@patch(ONE, operation_id="chooseImport", tags=TAGS)
async def choose(
    shop: PathText, import_id: PathId, data: JSONBody[schemas.ImportChoice], who: Who, desk: TheDesk, intake: TheIntake
) -> schemas.ImportView:
    """Say what files are and which column is which; it is looked at anew."""
    own = enter(desk, who, shop, "manage")
    choices = [Choice(f.name, f.taken, f.kind, f.names) for f in data.files]
    await desk.run(lambda u: service.choose(u, own.id, import_id, data.version, choices))
    intake.poke(own.id, import_id)
    return await _view(desk, own, import_id)


@post(ONE + "/confirm", operation_id="confirmImport", status_code=HTTP_200_OK, tags=TAGS)
async def confirm(
    shop: PathText, import_id: PathId, data: JSONBody[schemas.ImportYes], who: Who, desk: TheDesk, intake: TheIntake
) -> schemas.ImportView:
    """Bring it in as it was seen; from here it goes to its end, over a restart too."""
    own = enter(desk, who, shop, "manage")
    row = await desk.database.read(lambda s: service.owners_only(service.get(s, own.id, import_id)))
    if row:
        enter(desk, who, shop, "own")

    def work(unit: Unit) -> None:
        begun = service.confirm(unit, own.id, import_id, data.version)
        names = "、".join(f["name"] for f in service.view(begun)["files"] if f["taken"])
        audit.record(
            unit, own.id, staff_id=who.staff_id, staff_name=who.name, action="import.begin", subject=names[:200]
        )

    await desk.run(work)
    intake.poke(own.id, import_id)
    return await _view(desk, own, import_id)


@post(ONE + "/again", operation_id="resumeImport", status_code=HTTP_200_OK, tags=TAGS)
async def again(shop: PathText, import_id: PathId, who: Who, desk: TheDesk, intake: TheIntake) -> schemas.ImportView:
    """Go on with an import that stood still."""
    own = enter(desk, who, shop, "manage")
    await desk.run(lambda u: service.again(u, own.id, import_id))
    intake.poke(own.id, import_id)
    return await _view(desk, own, import_id)


@delete(ONE, operation_id="dropImport", status_code=HTTP_200_OK, tags=TAGS)
async def drop(shop: PathText, import_id: PathId, who: Who, desk: TheDesk) -> schemas.ImportView:
    """Forget an import that has not begun; its files go."""
    own = enter(desk, who, shop, "manage")
    await desk.run(lambda u: service.drop(u, own.id, import_id))
    return await _view(desk, own, import_id)


@get(ONE + "/refused.csv", operation_id="downloadRefused", tags=TAGS, media_type="text/csv")
async def refused(shop: PathText, import_id: PathId, who: Who, desk: TheDesk) -> Response[bytes]:
    """The refused rows as a table: file, row, column, why, remedy."""
    own = enter(desk, who, shop, "manage")

    def look(s: Any) -> bytes:
        row = service.get(s, own.id, import_id)
        outcome = outcome_of(row.report) or outcome_of(row.plan)
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(["文件", "行", "列", "原因", "怎么改"])
        for one in outcome.refused if outcome else []:
            table.writerow([one.file, one.row or "", one.column or "", one.why, one.remedy])
        return out.getvalue().encode("utf-8-sig")

    headers = {"Content-Disposition": f'attachment; filename="refused-{import_id}.csv"'}
    return Response(await desk.database.read(look), media_type="text/csv; charset=utf-8", headers=headers)


async def _view(desk: Desk, own: ShopInfo, import_id: int) -> schemas.ImportView:
    found = await desk.database.read(lambda s: service.view(service.get(s, own.id, import_id)))
    return schemas.ImportView.model_validate(found)


handlers = [list_imports, begin, get_import, choose, confirm, again, drop, refused]
