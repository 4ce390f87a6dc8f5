"""What is written is read back equal, in both forms, whatever the texts hold."""

from __future__ import annotations

import csv
import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from xiaoer.core.errors import BadInput
from xiaoer.core.facts import Phrase, ShopFacts, ShopFolder, ShopperFact, ShopProfile, Source
from xiaoer.files.shop_folder import read_shop
from xiaoer.files.writer import Form, write_shop

from .shops import shops, without_sources

HERE = Source("x.csv", 2)


def _shop(**more: object) -> ShopFolder:
    return ShopFolder(facts=ShopFacts(version="", profile=ShopProfile(name="店")), **more)  # type: ignore[arg-type]


def _check_round_trip(shop: ShopFolder, form: Form) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_shop(shop, Path(place), form=form)
        result = read_shop(Path(place))
    assert result.refusals == ()
    assert without_sources(result.folder) == without_sources(shop)


PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large]


@given(shops())
@settings(max_examples=60, deadline=None, suppress_health_check=PATIENT)
def test_a_shop_written_as_csv_reads_back(shop: ShopFolder) -> None:
    _check_round_trip(shop, "csv")


@given(shops())
@settings(max_examples=15, deadline=None, suppress_health_check=PATIENT)  # fourteen workbooks each
def test_a_shop_written_as_workbooks_reads_back(shop: ShopFolder) -> None:
    _check_round_trip(shop, "xlsx")


def test_only_tables_that_the_shop_has_are_written(tmp_path: Path) -> None:
    facts = ShopFacts(version="", profile=ShopProfile(name="店"), tables=frozenset({"faq"}))
    written = write_shop(dataclasses.replace(_shop(), facts=facts), tmp_path)
    assert [path.name for path in written] == ["shop.toml", "faq.csv"]
    assert read_shop(tmp_path).folder.facts.tables == {"faq"}


def test_csv_opens_in_a_spreadsheet_and_runs_no_formula(tmp_path: Path) -> None:
    shopper = ShopperFact("=HYPERLINK(1)", "-5", (), "+1+1", "@x", None, HERE)
    write_shop(_shop(shoppers=(shopper,)), tmp_path)
    data = (tmp_path / "shoppers.csv").read_bytes()
    assert data.startswith("\ufeff买家昵称".encode())
    cells = list(csv.reader(data.decode("utf-8-sig").splitlines()))[1]
    assert cells[:5] == ["'=HYPERLINK(1)", "-5", "", "'+1+1", "'@x"]
    assert read_shop(tmp_path).folder.shoppers[0].nick == "=HYPERLINK(1)"


def test_phrases_carry_no_mark_that_would_be_sent(tmp_path: Path) -> None:
    facts = ShopFacts(version="", profile=ShopProfile(name="店"), phrases=(Phrase("a", "--亲", "", HERE),))
    write_shop(ShopFolder(facts), tmp_path)
    assert "a,--亲," in (tmp_path / "phrases.csv").read_text("utf-8-sig")


def test_an_export_does_not_mix_with_other_tables(tmp_path: Path) -> None:
    write_shop(_shop(shoppers=(ShopperFact("甲", "", (), "", "", None, HERE),)), tmp_path, form="xlsx")
    with pytest.raises(BadInput, match=r"shoppers\.xlsx"):
        write_shop(_shop(), tmp_path)


def test_an_export_can_be_repeated(tmp_path: Path) -> None:
    shop = _shop(shoppers=(ShopperFact("甲", "", (), "", "", None, HERE),))
    write_shop(shop, tmp_path)
    before = (tmp_path / "shoppers.csv").read_bytes()
    write_shop(shop, tmp_path)
    assert (tmp_path / "shoppers.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shop.toml", "shoppers.csv"]


def test_what_a_sheet_cannot_hold_is_said(tmp_path: Path) -> None:
    shop = _shop(shoppers=(ShopperFact("甲", "", (), "长" * 40_000, "", None, HERE),))
    with pytest.raises(BadInput, match="第 2 行「备注」"):
        write_shop(shop, tmp_path, form="xlsx")
    assert not (tmp_path / "shoppers.xlsx").exists()


def test_the_target_must_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(BadInput, match="不是文件夹"):
        write_shop(_shop(), tmp_path / "x")
