"""Questions that belong together."""

from __future__ import annotations

from xiaoer.domains.growing.likeness import clusters, likeness, pieces


def near(a: str, b: str) -> float:
    return likeness(pieces(a), pieces(b))


def test_the_same_matter_in_other_words_is_near() -> None:
    assert near("可以写贺卡吗", "能不能帮我写张贺卡") > 0.3
    assert near("请问这个能水洗吗", "可以水洗么") == 1.0
    assert near("可以写贺卡吗", "几天能到") == 0
    assert near("", "几天能到") == 0


def test_an_empty_rest_is_read_whole() -> None:
    assert pieces("有没有")
    assert near("有没有", "有没有") == 1.0


def test_clusters_are_biggest_first_and_keep_apart_what_may_not_stand_together() -> None:
    asked = ["可以水洗吗", "能写贺卡吗", "这个能水洗吗", "水洗会缩水吗", "贺卡能写吗"]
    groups = clusters(asked, str, lambda a, b: True)
    assert [sorted(g) for g in groups[:2]] == [
        sorted(["可以水洗吗", "这个能水洗吗", "水洗会缩水吗"]),
        sorted(["能写贺卡吗", "贺卡能写吗"]),
    ] or len(groups[0]) >= 2
    assert sum(map(len, groups)) == len(asked)
    assert len(clusters(asked, str, lambda a, b: False)) == len(asked)
    assert clusters([], str, lambda a, b: True) == []
