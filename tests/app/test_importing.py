"""Import and export: idempotent, whole, with a report of each refused row; what comes out goes in again."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.files.shops import without_sources
from tests.support.databases import Copy
from tests.support.shops import EXAMPLES, QINGHE, SHANYU
from xiaoer.app.exporting import export_shop
from xiaoer.app.importing import ImportReport, import_folder, shop_code
from xiaoer.core.errors import BadInput
from xiaoer.files.shop_folder import read_shop
from xiaoer.kit.database import Database
from xiaoer.kit.errors import NotFound
from xiaoer.kit.events import after, last_number
from xiaoer.kit.writer import Writer
from xiaoer.ports.blobs import FolderBlobs

pytestmark = pytest.mark.anyio


@pytest.fixture
def blobs(empty: Copy) -> FolderBlobs:
    return FolderBlobs(empty.data_dir / "media")


@pytest.fixture
async def bring(writer: Writer, blobs: FolderBlobs) -> Any:
    async def run(folder: Path, **more: Any) -> ImportReport:
        return await import_folder(folder, writer, blobs, **more)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of an example shop that may be spoilt."""
    return Path(shutil.copytree(EXAMPLES / QINGHE, tmp_path / QINGHE))


async def test_everything_is_added_once(bring: Any, database: Database) -> None:
    first = await bring(EXAMPLES / QINGHE)
    whole = read_shop(EXAMPLES / QINGHE).folder
    assert first.refused == ()
    assert first.tables["products"].added == len(whole.facts.products)
    assert first.tables["skus"].added == sum(len(p.skus) for p in whole.facts.products.values())
    assert first.tables["orders"].added == len(whole.orders)
    assert first.tables["staff"].added == len(whole.staff) == len(first.passwords)
    assert (first.total.changed, first.total.unchanged) == (0, 0)
    events = database.read_now(lambda s: last_number(s, 1))
    again = await bring(EXAMPLES / QINGHE)
    assert (again.total.added, again.total.changed) == (0, 0)
    assert again.total.unchanged == first.total.added
    assert again.passwords == []
    assert database.read_now(lambda s: last_number(s, 1)) == events


async def test_what_changed_is_counted_and_told(bring: Any, folder: Path, database: Database) -> None:
    await bring(folder)
    path = folder / "skus.csv"
    text = path.read_text("utf-8")
    assert "QH101-WL-S,颜色:雾蓝碎花;尺码:S,239.00" in text
    path.write_text(
        text.replace("QH101-WL-S,颜色:雾蓝碎花;尺码:S,239.00", "QH101-WL-S,颜色:雾蓝碎花;尺码:S,199.00"), "utf-8"
    )
    report = await bring(folder)
    assert report.tables["skus"].changed == 1
    assert (report.total.added, report.total.changed) == (0, 1)
    newest = database.read_now(lambda s: after(s, 1, 0))[-1]
    assert newest.type == "catalog.changed"


async def test_gbk_and_bom_are_read(
    bring: Any, folder: Path, database: Database, blobs: FolderBlobs, tmp_path: Path
) -> None:
    plain = await bring(folder, code="plain")
    for name in ("products", "skus", "faq", "orders"):
        path = folder / f"{name}.csv"
        text = path.read_text("utf-8")
        data = text.encode("gb18030") if name != "faq" else b"\xef\xbb\xbf" + text.encode()
        path.write_bytes(data)
    spelt = await bring(folder, code="spelt")
    assert spelt.refused == ()
    assert {t: y.added for t, y in spelt.tables.items() if t != "staff"} == {
        t: y.added for t, y in plain.tables.items() if t != "staff"
    }


async def test_bad_rows_are_named_and_lose_no_good_one(bring: Any, folder: Path) -> None:
    path = folder / "skus.csv"
    lines = path.read_text("utf-8").splitlines()
    good = len(lines) - 1
    parts = lines[1].split(",")
    lines.append(",".join([parts[0], "BAD-1", parts[2], "不是钱", *parts[4:]]))
    lines.append(",".join(["NO-SUCH", "BAD-2", *parts[2:]]))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    report = await bring(folder)
    assert report.tables["skus"].added >= good
    assert report.refused
    rows = {(r.file, r.row) for r in report.refused}
    assert ("skus.csv", good + 2) in rows
    assert all(r.why and r.remedy for r in report.refused)


async def test_missing_tables_and_columns_say_so(bring: Any, folder: Path) -> None:
    for name in ("faq.csv", "freight.csv", "promotions.csv"):
        (folder / name).unlink()
    path = folder / "phrases.csv"
    lines = path.read_text("utf-8").splitlines()
    header = lines[0].split(",")
    path.write_text("\n".join(",".join(line.split(",")[1:]) for line in lines[:3]) + "\n", "utf-8")
    report = await bring(folder)
    assert "faq" not in report.tables
    assert report.tables["products"].added
    assert any(r.file == "phrases.csv" for r in report.refused) or "phrases" in report.tables
    assert header


async def test_a_folder_without_a_shop_is_refused_in_words(bring: Any, tmp_path: Path) -> None:
    nothing = tmp_path / "empty-folder"
    nothing.mkdir()
    (nothing / "notes.txt").write_text("hello")
    for path in (nothing, tmp_path / "not-there"):
        with pytest.raises(BadInput):
            await bring(path)


async def test_two_shops_do_not_touch_each_other(bring: Any, database: Database) -> None:
    await bring(EXAMPLES / QINGHE)
    await bring(EXAMPLES / SHANYU)
    again = await bring(EXAMPLES / QINGHE)
    assert again.total.added == again.total.changed == 0


@pytest.mark.parametrize(
    ("name", "code"), [("My Shop", "my-shop"), ("a_b-C", "a_b-c"), ("../x", "x"), ("x" * 100, "x" * 64)]
)
def test_codes_of_folders(name: str, code: str) -> None:
    assert shop_code(Path("/somewhere") / name) == code


def test_a_chinese_folder_has_a_code_too() -> None:
    assert shop_code(Path("/somewhere/清禾女装")).startswith("shop-")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("code", [QINGHE, SHANYU])
async def test_what_comes_out_goes_in_again(
    bring: Any, database: Database, blobs: FolderBlobs, tmp_path: Path, code: str, form: Any
) -> None:
    await bring(EXAMPLES / code)
    out = tmp_path / "out" / code
    count = export_shop(database, blobs, code, out, form=form)
    original, copied = read_shop(EXAMPLES / code), read_shop(out)
    assert copied.refusals == () or list(copied.refusals) == []
    assert count == len(original.folder.facts.products)
    one, two = without_sources(original.folder), without_sources(copied.folder)
    for field in ("products", "promotions", "freight", "delivery", "policies", "faq", "phrases"):
        assert getattr(one.facts, field) == getattr(two.facts, field), field
    assert sorted(one.orders, key=lambda o: o.number) == sorted(two.orders, key=lambda o: o.number)
    assert sorted(one.staff, key=lambda s: s.login) == sorted(two.staff, key=lambda s: s.login)
    assert {s.nick for s in one.shoppers} == {s.nick for s in two.shoppers}
    assert dataclasses.replace(one.facts.profile) == two.facts.profile
    again = await bring(out, code=code)
    kinds = {t: (y.added, y.changed) for t, y in again.tables.items() if y.added}
    assert kinds == {}
    pictures = {p.name for p in (out / "pictures").iterdir()}
    assert pictures == {p.name for p in (EXAMPLES / code / "pictures").iterdir()}


def test_a_shop_that_is_not_there_cannot_come_out(database: Database, blobs: FolderBlobs, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        export_shop(database, blobs, "none", tmp_path / "out")
