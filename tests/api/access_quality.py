"""Rows of the access table for inspection and reports, and the fresh things that their calls are about."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import uuid4

from tests.api import access_reports
from tests.api.access_kinds import AUDIT, MANAGE, READ, SERVE
from tests.support.serving import Served
from tests.support.shops import QINGHE
from xiaoer.domains.desk import service as desk
from xiaoer.domains.desk.models import Visit
from xiaoer.domains.quality import cards, peers
from xiaoer.domains.quality.models import Calibration, FindingRow, InspectionRow, ScoreAppeal, ScoreSheet
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.files.chats.pasted import read_pasted
from xiaoer.kit.writer import Unit

HALL = "/api/shops/{shop:str}/quality"
ONE, SHEET = HALL + "/inspections/{inspection_id:int}", HALL + "/sheets/{sheet_id:int}"
DECIDE, END = HALL + "/appeals/{appeal_id:int}/decide", HALL + "/calibrations/{calibration_id:int}/end"
PEERS, ROUND = f"{HALL}/peers", HALL + "/peers/{round_id:int}"
PEER_CHAT = ROUND + "/chats/{chat_id:int}"
PASTED = "买：在吗\n客服：亲您好，在的\n买：能便宜点吗\n客服：给您一张5元券"
ROWS: dict[tuple[str, str], dict[str, int]] = {
    ("GET", f"{HALL}/scorecard"): READ,
    ("POST", f"{HALL}/scorecard"): MANAGE,
    ("GET", f"{HALL}/inspections"): READ,
    ("GET", ONE): {**READ, "trainer": 404},  # an own chat, and a trainer has none
    ("POST", f"{HALL}/samples"): AUDIT,
    ("GET", f"{HALL}/samples"): AUDIT,
    ("GET", f"{HALL}/samples/plan"): AUDIT,
    ("PUT", f"{HALL}/samples/plan"): MANAGE,
    ("GET", PEERS): AUDIT,
    ("POST", PEERS): AUDIT,
    ("GET", ROUND): AUDIT,
    ("POST", f"{ROUND}/chats"): AUDIT,
    ("PUT", PEER_CHAT): AUDIT,
    ("DELETE", PEER_CHAT): AUDIT,
    ("POST", f"{ROUND}/lessons"): AUDIT,
    ("PUT", SHEET): AUDIT,
    ("POST", f"{ONE}/appeals"): SERVE,
    ("GET", f"{HALL}/appeals"): READ,
    ("POST", DECIDE): AUDIT,
    ("GET", f"{HALL}/agreement"): AUDIT,
    ("POST", f"{HALL}/calibrations"): AUDIT,
    ("POST", END): AUDIT,
    ("GET", f"{HALL}/coaching"): READ,
    ("POST", f"{HALL}/coaching"): MANAGE,
    ("GET", f"{HALL}/own"): READ,
} | access_reports.ROWS
OTHER = 999_999


async def prepare(server: Served, method: str, path: str, staff_id: int) -> tuple[dict[str, int], dict[str, Any]]:
    """Names for the address and the body of a call: a judged chat, with whatever it takes, made for this call."""
    if path.startswith((access_reports.HALL, access_reports.BONUS)):
        return await access_reports.prepare(server, method, path)
    if not path.startswith(HALL):
        return {}, {}
    shop_id = server.desk.shops.find(QINGHE).id
    raters = await _raters(server, shop_id)

    def make(unit: Unit) -> tuple[dict[str, int], int, int]:
        held = cards.current(unit.session, shop_id)
        number = held[0] if held else cards.publish(unit, shop_id, (1, "x"), cards.default_card(), seen=0, note="")
        writer = staff_id if path in (f"{ONE}/appeals", ONE) and _role(unit, staff_id) != "trainer" else OTHER
        row = _judged(unit, shop_id, number, writer)
        sheet = ScoreSheet(shop_id=shop_id, inspection_id=row.id, source="random", card=number, made_ms=unit.now_ms)
        finding = FindingRow(
            shop_id=shop_id, inspection_id=row.id, staff_id=OTHER, at_ms=unit.now_ms, kind="cold_reply", seqs="[1]",
            fatal=False, points=-2, confidence=0.9, reason="嗯", rule="x",
        )  # fmt: skip
        round_id = peers.begin(unit, shop_id, "x", "x")
        for own_shop in (True, False, False, False):
            rows, timed = read_pasted(PASTED)
            peers.add_chat(
                unit, shop_id, round_id, "x", name="某旗舰店", bigger="", own=own_shop, rows=rows, timed=timed
            )
        unit.session.flush()
        chats = peers.one(unit.session, shop_id, round_id)["chats"]
        for chat in chats:
            peers.answer(unit, shop_id, round_id, chat["id"], dict.fromkeys(peers.QUESTIONS, "好"))
        calibration = Calibration(shop_id=shop_id, inspection_id=row.id, staff_name="x", at_ms=unit.now_ms)
        unit.session.add_all([sheet, finding, calibration])
        unit.session.flush()
        appeal = ScoreAppeal(
            shop_id=shop_id, inspection_id=row.id, finding_id=finding.id if path == DECIDE else None, staff_id=OTHER,
            staff_name="x", text="x", at_ms=unit.now_ms,
        )  # fmt: skip
        own = ScoreSheet(
            shop_id=shop_id, inspection_id=row.id, calibration_id=calibration.id, source="calibration", card=number,
            made_ms=unit.now_ms, staff_id=OTHER,
        )  # fmt: skip
        unit.session.add_all([appeal, own])
        unit.session.flush()
        names = {
            "{inspection_id:int}": row.id, "{sheet_id:int}": sheet.id, "{appeal_id:int}": appeal.id,
            "{calibration_id:int}": calibration.id, "{round_id:int}": round_id, "{chat_id:int}": chats[0]["id"],
        }  # fmt: skip
        return names, finding.id, number

    names, finding, number = await server.desk.run(make)
    bodies: dict[tuple[str, str], dict[str, Any]] = {
        ("POST", f"{HALL}/scorecard"): {"card": asdict(cards.default_card()), "seen": number},
        ("POST", f"{HALL}/samples"): {"days": 7},
        ("PUT", f"{HALL}/samples/plan"): {"on": False},
        ("POST", PEERS): {"title": "三月"},
        ("POST", f"{ROUND}/chats"): {"name": "某旗舰店", "text": PASTED},
        ("PUT", PEER_CHAT): {"answers": {"buy": "会"}},
        ("POST", f"{ROUND}/lessons"): {
            "learnt": "开头就问需求",
            "shared": True,
            "measure": "改开场快捷语",
            "owner": raters[0],
            "due": "2026-12-01",
        },
        ("PUT", SHEET): {"lost": {"closing": 1}},
        ("POST", f"{ONE}/appeals"): {"finding": finding, "text": "不是这样"},
        ("POST", DECIDE): {"grant": True, "answer": "成立"},
        ("POST", f"{HALL}/calibrations"): {"inspection": names["{inspection_id:int}"], "people": raters},
        ("POST", END): {"lost": {}},
        ("POST", f"{HALL}/coaching"): {"staff_id": raters[0], "kind": "cold_reply", "text": "少用单字"},
    }
    return names, {"json": bodies[method, path]} if (method, path) in bodies else {}


async def _raters(server: Served, shop_id: int) -> list[int]:
    from xiaoer.domains.desk import repository

    found = await server.desk.database.read(lambda s: repository.agents(s, shop_id))
    return [a["id"] for a in found if a["role"] in ("owner", "lead", "auditor")]


def _role(unit: Unit, staff_id: int) -> str:
    from sqlalchemy import select

    from xiaoer.domains.staff.models import Membership

    query = select(Membership.role).where(Membership.shop_id > 0, Membership.staff_id == staff_id)
    return unit.session.scalars(query).first() or ""


def _judged(unit: Unit, shop_id: int, number: int, writer: int) -> InspectionRow:
    shopper = shoppers.ensure_known(unit, shop_id, f"q{uuid4().hex}")
    chat = desk.ensure_conversation(unit, shop_id, shopper)
    visit = Visit(shop_id=shop_id, conversation_id=chat, opened_ms=unit.now_ms, closed_ms=unit.now_ms)
    unit.session.add(visit)
    unit.session.flush()
    row = InspectionRow(
        shop_id=shop_id, conversation_id=chat, visit_id=visit.id, nick="x", closed_ms=unit.now_ms, made_ms=unit.now_ms,
        agents=f"|{writer}|", main_id=writer, card=number, score=90, quality="middling",
    )  # fmt: skip
    unit.session.add(row)
    unit.session.flush()
    return row
