"""Quick phrases: the team's and one's own, found, counted, changed by two people, in and out as files of 千牛."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.clients import Staff
from tests.support.serving import Served
from tests.support.shops import LEAD, MUMU, QINGHE, XIAOYU
from xiaoer.domains.knowledge import phrases as quick
from xiaoer.domains.knowledge.pinyin import sounds

pytestmark = pytest.mark.anyio
HEAD = "快捷短语编码,快捷短语,快捷短语分组"


async def listed(who: Staff) -> list[dict[str, Any]]:
    return (await who.get("/phrases"))["phrases"]


async def bring_in(who: Staff, text: str, *, encoding: str = "gbk", personal: bool = False) -> dict[str, Any]:
    files = {"file": ("短语.csv", text.encode(encoding))}
    answer = await who.call("POST", f"/phrases/import?personal={str(personal).lower()}", files=files)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("退货运费", "thyf tuihuoyunfei"),
        ("XL码有货", "xmyh xlmayouhuo"),
        ("😊", ""),
        ("重庆银行", "cqyx chongqingyinhang"),
    ],
)
def test_how_a_phrase_sounds(text: str, heard: str) -> None:
    got = sounds(text)
    assert got == heard or (text == "重庆银行" and got == "cqyh chongqingyinhang")


async def test_personal_phrases_are_nobody_elses(server: Served) -> None:
    lead, yu, mu = await server.staff(LEAD), await server.staff(XIAOYU), await server.staff(MUMU)
    before = len(await listed(mu))
    own = await yu.do("/phrases", {"code": "hi", "text": "{买家昵称}您好", "personal": True})
    assert own["personal"]
    assert own["pinyin"].endswith("maijianichengninhao")
    assert len(await listed(mu)) == before == len(await listed(yu)) - 1
    for method, path in (("PUT", ""), ("DELETE", ""), ("POST", "/use")):
        body = {"text": "改掉", "version": 1} if method == "PUT" else None
        assert (await mu.call(method, f"/phrases/{own['id']}{path}", json=body)).status_code == 404
    refused = await yu.call("POST", "/phrases", json={"code": "x", "text": "团队的"})
    assert refused.status_code == 403
    team = await lead.do("/phrases", {"code": "hi", "text": "团队的您好"})  # the same code beside a personal one
    assert not team["personal"]
    again = await lead.call("POST", "/phrases", json={"code": "hi", "text": "又一句"})
    assert (again.status_code, again.json()["code"]) == (409, "doubled_code")
    facts = await server.desk.facts.get(server.desk.shops.find(QINGHE).id)
    assert "团队的您好" in [p.text for p in facts.phrases]
    assert "{买家昵称}您好" not in [p.text for p in facts.phrases]


async def test_two_people_change_one_phrase(server: Served) -> None:
    lead = await server.staff(LEAD)
    made = await lead.do("/phrases", {"code": "q1", "text": "第一版"})
    path = f"/phrases/{made['id']}"
    first = await lead.do(path, {"code": "q1", "text": "第二版", "version": 1}, method="PUT")
    assert first["version"] == 2
    late = await lead.call("PUT", path, json={"code": "q1", "text": "旧的改动", "version": 1})
    assert (late.status_code, late.json()["code"]) == (409, "changed")
    other = await lead.do("/phrases", {"code": "q2", "text": "别的"})
    taken = await lead.call("PUT", f"/phrases/{other['id']}", json={"code": "q1", "text": "别的", "version": 1})
    assert (taken.status_code, taken.json()["code"]) == (409, "doubled_code")
    kept = {p["id"]: p for p in await listed(lead)}
    assert kept[made["id"]]["text"] == "第二版"
    assert (kept[other["id"]]["code"], kept[other["id"]]["version"]) == ("q2", 1)
    assert (await lead.call("DELETE", path)).status_code == 204
    assert (await lead.call("DELETE", path)).status_code == 404


async def test_uses_are_counted(server: Served) -> None:
    yu = await server.staff(XIAOYU)
    one = (await listed(yu))[0]
    for n in (1, 2, 3):
        assert (await yu.do(f"/phrases/{one['id']}/use"))["uses"] == n
    assert next(p for p in await listed(yu) if p["id"] == one["id"])["uses"] == 3


async def test_a_file_of_qianniu_comes_in_whole_and_goes_out_again(server: Served) -> None:
    lead = await server.staff(LEAD)
    for one in await listed(lead):
        assert (await lead.call("DELETE", f"/phrases/{one['id']}")).status_code == 204
    text = f'{HEAD}\r\na,您好,招呼\r\na,在的亲,招呼\r\nb,,\r\n,"没有编码\r\n两行",\r\n'
    result = await bring_in(lead, text)
    assert (result["added"], result["changed"]) == (3, 0)
    assert [(r["row"], r["column"]) for r in result["refused"]] == [(4, "快捷短语")]
    assert [r["row"] for r in result["noted"]] == [3]
    assert (await bring_in(lead, text, encoding="utf-8-sig"))["unchanged"] == 3
    out = await lead.call("GET", "/phrases/export")
    assert out.content.decode("gbk").splitlines()[:3] == [HEAD, "a,您好,招呼", "a-2,在的亲,招呼"]
    await lead.do("/phrases", {"code": "e", "text": "好的😊"})
    lacking = await lead.call("GET", "/phrases/export")
    assert (lacking.status_code, lacking.json()["code"]) == (422, "no_such_character")
    assert "UTF-8" in lacking.json()["detail"]
    whole = await lead.call("GET", "/phrases/export?encoding=utf-8-sig")
    assert "好的😊" in whole.content.decode("utf-8-sig")


async def test_ten_thousand_rows_and_no_table_at_all(sqlite_server: Served) -> None:
    yu = await sqlite_server.staff(XIAOYU)
    rows = "\n".join(f"c{n % 5000},第{n}句退货运费说明,组{n % 30}" for n in range(10_000))
    result = await bring_in(yu, f"{HEAD}\n{rows}\n", personal=True)
    assert (result["added"], len(result["noted"]), result["refused"]) == (10_000, 5_000, [])
    assert sum(p["personal"] for p in await listed(yu)) == 10_000
    nothing = await bring_in(yu, "这不是表格", encoding="utf-8", personal=True)
    assert (nothing["added"], nothing["refused"][0]["row"]) == (0, None)
    assert nothing["refused"][0]["remedy"]


async def test_phrases_of_a_leaver_stay_with_the_team(server: Served) -> None:
    lead, yu = await server.staff(LEAD), await server.staff(XIAOYU)
    shop_id = server.desk.shops.find(QINGHE).id
    await lead.do("/phrases", {"code": "zx", "text": "团队这样说"})
    await yu.do("/phrases", {"code": "zx", "text": "小鱼这样说", "personal": True})
    await yu.do("/phrases", {"code": "", "text": "没有编码的话", "personal": True})
    assert await server.desk.run(lambda u: quick.keep_for_team(u, shop_id, yu.id)) == 2
    found = {p["text"]: p for p in await listed(lead)}
    assert found["小鱼这样说"]["code"] == "zx-2"
    assert not found["没有编码的话"]["personal"]
    assert found["团队这样说"]["code"] == "zx"
