"""Reports over HTTP: the shop's days and weeks, the dashboard with the chats behind its numbers, personal reports."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from litestar import Response, get, post, put
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlalchemy.orm import Session

from xiaoer.api.access import TheDesk, Who, enter
from xiaoer.api.params import Limit, PathId, PathText
from xiaoer.api.quality import StaffId, sees_all
from xiaoer.api.uploads import PictureForm
from xiaoer.core.errors import BadInput
from xiaoer.domains.desk import repository as desk_repository
from xiaoer.domains.desk.live import Desk
from xiaoer.domains.quality import repository as quality
from xiaoer.domains.reports import (
    counting,
    harvest,
    imported,
    peaks,
    personal,
    schemas,
    service,
    voice,
    voice_schemas,
)
from xiaoer.domains.reports.errors import BadFile
from xiaoer.domains.reports.figuring import agents, figures, judged
from xiaoer.domains.reports.rules import Period, period_of, tongue_of
from xiaoer.domains.shop.service import ShopInfo
from xiaoer.domains.worded import kept, worded
from xiaoer.files.chats import read_chats
from xiaoer.files.chats.shapes import Asked
from xiaoer.files.inspection.daily import write_daily
from xiaoer.files.inspection.papers import daily_pdf, personal_pdf
from xiaoer.files.inspection.tongue import Language
from xiaoer.files.inspection.voices import write_voices
from xiaoer.kit.clock import iso_ms, to_ms
from xiaoer.kit.errors import Invalid, TooLarge

BASE = "/api/shops/{shop:str}/reports"
ONE = BASE + "/{report_id:int}"
TAGS = ["reports"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
LONGEST_DAYS = 31
SHOWN_CHATS = 200
Day = Annotated[date | None, QueryParameter(description="First day, YYYY-MM-DD in the shop's zone; today if missing.")]
Until = Annotated[date | None, QueryParameter(description="Last day; the first one if missing.")]
Team = Annotated[str | None, QueryParameter(max_length=40, description="Only chats in which this team wrote.")]
Key = Annotated[str, QueryParameter(max_length=60, description="Which number.")]
InLanguage = Annotated[Language, QueryParameter(description="What headings and names are written in.")]
KindOf = Annotated[schemas.Kind, QueryParameter(description="Of a day or of a week.")]


def _checked(day: date) -> date:
    if not 2000 <= day.year <= 2199:
        raise Invalid("日期要在2000年到2199年之间", code="bad_day")
    return day


def _today(desk: Desk, own: ShopInfo) -> date:
    return desk.clock().astimezone(own.zone).date()


def days_of(desk: Desk, own: ShopInfo, day: date | None, until: date | None) -> Period:
    """The days that are asked about: today where none is named."""
    first = _checked(day or _today(desk, own))
    last = _checked(until or first)
    if not 0 <= (last - first).days < LONGEST_DAYS:
        raise Invalid(f"最多看{LONGEST_DAYS}天，结束日不能早于开始日", code="bad_day")
    return Period("day", first, last)


async def _book(name: str, write: Callable[[Path], None]) -> Response[bytes]:
    def work() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            write(path)
            return path.read_bytes()

    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(await asyncio.to_thread(work), media_type=XLSX, headers=headers)


async def paper(name: str, made: Callable[[], bytes]) -> Response[bytes]:
    """A PDF to be kept under a name, set beside the event loop."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(await asyncio.to_thread(made), media_type=PDF, headers=headers)


@get(BASE, operation_id="listReports", tags=TAGS)
async def listed(shop: PathText, who: Who, desk: TheDesk, limit: Limit = 60) -> schemas.Reports:
    """A shop's reports, the newest first."""
    own = enter(desk, who, shop, "read")
    return schemas.Reports.model_validate(
        {"reports": await desk.database.read(lambda s: service.listed(s, own.id, limit))}
    )


@post(BASE, operation_id="writeReport", status_code=HTTP_200_OK, tags=TAGS)
async def write(shop: PathText, data: JSONBody[schemas.ReportWish], who: Who, desk: TheDesk) -> schemas.ReportView:
    """Write a report now; where there is one its figures are counted anew and its words stay."""
    own = enter(desk, who, shop, "manage")
    period, now_ms = period_of(data.kind, _checked(data.day)), to_ms(desk.clock())
    found = await desk.database.read(lambda s: figures(s, own, period, now_ms))
    made = await desk.run(lambda u: service.view(service.write(u, own.id, period, found)))
    return schemas.ReportView.model_validate(made)


@get(ONE, operation_id="getReport", tags=TAGS)
async def report(shop: PathText, report_id: PathId, who: Who, desk: TheDesk) -> schemas.ReportView:
    """A report in full."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.view(service.find(s, own.id, report_id)))
    return schemas.ReportView.model_validate(found)


@put(ONE, operation_id="editReport", tags=TAGS)
async def edit(
    shop: PathText, report_id: PathId, data: JSONBody[schemas.ReportWords], who: Who, desk: TheDesk
) -> schemas.ReportView:
    """Change the words of a report; its figures stay as they were counted."""
    own = enter(desk, who, shop, "manage")
    was = await desk.database.read(lambda s: service.view(service.find(s, own.id, report_id)))
    to_dos = {worded(text): text for text in was["to_dos"]}
    summary = kept(was["summary"], data.summary)
    words = service.Words(summary, data.notes, [to_dos.get(text, text) for text in data.to_dos])
    made = await desk.run(lambda u: service.view(service.edit(u, own.id, report_id, who.name, words, data.version)))
    return schemas.ReportView.model_validate(made)


@post(ONE + "/send", operation_id="sendReport", status_code=HTTP_200_OK, tags=TAGS)
async def send(shop: PathText, report_id: PathId, who: Who, desk: TheDesk) -> schemas.ReportView:
    """Send it again: to every webhook that hears of reports, and by e-mail."""
    own = enter(desk, who, shop, "manage")
    made = await desk.run(lambda u: service.view(service.send(u, own.id, report_id, (who.staff_id, who.name))))
    return schemas.ReportView.model_validate(made)


@get(ONE + "/xlsx", operation_id="exportReport", tags=TAGS)
async def export(
    shop: PathText, report_id: PathId, who: Who, desk: TheDesk, language: InLanguage = "zh"
) -> Response[bytes]:  # fmt: skip
    """A report as a workbook."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.view(service.find(s, own.id, report_id)))
    return await _book(
        f"{found['kind']}-{found['day']}.xlsx", lambda path: write_daily(path, found, tongue_of(language))
    )


@get(ONE + "/pdf", operation_id="printReport", tags=TAGS)
async def export_pdf(
    shop: PathText, report_id: PathId, who: Who, desk: TheDesk, language: InLanguage = "zh"
) -> Response[bytes]:  # fmt: skip
    """A report as PDF."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: service.view(service.find(s, own.id, report_id)))
    return await paper(f"{found['kind']}-{found['day']}.pdf", lambda: daily_pdf(found, own.name, tongue_of(language)))


@get(BASE + "/plan", operation_id="getReportPlan", tags=TAGS)
async def plan(shop: PathText, who: Who, desk: TheDesk) -> schemas.Plan:
    """When reports write themselves."""
    own = enter(desk, who, shop, "read")
    return schemas.Plan.model_validate(await desk.database.read(lambda s: service.plan(s, own.id)))


@put(BASE + "/plan", operation_id="setReportPlan", tags=TAGS)
async def set_plan(shop: PathText, data: JSONBody[schemas.Plan], who: Who, desk: TheDesk) -> schemas.Plan:
    """Set when they do; they are told to webhooks as `report.made`."""
    own = enter(desk, who, shop, "manage")
    wish = data.model_dump()
    made = await desk.run(lambda u: service.set_plan(u, own.id, (who.staff_id, who.name), wish))
    return schemas.Plan.model_validate(made)


def _team(session: Session, own: ShopInfo, team: str | None) -> tuple[set[int] | None, list[str]]:
    people = desk_repository.agents(session, own.id)
    teams = sorted({t for p in people for t in p["teams"]})
    return (None if team is None else {p["id"] for p in people if team in p["teams"]}), teams


@get(BASE + "/dashboard", operation_id="getDashboard", tags=TAGS)
async def dashboard(
    shop: PathText, who: Who, desk: TheDesk, day: Day = None, until: Until = None, team: Team = None
) -> schemas.Dashboard:
    """The shop or a team over some days, beside the days before; an agent sees his own line only."""
    own = enter(desk, who, shop, "read")
    period = days_of(desk, own, day, until)

    def look(s: Session) -> dict[str, Any]:
        staff, teams = _team(s, own, team)
        if not sees_all(who, own):
            staff = {who.staff_id}
        now, before = counting.count(s, own, period, staff), counting.count(s, own, period.before, staff)
        old = before.numbers()
        one = next(iter(staff)) if staff and len(staff) == 1 else None
        extra = judged(s, own, period, one) if staff is None or one is not None else {}
        was = judged(s, own, period.before, one) if extra else {}
        rows = agents(s, own, period, now)
        return {
            "numbers": [
                {"key": k, "value": v, "before": {**old, **was}.get(k)} for k, v in {**now.numbers(), **extra}.items()
            ],
            "agents": [r for r in rows if staff is None or r["staff_id"] in staff],
            "hours": [
                [hour, turns, round(wait / turns / 1000, 1) if turns else 0]
                for hour, (turns, wait) in sorted(now.ledger.hours.items())
            ],
            "imported": imported.listed(s, own.id, period.first.isoformat(), period.last.isoformat()),
            "definitions": counting.definitions(now.rules), "teams": teams,
        }  # fmt: skip

    return schemas.Dashboard.model_validate(await desk.database.read(look))


@get(BASE + "/peaks", operation_id="listPeakFigures", tags=TAGS)
async def peak_figures(shop: PathText, who: Who, desk: TheDesk) -> schemas.Peaks:
    """The rushes that have begun, each beside the rush before it: usual days are no measure for them."""
    own = enter(desk, who, shop, "read")
    found = await desk.database.read(lambda s: peaks.figures_of(s, own, desk.clock()))
    return schemas.Peaks.model_validate({"peaks": found})


@get(BASE + "/behind", operation_id="getBehind", tags=TAGS)
async def behind(
    shop: PathText, who: Who, desk: TheDesk, key: Key, day: Day = None, until: Until = None, staff: StaffId = None
) -> schemas.Behind:
    """The chats behind a number, each with what the number is for it alone; an agent sees his own chats."""
    own = enter(desk, who, shop, "read")
    period = days_of(desk, own, day, until)
    only = staff if sees_all(who, own) else who.staff_id

    def look(s: Session) -> dict[str, Any]:
        counts = counting.count(s, own, period, None if only is None else {only})
        found = counting.behind(counts, key, only)
        known = quality.names(s, own.id)
        chats = [
            {
                "conversation": chat.conversation, "seq": chat.rows[0].seq, "shopper": chat.nick,
                "at": iso_ms(chat.rows[0].ms), "agents": [known.get(a, "") for a in sorted(chat.written_by())],
                "value": value,
            }
            for chat, value in found[:SHOWN_CHATS]
        ]  # fmt: skip
        return {"chats": chats, "count": len(found)}

    return schemas.Behind.model_validate(await desk.database.read(look))


@get(BASE + "/voice", operation_id="getVoice", tags=TAGS)
async def voices(
    shop: PathText, who: Who, desk: TheDesk, day: Day = None, until: Until = None
) -> voice_schemas.VoiceView:  # fmt: skip
    """The voice of the shopper by product: faults, wishes, doubts, reasons for leaving; quotes masked, trend beside."""
    own = enter(desk, who, shop, "read")
    period = days_of(desk, own, day, until)
    return voice_schemas.VoiceView.model_validate(await desk.database.read(lambda s: voice.voice(s, own, period)))


@get(BASE + "/voice/xlsx", operation_id="exportVoice", tags=TAGS)
async def export_voices(
    shop: PathText, who: Who, desk: TheDesk, day: Day = None, until: Until = None, language: InLanguage = "zh"
) -> Response[bytes]:  # fmt: skip
    """The voice of the shopper as a workbook: counts, each day, masked quotes, after-sales reasons, open questions."""
    own = enter(desk, who, shop, "read")
    period = days_of(desk, own, day, until)
    found = await desk.database.read(lambda s: voice.voice(s, own, period))
    name = f"voice-{period.first}-{period.last}.xlsx"
    return await _book(name, lambda path: write_voices(path, found, voice.days_of(period), tongue_of(language)))


@get(BASE + "/questions", operation_id="getFrequentQuestions", tags=TAGS)
async def asked(
    shop: PathText, who: Who, desk: TheDesk, day: Day = None, until: Until = None
) -> voice_schemas.Harvest:  # fmt: skip
    """What shoppers ask most, alike questions together, with the best answers that people gave."""
    own = enter(desk, who, shop, "read")
    period = days_of(desk, own, day, until)
    facts = await desk.facts.get(own.id)
    found = await desk.database.read(lambda s: harvest.harvest(s, own, facts, period))
    return voice_schemas.Harvest.model_validate({"questions": found})


@post(BASE + "/figures", operation_id="importFigures", status_code=HTTP_200_OK, tags=TAGS)
async def figures_in(
    shop: PathText, data: Annotated[PictureForm, Body(media_type=RequestEncodingType.MULTI_PART)], who: Who,
    desk: TheDesk,
) -> schemas.Imported:  # fmt: skip
    """A platform's own service table (客服数据): its figures stand beside the computed ones."""
    own = enter(desk, who, shop, "manage")
    limit = desk.settings.upload_bytes
    sent = await data.file.read(limit + 1)
    if len(sent) > limit:
        raise TooLarge(f"文件超过 {limit // 1_000_000} MB，请按月导出后再传", code="bad_file")
    name = Path(data.file.filename or "file").name

    def work() -> tuple[list[Any], list[Any]]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"figures{Path(name).suffix[:8]}"
            path.write_bytes(sent)
            try:
                return imported.figures_of(read_chats(path, Asked(platform=own.platform)), name)
            except BadInput as error:
                raise BadFile(str(error).replace(path.name, name)) from None

    rows, unread = await asyncio.to_thread(work)
    kept = await desk.run(lambda u: imported.keep(u, own.id, name, rows))
    lines = [{"line": u.line, "text": u.text, "why": u.why} for u in unread[:50]]
    return schemas.Imported.model_validate({"figures": kept, "unread": lines})


@get(BASE + "/personal", operation_id="listPersonalReports", tags=TAGS)
async def personals(
    shop: PathText, who: Who, desk: TheDesk, kind: KindOf = "day", staff: StaffId = None, limit: Limit = 30
) -> schemas.Personals:
    """Personal reports that were handed in; an agent sees his own."""
    own = enter(desk, who, shop, "read")
    only = staff if sees_all(who, own) else who.staff_id
    found = await desk.database.read(lambda s: personal.listed(s, own.id, kind, only, limit))
    return schemas.Personals.model_validate({"reports": found})


@get(BASE + "/personal/draft", operation_id="draftPersonalReport", tags=TAGS)
async def draft(
    shop: PathText, who: Who, desk: TheDesk, kind: KindOf = "day", day: Day = None
) -> schemas.PersonalView:  # fmt: skip
    """One's own report of a day or week as it stands, numbers filled in."""
    own = enter(desk, who, shop, "serve")
    period = period_of(kind, _checked(day or _today(desk, own)))
    found = await desk.database.read(lambda s: personal.draft(s, own, period, who.staff_id))
    return schemas.PersonalView.model_validate(found)


@post(BASE + "/personal", operation_id="handInReport", status_code=HTTP_200_OK, tags=TAGS)
async def hand_in(
    shop: PathText, data: JSONBody[schemas.PersonalWish], who: Who, desk: TheDesk
) -> schemas.PersonalView:  # fmt: skip
    """Hand in one's own report: problem, cause, correction; the correction comes back in the next one."""
    own = enter(desk, who, shop, "serve")
    period = period_of(data.kind, _checked(data.day))
    mine = personal.Own(data.problem.strip(), data.cause.strip(), data.correction.strip(), data.kept)
    counted = await desk.database.read(lambda s: personal.numbers(s, own, period, who.staff_id))

    def work(u: Any) -> dict[str, Any]:
        row = personal.hand_in(u, own, period, who.staff_id, mine, counted, data.version)
        return personal.view(row, {who.staff_id: who.name})

    return schemas.PersonalView.model_validate(await desk.run(work))


@get(BASE + "/personal/{report_id:int}/pdf", operation_id="printPersonalReport", tags=TAGS)
async def personal_paper(
    shop: PathText, report_id: PathId, who: Who, desk: TheDesk, language: InLanguage = "zh"
) -> Response[bytes]:  # fmt: skip
    """A personal report that was handed in, as PDF; an agent has his own."""
    own = enter(desk, who, shop, "read")
    only = None if sees_all(who, own) else who.staff_id
    found = await desk.database.read(lambda s: personal.one(s, own.id, report_id, only))
    name = f"{found['kind']}-{found['day']}-{found['staff_id']}.pdf"
    return await paper(name, lambda: personal_pdf(found, own.name, tongue_of(language)))


@post(BASE + "/personal/{report_id:int}/comment", operation_id="commentReport", status_code=HTTP_200_OK, tags=TAGS)
async def comment(
    shop: PathText, report_id: PathId, data: JSONBody[schemas.Comment], who: Who, desk: TheDesk
) -> schemas.PersonalView:
    """A lead's word on somebody's report."""
    own = enter(desk, who, shop, "manage")

    def work(u: Any) -> dict[str, Any]:
        row = personal.comment(u, own.id, report_id, who.name, data.text)
        return personal.view(row, quality.names(u.session, own.id))

    return schemas.PersonalView.model_validate(await desk.run(work))


handlers = [
    listed, write, plan, set_plan, dashboard, peak_figures, behind, voices, export_voices, asked,
    figures_in, personals, draft, hand_in, personal_paper, comment, report, edit, send, export, export_pdf,
]  # fmt: skip
