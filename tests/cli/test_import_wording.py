"""What an import says of the texts that come in: prohibited goods and faulty phrases are named, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from xiaoer.cli import build


def shop(folder: Path) -> Path:
    here = folder / "xiaodian"
    here.mkdir()
    (here / "shop.toml").write_text('name = "小店"\n', "utf-8")
    (here / "products.csv").write_text(
        "商品编号,标题,类目,卖点\nP1,西瓜味电子烟套装,数码,\nP2,帆布包,箱包,耐用\n", "utf-8"
    )
    (here / "phrases.csv").write_text("快捷短语编码,快捷短语,快捷短语分组\na,好评返现5元,\nb,您好，在的亲,\n", "utf-8")
    return here


@pytest.mark.parametrize("as_json", [True, False])
def test_an_import_names_prohibited_goods_and_faulty_phrases(tmp_path: Path, as_json: bool) -> None:
    place = ["--database", f"sqlite:///{tmp_path / 'x.sqlite3'}", "--data", str(tmp_path / "data")]
    more = ["--json"] if as_json else []
    result = CliRunner().invoke(build("import"), ["import", str(shop(tmp_path)), *place, *more])
    assert result.exit_code == 0, result.output
    if as_json:
        report = json.loads(result.stdout)
        assert report["added"] > 0
        assert {(w["where"], w["verdict"]) for w in report["wording"]} == {
            ("products.csv:2", "block"), ("phrases.csv:2", "block"),
        }  # fmt: skip
        assert "prohibited_goods" in next(w for w in report["wording"] if w["where"] == "products.csv:2")["kinds"]
    else:
        assert "话术体检：2 条" in result.stderr
        assert "products.csv:2 标题" in result.stderr
