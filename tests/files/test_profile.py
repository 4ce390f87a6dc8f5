from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from xiaoer.files.shop_folder import ReadResult, read_shop

Shop = Callable[..., ReadResult]


def test_all_keys(shop_with: Shop) -> None:
    result = shop_with(
        toml=(
            'name = "青禾"\nplatform = "tmall"\ntimezone = "UTC"\naddress_form = "宝"\nvoice = "温柔"\n'
            'service_hours = "9:00～23:00"\nship_from = "杭州"\nresponse_target_s = 30\nhotline = "400"\nmotto = "好"\nn = 3\n'
        )
    )
    profile = result.folder.facts.profile
    assert result.refusals == ()
    assert (profile.name, profile.platform, profile.timezone, profile.response_target_s) == (
        "青禾",
        "tmall",
        "UTC",
        30,
    )
    assert profile.service_hours == "9:00-23:00"
    assert dict(profile.extra) == {"motto": "好", "n": "3"}


def test_without_a_file_the_folder_gives_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "山屿"
    folder.mkdir()
    (folder / "faq.csv").write_text("编号,问题,答案\n", encoding="utf-8")
    assert read_shop(folder).folder.facts.profile.name == "山屿"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('platform = "ebay"', "platform"),
        ("platform = 3", "platform"),
        ('timezone = "Mars/Base"', "timezone"),
        ('timezone = "../../etc/passwd"', "timezone"),
        ('timezone = ""', "timezone"),
        ("response_target_s = 0", "response_target_s"),
        ("response_target_s = true", "response_target_s"),
        ("response_target_s = 99999999999999999999", "response_target_s"),
        ('service_hours = "全天"', "service_hours"),
        ('name = ""', "name"),
        ("voice = [1]", "voice"),
    ],
)
def test_a_bad_key_is_refused_alone(shop_with: Shop, line: str, key: str) -> None:
    result = shop_with(toml=f'hotline = "400"\n{line}\n')
    assert [(r.file, r.row, r.column) for r in result.refusals] == [("shop.toml", None, key)]
    assert result.folder.facts.profile.hotline == "400"


@pytest.mark.parametrize("data", [b"name = ", b"\xff\xfe\x00", b"a = " + b"[" * 5000, b"x" * (2 << 20)])
def test_a_file_that_is_no_toml(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "shop.toml").write_bytes(data)
    result = read_shop(tmp_path)
    assert [(r.file, r.column) for r in result.refusals] == [("shop.toml", None)]
    assert result.folder.facts.profile.name == tmp_path.name


def test_a_gbk_file_is_understood(tmp_path: Path) -> None:
    (tmp_path / "shop.toml").write_bytes('name = "青禾女装"'.encode("gbk"))
    assert read_shop(tmp_path).folder.facts.profile.name == "青禾女装"
