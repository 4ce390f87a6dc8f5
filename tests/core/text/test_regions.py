from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.core.text.regions import cities_of, destination, find_regions, is_remote, province_of, provinces


def test_all_provinces_are_there() -> None:
    assert len(provinces()) == 34
    assert sum(len(cities_of(p)) for p in provinces()) > 360


@pytest.mark.parametrize(
    ("text", "province", "city"),
    [
        ("发新疆多少钱", "新疆", None), ("海南岛包邮吗", "海南", None), ("吉林市能到吗", "吉林", "吉林"), ("吉林包邮吗", "吉林", None),
        ("寄到开封要几天", "河南", "开封"), ("广东省深圳市南山区", "广东", "深圳"), ("我在西安", "陕西", "西安"), ("内蒙的", "内蒙古", None),
        ("从杭州发到北京几天", "北京", "北京"), ("海南州共和县", "青海", "海南州"), ("上海南京路", "上海", "上海"), ("长沙发什么快递", "湖南", "长沙"),
    ],
)  # fmt: skip
def test_where_goods_should_go(text: str, province: str, city: str | None) -> None:
    place = destination(text)
    assert place is not None
    assert (place.province, place.city) == (province, city)


@pytest.mark.parametrize(
    "text",
    [
        "开封了还能退吗",
        "加大连衣裙有吗",
        "东西安排发了吗",
        "新疆大枣多少钱",
        "三明治好吃吗",
        "这个长沙发多大",
        "云南白药",
        "杭州发货吗",
        "大同小异",
        "是不是日照不足",
    ],
)
def test_what_is_no_destination(text: str) -> None:
    assert destination(text) is None


@given(st.sampled_from([(p, c) for p in provinces() for c in cities_of(p)]))
def test_every_city_is_found_behind_its_province(pair: tuple[str, str]) -> None:
    province, city = pair
    place = destination(f"寄到{province}{city}要几天")
    assert place is not None
    assert place.province == province


def test_names_as_exports_write_them() -> None:
    assert [province_of(n) for n in ("广东省", "内蒙古自治区", "深圳市", "广西", "上海市", "不知道")] == [
        "广东", "内蒙古", "广东", "广西", "上海", None,
    ]  # fmt: skip
    assert is_remote("新疆")
    assert not is_remote("浙江")


@given(st.text(max_size=60))
def test_spans_are_places_in_the_text(text: str) -> None:
    for region in find_regions(text):
        assert 0 <= region.start < region.end <= len(text)
