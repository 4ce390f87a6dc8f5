"""Bringing data in: looked at without writing, chosen, confirmed, told; nothing half done; on both engines."""

from __future__ import annotations

import asyncio
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.support import exports
from tests.support.clients import Staff
from tests.support.serving import Served
from tests.support.shops import EXAMPLES, FOREIGN, LEAD, OWNER, QINGHE, STRANGER
from xiaoer.domains.orders import importing
from xiaoer.domains.orders import service as orders
from xiaoer.domains.shop.models import Shop
from xiaoer.domains.shoppers import service as shoppers
from xiaoer.domains.staff import service as staff
from xiaoer.kit.errors import Unavailable
from xiaoer.kit.writer import Unit

pytestmark = pytest.mark.anyio
Files = list[tuple[str, bytes]]


def zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    return out.getvalue()


async def upload(person: Staff, files: Files, shop: str = FOREIGN) -> dict[str, Any]:
    """Upload and wait until it has been looked at."""
    sent = [("files", (name, data)) for name, data in files]
    answer = await person.call("POST", "/imports", shop=shop, files=sent)
    assert answer.status_code == 201, answer.text
    return await settled(person, answer.json()["id"], shop)


async def settled(person: Staff, import_id: int, shop: str = FOREIGN) -> dict[str, Any]:
    async with asyncio.timeout(60):
        while True:
            found = await person.get(f"/imports/{import_id}", shop=shop)
            if found["state"] not in ("looking", "running") or found["problem"]:
                return dict(found)
            await asyncio.sleep(0.05)


async def confirmed(person: Staff, seen: dict[str, Any], shop: str = FOREIGN) -> dict[str, Any]:
    await person.do(f"/imports/{seen['id']}/confirm", {"version": seen["version"]}, shop=shop)
    return await settled(person, seen["id"], shop)


def counts(outcome: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    return {t["table"]: (t["added"], t["changed"], t["unchanged"]) for t in outcome["tables"]}


async def test_a_shop_folder_as_zip(server: Served) -> None:
    owner = await server.staff(STRANGER)
    data = zipped(EXAMPLES / QINGHE)
    seen = await upload(owner, [("我的店.zip", data)])
    assert seen["state"] == "ready"
    assert seen["plan"]["refused"] == []
    planned = counts(seen["plan"])
    assert planned["products"] == (29, 0, 0)
    assert planned["skus"] == (338, 0, 0)
    assert planned["orders"] == (52, 0, 0)
    assert planned["shop"] == (0, 1, 0)
    assert (await owner.get("/products", shop=FOREIGN))["products"] == []  # nothing was written

    done = await confirmed(owner, seen)
    assert done["state"] == "done"
    assert counts(done["report"]) == planned | {"staff": (5, 0, 0)}
    found = (await owner.get("/products/QH101", shop=FOREIGN))["skus"]
    assert found
    picture = await owner.http.get(f"/shops/{FOREIGN}/pictures/QH101")
    assert picture.status_code == 200
    assert not any((server.desk.settings.data_path / "imports").iterdir())  # the files are gone
    (line,) = (await owner.get("/imports", shop=FOREIGN))["imports"]
    assert "products.csv" in line["files"]
    acts = [r["action"] for r in (await owner.get("/audit", shop=FOREIGN))["rows"]]
    assert {"import.begin", "import.done"} <= set(acts)

    again = await confirmed(owner, await upload(owner, [("我的店.zip", data)]))
    assert {t: c[:2] for t, c in counts(again["report"]).items()} == dict.fromkeys(counts(again["report"]), (0, 0))


async def test_columns_of_other_names_are_chosen(server: Served) -> None:
    owner = await server.staff(STRANGER)
    text = "货号,品名,分类,我的备注\nA1,羊毛衫,毛衣,x\nA2,,毛衣,y\n".encode("gb18030")
    seen = await upload(owner, [("货品.csv", text)])
    (file,) = seen["files"]
    assert (file["kind"], file["problem"]["why"]) == ("", "看不出这是什么表")
    assert [c["sample"] for c in file["columns"]] == ["A1", "羊毛衫", "毛衣", "x"]
    assert [r["why"] for r in seen["plan"]["refused"]] == ["看不出这是什么表"]
    assert (await owner.call("POST", f"/imports/{seen['id']}/confirm", shop=FOREIGN, json={"version": seen["version"]})
            ).json()["code"] == "nothing_to_import"  # fmt: skip

    names = {"货号": "商品编号", "品名": "标题", "分类": "类目", "我的备注": ""}
    wish = {"version": seen["version"], "files": [{"name": "货品.csv", "kind": "products", "names": names}]}
    await owner.do(f"/imports/{seen['id']}", wish, method="PATCH", shop=FOREIGN)
    seen = await settled(owner, seen["id"])
    assert seen["files"][0]["problem"] is None
    assert counts(seen["plan"]) == {"products": (1, 0, 0)}
    assert seen["plan"]["tables"][0]["examples"]["added"] == ["A1"]
    (refused,) = seen["plan"]["refused"]
    assert (refused["file"], refused["row"], refused["column"]) == ("货品.csv", 3, "标题")

    late = await owner.call("PATCH", f"/imports/{seen['id']}", shop=FOREIGN, json=wish)
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    done = await confirmed(owner, seen)
    assert counts(done["report"]) == {"products": (1, 0, 0)}
    table = (await owner.call("GET", f"/imports/{seen['id']}/refused.csv", shop=FOREIGN)).content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("货品.csv,3,标题,")
    shown = await owner.get("/products/A1", shop=FOREIGN)
    assert (shown["title"], shown["category"]) == ("羊毛衫", "毛衣")


async def test_two_columns_cannot_be_one(server: Served) -> None:
    owner = await server.staff(STRANGER)
    seen = await upload(owner, [("products.csv", "商品编号,标题,名称\nA1,甲,乙\n".encode())])
    names = {"商品编号": "商品编号", "标题": "标题", "名称": "标题"}
    wish = {"version": seen["version"], "files": [{"name": "products.csv", "kind": "products", "names": names}]}
    await owner.do(f"/imports/{seen['id']}", wish, method="PATCH", shop=FOREIGN)
    seen = await settled(owner, seen["id"])
    assert "有两列都对应到「标题」" in seen["files"][0]["problem"]["why"]


@pytest.mark.parametrize("platform", ["taobao", "tmall", "pdd", "jd", "douyin"])
async def test_order_exports_of_every_platform(platform: str, server: Served, tmp_path: Path) -> None:
    owner = await server.staff(STRANGER)
    own = [e for e in exports.ALL if e.platform == platform]
    files = [(f"导出{n}.csv", e.csv(tmp_path, name=f"{n}.csv").read_bytes()) for n, e in enumerate(reversed(own))]

    def become(unit: Unit) -> None:
        row = unit.session.query(Shop).filter_by(code=FOREIGN).one()
        row.platform = platform
        row.profile = row.profile.replace('"platform":"own"', f'"platform":"{platform}"')

    await server.desk.run(become)
    await server.desk.reload_shops()
    seen = await upload(owner, files)
    assert [f["kind"] for f in seen["files"]] == [platform] * len(files)
    assert [f["problem"] for f in seen["files"]] == [None] * len(files)
    assert seen["plan"]["refused"] == []
    shop_id = server.desk.shops.find(FOREIGN).id
    assert await server.desk.database.read(lambda s: orders.all_orders(s, shop_id)) == []
    done = await confirmed(owner, seen)
    assert counts(done["report"]) == counts(seen["plan"])
    held = await server.desk.database.read(lambda s: orders.all_orders(s, shop_id))
    assert len(held) == counts(done["report"])["orders"][0] > 0
    assert any(o.after_sales for o in held) == any(e in exports.CASES for e in own)


async def test_rows_may_refer_to_what_the_shop_knows(server: Served) -> None:
    owner = await server.staff(OWNER)
    rows = "商品编号,SKU编号,规格,价格,库存\nQH101,NEW-1,颜色:蓝,88,3\nQH999,NEW-2,颜色:蓝,88,3\n"
    lines = "订单号,行号,数量,商品编号\n20261021213078,9,2,QH101\n404,1,1,QH101\n"
    seen = await upload(owner, [("skus.csv", rows.encode()), ("order_lines.csv", lines.encode())], QINGHE)
    assert counts(seen["plan"]) == {"skus": (1, 0, 0), "orders": (0, 1, 0)}
    whys = [(r["file"], r["row"], r["why"]) for r in seen["plan"]["refused"]]
    assert whys == [("skus.csv", 3, "店里没有商品 QH999"), ("order_lines.csv", 3, "店里没有订单 404")]
    shop_id = server.desk.shops.find(QINGHE).id
    before = await server.desk.database.read(lambda s: orders.find(s, shop_id, "20261021213078"))
    done = await confirmed(owner, seen, QINGHE)
    assert done["state"] == "done"
    after = await server.desk.database.read(lambda s: orders.find(s, shop_id, "20261021213078"))
    assert [line.number for line in after.lines] == [*[line.number for line in before.lines], "9"]
    assert (after.status, after.receiver, after.paid_at) == (before.status, before.receiver, before.paid_at)


async def test_only_owners_make_colleagues(server: Served) -> None:
    lead, owner = await server.staff(LEAD), await server.staff(OWNER)
    people = "账号,姓名,角色\nnew-one,新人,agent\n".encode()
    seen = await upload(lead, [("staff.csv", people)], QINGHE)
    assert seen["owners_only"]
    yes = {"version": seen["version"]}
    assert (await lead.call("POST", f"/imports/{seen['id']}/confirm", json=yes)).status_code == 403
    done = await confirmed(owner, seen, QINGHE)
    assert done["report"]["new_people"] == ["new-one"]
    found = await server.desk.database.read(lambda s: staff.find_login(s, "new-one"))
    assert found is not None
    assert found[1] == ""  # no password: nobody can sign in with it yet


async def test_an_import_that_breaks_off_is_taken_to_its_end(server: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full in the middle: it waits, says why, and goes on where there is room; no order is missing or twice."""
    owner = await server.staff(STRANGER)
    head = "订单号,买家昵称,订单状态,实付金额\n"
    rows = "".join(f"N{n:05d},买家{n % 7},待发货,{n}.00\n" for n in range(1200))
    seen = await upload(owner, [("orders.csv", (head + rows).encode())])
    assert counts(seen["plan"])["orders"] == (1200, 0, 0)
    real, calls = importing.bring_orders, 0

    def full(unit: Unit, *more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise Unavailable("磁盘已满，无法保存", code="disk_full")
        return real(unit, *more)

    monkeypatch.setattr(importing, "bring_orders", full)
    stopped = await confirmed(owner, seen)
    assert (stopped["state"], stopped["problem"]) == ("running", "磁盘已满，无法保存")
    assert (await owner.call("DELETE", f"/imports/{seen['id']}", shop=FOREIGN)).json()["code"] == "already_begun"
    server.clock.advance(11)  # type: ignore[attr-defined]
    await server.app.state.intake._sweep_once(server.desk.clock().timestamp() * 1000)
    done = await settled(owner, seen["id"])
    assert counts(done["report"])["orders"] == (700, 0, 500)
    shop_id = server.desk.shops.find(FOREIGN).id
    held = await server.desk.database.read(lambda s: orders.all_orders(s, shop_id))
    assert sorted(o.number for o in held) == [f"N{n:05d}" for n in range(1200)]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("坏的.zip", b"PK\x03\x04" + b"x" * 60, "表格文件损坏或不完整，打不开"),
        ("空.csv", b"", "文件是空的"),
        ("图.csv", bytes(range(256)) * 40, "这不是表格文件"),
    ],
)
async def test_files_that_are_none(name: str, data: bytes, why: str, server: Served) -> None:
    owner = await server.staff(STRANGER)
    seen = await upload(owner, [(name, data)])
    assert seen["files"][0]["problem"]["why"] == why
    assert seen["plan"]["tables"] == []


async def test_archives_with_traps(server: Served) -> None:
    owner = await server.staff(STRANGER)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../../faq.csv", "编号,问题,答案\n1,a,b\n")
        archive.writestr("店/readme.md", "x")
    seen = await upload(owner, [("a.zip", out.getvalue())])
    assert [f["name"] for f in seen["files"]] == ["faq.csv"]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/faq.csv", "编号,问题,答案\n")
        archive.writestr("b/faq.csv", "编号,问题,答案\n")
    twice = await owner.call("POST", "/imports", shop=FOREIGN, files=[("files", ("b.zip", out.getvalue()))])
    assert (twice.status_code, twice.json()["code"]) == (422, "bad_archive")


async def test_an_erasure_lets_go_of_files_that_wait(server: Served) -> None:
    owner = await server.staff(OWNER)
    seen = await upload(owner, [("shoppers.csv", "买家昵称\n今天也要早睡\n".encode())], QINGHE)
    shop_id = server.desk.shops.find(QINGHE).id
    shopper_id = await server.desk.run(lambda u: shoppers.ensure_known(u, shop_id, "今天也要早睡"))
    await owner.do(f"/shoppers/{shopper_id}/erase", {"reason": "本人要求"})
    assert (await owner.get(f"/imports/{seen['id']}"))["state"] == "dropped"
    await server.app.state.intake._sweep_once(server.desk.clock().timestamp() * 1000)
    assert not any((server.desk.settings.data_path / "imports").iterdir())
