"""What must not wait, and what only sounds like it."""

from __future__ import annotations

import pytest

from xiaoer.core.reading.dangers import dangers_in

TOLD = {
    "我真的不想活了，你们还这样": "self_harm",
    "再不退我就带人上门": "violence",
    "水壶漏电，孩子被电到了": "injury",
    "用了你们的面霜脸都肿了": "injury",
    "吃完一家人上吐下泻": "food_safety",
    "饼干里有虫子": "food_safety",
    "我已经打12315了": "regulator",
    "明天找记者来曝光": "media",
    "等着收我律师的函": "lawyer",
    "我要起诉你们": "lawyer",
}
CALM = (
    "这个会过敏吗，我是敏感肌",
    "笑死我了，太可爱了",
    "热死了，什么时候能到",
    "有没有跳楼价啊",
    "想死你们家的饼干了",
    "保质期多久，会不会变质",
    "不会投诉的，就是问问",
    "我没有举报的意思",
    "怕烫伤，把手隔热吗",
    "这款很好看",
)


@pytest.mark.parametrize(("line", "kind"), TOLD.items())
def test_it_is_heard(line: str, kind: str) -> None:
    assert dangers_in(line)[0] == kind


@pytest.mark.parametrize("line", CALM)
def test_calm_lines_raise_nothing(line: str) -> None:
    assert dangers_in(line) == ()


def test_the_gravest_comes_first() -> None:
    assert dangers_in("孩子被烫伤住院了，我要打12315，找记者曝光")[:3] == ("injury", "regulator", "media")
