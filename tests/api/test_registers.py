"""A register over HTTP: a day's sheet goes out, comes back filled in, and what is wrong in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.serving import Served
from tests.support.shops import LEAD, XIAOYU
from xiaoer.files.table_writer import write_xlsx
from xiaoer.files.tables import open_table

pytestmark = pytest.mark.anyio
ORDER = "20261121203558"


async def test_a_days_sheet_goes_out_and_comes_back(server: Served, tmp_path: Path) -> None:
    agent, lead = await server.staff(XIAOYU), await server.staff(LEAD)
    await lead.do("/registers/columns", {"kind": "payout", "columns": ["金额", "平台单号"]}, method="PUT")
    made = await agent.do("/registers", {"kind": "payout", "order": ORDER, "cells": {"金额": "5", "原因": "补差价"}})
    twice = await agent.call(
        "POST", "/registers", json={"kind": "payout", "order": ORDER, "cells": {"金额": "5", "原因": "补差价"}}
    )
    assert (twice.status_code, twice.json()["code"], twice.json()["number"]) == (409, "duplicate", made["number"])
    day = server.desk.clock().date().isoformat()
    sheet = await agent.call("GET", f"/registers/export?kind=payout&day={day}")
    out = tmp_path / "out.xlsx"
    out.write_bytes(sheet.content)
    rows = [dict(row.values) for row in open_table(out, ("登记号", "状态")).rows()]
    assert [(r["登记号"], r["状态"], r["金额"]) for r in rows] == [(made["number"], "待办", "5")]

    back = tmp_path / "back.xlsx"
    filled = [
        {**rows[0], "状态": "已办好", "结果": "流水 88", "平台单号": "P1"},
        {"登记号": "DJ999999", "状态": "已办好"},
    ]
    write_xlsx(back, [*rows[0], "结果", "平台单号"], [*filled, {"登记号": made["number"], "状态": "好了"}])
    for wanted in (1, 0):
        with back.open("rb") as file:
            answer = await agent.call("POST", "/registers/import", files={"file": ("back.xlsx", file)})
        told = answer.json()
        assert (told["changed"], told["unchanged"]) == (wanted, 1 - wanted)
        assert [(r["row"], r["column"]) for r in told["refused"]] == [(3, None), (4, "状态")]
    page = await agent.get("/registers?kind=payout&state=all")
    assert page["columns"] == ["金额", "平台单号", "原因"]
    entry = page["entries"][0]
    assert (entry["state"], entry["result"], entry["cells"]["平台单号"]) == ("done", "流水 88", "P1")


async def test_filled_from_the_order(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    told = await agent.get("/registers/filled?kind=resend&order=20261021213078")
    assert told["cells"]["数量"] == "1"
    assert "阔腿裤" in told["cells"]["补发商品"]


async def test_the_packing_list(server: Served) -> None:
    agent = await server.staff(XIAOYU)
    slip = await agent.do("/packing", {"order": ORDER, "kind": "hold", "text": "等改地址"})
    assert (await agent.do("/packing/tick", {"ids": [slip["id"]]})) == {"changed": 1}
    assert (await agent.get("/packing"))["slips"] == []
    sheet = await agent.call("GET", "/packing/export?state=all&format=csv")
    assert "等改地址" in sheet.content.decode("utf-8-sig")
