"""Doubt cards, advantages, bargaining by a dated authority, and a shop's own wording of standing sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from xiaoer.cli.ask import AskDesk, Question
from xiaoer.core.facts import Policy, Source
from xiaoer.files.shop_folder import read_shop

SHOP = Path(__file__).parent / "shops" / "zhaoxi_jewelry"
SOURCE = Source("policies.csv", 20)


def desk(*cards: tuple[str, str, str], now: str = "2026-11-06T15:30", replies: str = "") -> AskDesk:
    folder = read_shop(SHOP).folder
    made = tuple(Policy(f"K{i}", topic, text, keys, SOURCE) for i, (topic, text, keys) in enumerate(cards))
    profile = replace(folder.facts.profile, extra=MappingProxyType({"replies": replies} if replies else {}))
    facts = replace(folder.facts, policies=(*folder.facts.policies, *made), profile=profile)
    return AskDesk(replace(folder, facts=facts), now)


def say(held: AskDesk, product: str | None, *turns: str) -> list[str]:
    return [str(line["reply"]) for line in held.answer(Question("1", None, product, turns))]


DOUBT = ("质疑点：假货", "每件附国检证书，编号可在国检官网核验。", "问法:不会是假货吧|怎么这么便宜;商品:J02")


def test_a_doubt_is_answered_by_its_card_for_its_goods_only() -> None:
    held = desk(DOUBT)
    assert "国检官网核验" in say(held, "J02", "怎么这么便宜 不会是假货吧")[0]
    assert "国检官网核验" not in say(held, "J06", "怎么这么便宜 不会是假货吧")[0]


def test_an_old_card_is_not_shown() -> None:
    old = (DOUBT[0], DOUBT[1], DOUBT[2] + ";截止:2026-11-01")
    assert "国检官网核验" not in say(desk(old), "J02", "不会是假货吧")[0]


def test_a_rival_is_not_judged() -> None:
    reply = say(desk(("竞争优势", "2026年起每件可免费刻字。", "")), "J03", "你们比别家好在哪")[0]
    assert "免费刻字" in reply
    assert "不评价" in reply


AUTHORITY = ("议价授权", "双十一前统一让利。", "赠品:擦银布1块;让价:6;开始:2026-11-01;结束:2026-11-12;适用:J06")


def test_bargaining_goes_down_the_ladder_and_stops() -> None:
    first, second, third, fourth = say(
        desk(AUTHORITY), "J06", "22cm钢色便宜点呗", "再便宜点", "再少点嘛", "再少10块就买"
    )
    assert "116.10元" in first
    assert "擦银布" in second
    assert "110.10元" in third  # 116.10 − 6
    assert "没有再往下让" in fourth


def test_an_authority_of_other_days_gives_nothing() -> None:
    replies = say(desk(AUTHORITY, now="2026-11-20T10:00"), "J06", "22cm钢色便宜点呗", "再便宜点", "再少点嘛")
    assert all("统一再减" not in reply and "为您争取" not in reply for reply in replies)


def test_the_words_of_an_authority_are_not_quoted() -> None:
    assert "统一让利" not in " ".join(say(desk(AUTHORITY), "J06", "有让利吗", "双十一前有什么让利"))


def test_a_shop_words_its_standing_sentences() -> None:
    held = desk(replies='{"greeting": "您好呀，欢迎来到{店名}～", "thanks": "不客气哦", "bot": "我是小美"}')
    assert "欢迎来到照熙珠宝" in say(held, None, "你好")[0]
    assert "不客气哦" in say(held, None, "谢谢")[0]
    assert "智能客服" in say(held, None, "你是机器人吗")[0]


def test_wording_that_cannot_be_said_or_filled_is_left() -> None:
    held = desk(replies='{"greeting": "全网第一，{别的}", "thanks": 5}')
    assert "请问是看商品" in say(held, None, "你好")[0]
    assert "不客气" in say(held, None, "谢谢")[0]
    assert "请问是看商品" in say(desk(replies="不是表"), None, "你好")[0]
