"""Registers and packing slips over HTTP: entries from chat and order, sheets out and back in, ticks."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from litestar import Response, get, post, put
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import PathId, PathText, Query
from xiaoer.api.uploads import PictureForm
from xiaoer.core.errors import Refusal
from xiaoer.core.facts import Order
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.errors import ConversationGone
from xiaoer.domains.orders import service as orders
from xiaoer.domains.registers import packing, schemas, service
from xiaoer.domains.registers.kinds import REGISTERS, STATE_OF, STATES, checked, columns_of, cutoff, filled
from xiaoer.domains.registers.service import Entry
from xiaoer.domains.shop import service as shops
from xiaoer.files.grids import FileRefused
from xiaoer.files.table_writer import write_csv, write_xlsx
from xiaoer.files.tables import TableRow, open_table
from xiaoer.kit.clock import to_ms
from xiaoer.kit.errors import Invalid, ServiceError, TooLarge
from xiaoer.kit.ids import MAX_ID

BASE = "/api/shops/{shop:str}/registers"
PACK = "/api/shops/{shop:str}/packing"
TAGS = ["registers"]
FILE_BYTES = 10_000_000
Kind = Annotated[schemas.Kind, QueryParameter(name="kind", description="Which register.")]
State = Annotated[
    Literal["open", "doing", "done", "failed", "dropped", "all"],
    QueryParameter(name="state", description="open = those that are not over."),
]
SlipState = Annotated[Literal["open", "packed", "dropped", "all"], QueryParameter(name="state", description="Which.")]
Day = Annotated[date | None, QueryParameter(description="Only what was registered on this day (shop time).")]
Form = Annotated[Literal["xlsx", "csv"], QueryParameter(name="format", description="Of the file.")]
Chat = Annotated[int | None, QueryParameter(ge=1, le=MAX_ID, description="The chat that asks.")]
FIXED = ("登记号", "登记时间", "订单号", "买家", "状态", "结果", "登记人")


@get(BASE, operation_id="listRegister", tags=TAGS)
async def register(
    shop: PathText, who: Who, desk: TheDesk, kind: Kind = "resend", status: State = "open", q: Query = ""
) -> schemas.RegisterPage:
    """A register by packing cut-off, then in the order asked."""
    own = enter(desk, who, shop, "read")

    def look(s: Session) -> dict[str, Any]:
        return {
            "columns": columns_of(kind, own.settings.register_columns), "needed": REGISTERS[kind].needed,
            "entries": service.page(s, own.id, kind, state=status, q=q), "counts": service.counts(s, own.id),
        }  # fmt: skip

    return schemas.RegisterPage.model_validate(await desk.database.read(look))


@get(BASE + "/filled", operation_id="fillRegister", tags=TAGS)
async def fill(
    shop: PathText, who: Who, desk: TheDesk, order: Query, kind: Kind = "resend", conversation: Chat = None
) -> schemas.Filled:
    """What order and chat already tell of a new entry."""
    own = enter(desk, who, shop, "serve")

    def look(s: Session) -> dict[str, str]:
        known = orders.find(s, own.id, order) if order else None
        said: list[str] = []
        if conversation is not None:
            page = desk_repository.public_page(s, own.id, conversation, before=None, limit=30)["messages"][::-1]
            said = [m["body"].get("text", "") for m in page if m["author"] == "shopper" and m["kind"] == "text"]
        return filled(kind, known, said)

    cells = await desk.database.read(look)
    columns = columns_of(kind, own.settings.register_columns)
    return schemas.Filled(columns=list(columns), needed=list(REGISTERS[kind].needed), cells=cells)


@post(BASE, operation_id="addRegisterEntry", status_code=HTTP_200_OK, tags=TAGS)
async def add(shop: PathText, data: JSONBody[schemas.NewEntry], who: Who, desk: TheDesk) -> schemas.EntryView:
    """Register something; 409 `duplicate` names the entry that holds it, requests that merge become one."""
    own = enter(desk, who, shop, "serve")
    facts = await desk.facts.get(own.id)

    def look(s: Session) -> tuple[Order | None, str]:
        known = orders.find(s, own.id, data.order) if data.order else None
        if data.conversation is None:
            return known, known.shopper if known else ""
        found = desk_repository.conversation(s, own.id, data.conversation, 0)
        if found is None:
            raise ConversationGone()
        return known, found["conversation"]["shopper"]["nick"]

    order, nick = await desk.database.read(look)
    at = cutoff(order, facts.delivery, desk.clock().astimezone(own.zone))
    entry = Entry(
        data.kind, data.order, nick, data.cells, data.conversation, (who.staff_id, who.name), to_ms(at) if at else None
    )
    made = await desk.run(lambda u: service.add(u, own.id, entry, own.settings.register_columns))
    return schemas.EntryView.model_validate(made)


@post(BASE + "/{entry_id:int}", operation_id="changeRegisterEntry", status_code=HTTP_200_OK, tags=TAGS)
async def change(
    shop: PathText, entry_id: PathId, data: JSONBody[schemas.EntryChange], who: Who, desk: TheDesk
) -> schemas.EntryView:
    """Edit an entry, or say what became of it: the chats that asked hear it; 409 `moved`."""
    own = enter(desk, who, shop, "serve")
    verdict = desk.wording.check(own.id, await desk.facts.get(own.id), data.result, by="agent")
    if data.result and verdict.verdict == "block":
        raise Invalid(f"“{verdict.findings[0].span}”不能对买家说：{verdict.findings[0].reason}", code="gate_block")
    changed = await desk.run(
        lambda u: service.change(
            u, own.id, entry_id, own.settings.register_columns, version=data.version, by=who.name, cells=data.cells,
            state=data.state, result=data.result.strip(),
        )
    )  # fmt: skip
    return schemas.EntryView.model_validate(changed)


@put(BASE + "/columns", operation_id="setRegisterColumns", tags=TAGS)
async def columns(
    shop: PathText, data: JSONBody[schemas.RegisterColumns], who: Who, desk: TheDesk
) -> schemas.RegisterColumns:
    """Choose a register's columns; what is filled in under others stays."""
    own = enter(desk, who, shop, "manage")
    chosen = {**own.settings.register_columns, data.kind: list(dict.fromkeys(data.columns))}
    await desk.run(lambda u: shops.change_settings(u, own.id, {"register_columns": chosen}, by=who.name))
    await desk.reload_shops()
    return data


@get(BASE + "/export", operation_id="exportRegister", tags=TAGS)
async def export(
    shop: PathText, who: Who, desk: TheDesk, kind: Kind = "resend", status: State = "all", day: Day = None,
    form: Form = "xlsx",
) -> Response[bytes]:  # fmt: skip
    """A register (of a day) as a sheet for finance, warehouse or ERP; filled in, it comes back by the import."""
    own = enter(desk, who, shop, "serve")
    since = datetime.combine(day, time(), own.zone) if day else None
    until = since + timedelta(days=1) if since else None
    found = await desk.database.read(
        lambda s: service.page(
            s, own.id, kind, state=status, since_ms=to_ms(since) if since else None,
            until_ms=to_ms(until) if until else None, limit=50_000,
        )
    )  # fmt: skip
    names = (*FIXED, *columns_of(kind, own.settings.register_columns))
    rows = [_sheet_row(one, own.zone) for one in found]
    return await _file(f"register-{kind}", names, rows, form, REGISTERS[kind].money)


def _sheet_row(entry: dict[str, Any], zone: Any) -> dict[str, str]:
    made = datetime.fromisoformat(entry["made_at"]).astimezone(zone)
    fixed = (
        entry["number"], made.strftime("%Y-%m-%d %H:%M"), entry["order"], entry["nick"], STATES[entry["state"]],
        entry["result"], entry["by"],
    )  # fmt: skip
    return {**entry["cells"], **dict(zip(FIXED, fixed, strict=True))}


async def _file(
    name: str, columns: tuple[str, ...], rows: list[dict[str, str]], form: str, money: tuple[str, ...]
) -> Response[bytes]:
    def write() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.{form}"
            if form == "csv":
                write_csv(path, columns, rows)
            else:
                write_xlsx(path, columns, rows, numeric=money)
            return path.read_bytes()

    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"', "cache-control": "no-store"}
    return Response(await asyncio.to_thread(write), media_type="text/csv" if form == "csv" else sheet, headers=headers)


@post(BASE + "/import", operation_id="tickRegisterBack", status_code=HTTP_200_OK, tags=TAGS)
async def bring_back(
    shop: PathText, data: Annotated[PictureForm, Body(media_type=RequestEncodingType.MULTI_PART)], who: Who,
    desk: TheDesk,
) -> schemas.TickedBack:  # fmt: skip
    """A sheet that finance or warehouse has filled in: states, results and cells by 登记号; bad rows are named."""
    own = enter(desk, who, shop, "serve")
    raw = await data.file.read(FILE_BYTES + 1)
    if len(raw) > FILE_BYTES:
        raise TooLarge(f"文件超过 {FILE_BYTES // 1_000_000} MB，请拆成几个文件", code="too_large")
    name = Path(data.file.filename).name[-80:] or "register.xlsx"
    rows = await asyncio.to_thread(_read, raw, name)
    refused: list[Refusal] = []
    tally = {True: 0, False: 0}
    for row in rows:
        try:
            tally[await desk.run(lambda u, r=row: _take_back(u, own, r, who.name))] += 1  # type: ignore[misc]
        except (ServiceError, ValueError) as error:
            column = str(getattr(error, "fields", {}).get("field", "")) or None
            refused.append(Refusal(name, row.number, column, getattr(error, "detail", str(error)), "改好这一行再导入"))
    return schemas.TickedBack.model_validate(
        {"changed": tally[True], "unchanged": tally[False], "refused": refused}, from_attributes=True
    )


def _read(raw: bytes, name: str) -> list[TableRow]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        try:
            return list(open_table(path, ("登记号", "状态", "结果")).rows())
        except FileRefused as error:
            raise Invalid(str(error), code="file_refused") from None


def _take_back(unit: Any, own: shops.ShopInfo, row: TableRow, by: str) -> bool:
    """One row of a sheet; False = it says nothing new."""
    if row.problem:
        raise Invalid(row.problem[0])
    number = row.values.get("登记号", "").removeprefix("DJ").lstrip("0")
    if not number.isdigit():
        raise Invalid("登记号不对，应当像 DJ000012", field="登记号")
    state = STATE_OF.get(row.values.get("状态", ""))
    if row.values.get("状态") and state is None:
        raise Invalid(f"不认识状态“{row.values['状态']}”，写成{'、'.join(STATE_OF)}", field="状态")
    held = service.find(unit.session, own.id, int(number))
    known = columns_of(held["kind"], own.settings.register_columns)
    given = {name: value for name, value in row.values.items() if name in known and value}
    cells = checked(REGISTERS[held["kind"]], known, {**held["cells"], **given})
    result = row.values.get("结果", "")
    if cells == held["cells"] and (state or held["state"]) == held["state"] and result == held["result"]:
        return False
    service.change(
        unit, own.id, held["id"], own.settings.register_columns, version=None, by=by, cells=cells, state=state,
        result=result,
    )  # fmt: skip
    return True


@get(PACK, operation_id="listSlips", tags=TAGS)
async def slips(shop: PathText, who: Who, desk: TheDesk, status: SlipState = "open") -> schemas.Slips:
    """The packing list: what must not leave first."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: packing.page(s, own.id, state=status))
    return schemas.Slips.model_validate({"slips": found})


@post(PACK, operation_id="addSlip", status_code=HTTP_200_OK, tags=TAGS)
async def add_slip(shop: PathText, data: JSONBody[schemas.NewSlip], who: Who, desk: TheDesk) -> schemas.SlipView:
    """Put a slip on the packing list."""
    own = enter(desk, who, shop, "serve")
    order = await desk.database.read(lambda s: orders.find(s, own.id, data.order))
    made = await desk.run(
        lambda u: packing.add(
            u, own.id, order, data.kind, data.text.strip() or data.text, by=who.name, conversation_id=data.conversation
        )
    )
    return schemas.SlipView.model_validate(made)


@post(PACK + "/tick", operation_id="tickSlips", status_code=HTTP_200_OK, tags=TAGS)
async def tick(shop: PathText, data: JSONBody[schemas.Tick], who: Who, desk: TheDesk) -> schemas.Ticked:
    """Tick slips off at the packing table."""
    own = enter(desk, who, shop, "serve")
    changed = await desk.run(lambda u: packing.tick(u, own.id, data.ids, state=data.state, by=who.name))
    return schemas.Ticked(changed=changed)


@get(PACK + "/export", operation_id="exportSlips", tags=TAGS)
async def export_slips(
    shop: PathText, who: Who, desk: TheDesk, status: SlipState = "open", form: Form = "xlsx"
) -> Response[bytes]:
    """The packing list as a sheet."""
    own = enter(desk, who, shop, "serve")
    found = await desk.database.read(lambda s: packing.page(s, own.id, state=status, limit=50_000))
    names = ("订单号", "买家", "类型", "内容", "商品", "登记人", "状态")
    rows = [
        dict(
            zip(
                names,
                (s["order"], s["nick"], packing.KINDS[s["kind"]], s["text"], s["goods"], s["by"], s["state"]),
                strict=True,
            )
        )
        for s in found
    ]
    return await _file("packing", names, rows, form, ())


handlers = [register, fill, add, change, columns, export, bring_back, slips, add_slip, tick, export_slips]
