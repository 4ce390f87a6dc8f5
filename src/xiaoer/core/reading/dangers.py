"""What a shopper says that must not wait: harm, food, self-harm, violence, authorities, press, lawyers.

RULES §6: injury, allergy, food safety, 12315, media and lawyers are escalated at once; a shop's promise does not outweigh them.
Questions before buying (会过敏吗), politeness (笑死我了, 热死了) and what others did are none. Pure.
"""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Literal

Danger = Literal["self_harm", "violence", "injury", "food_safety", "regulator", "media", "lawyer"]

_ASKED = re.compile(
    r"会不会|会.{0,8}(?:吗|么)|容易.{0,6}(?:吗|么)|能.{0,8}吗|可以.{0,8}吗|怕|担心|如果|要是|万一|体质|预防|防止|不会"
)
_PATTERNS: tuple[tuple[Danger, re.Pattern[str]], ...] = (
    ("self_harm", re.compile(
        r"不想活|活不下去|活着没意思|想死(?!你|她|他)|去死算了|死了算了|自杀|轻生|割腕|跳楼(?!价)|跳河|喝农药|吃安眠药.{0,4}(?:死|算了)|了结自己|结束(?:自己的)?生命|kill myself|suicide",
        re.IGNORECASE)),
    ("violence", re.compile(
        r"(?:砍|弄|打|杀|捅|揍)死?(?:了)?你(?:们)?(?!家的?(?:价|折))|(?:去|到|来)你们?(?:店|公司|厂|仓库|家)里?.{0,6}(?:砸|闹|堵|找你算账|放火)|放火烧|炸了你|同归于尽|拿刀|带人(?:去|来|上门)",
        re.IGNORECASE)),
    ("injury", re.compile(
        r"烫伤|烧伤|割伤|划伤|夹伤|砸伤|摔伤|电到了?|触电|漏电|流血|骨折|缝(?:了)?[一二两三四五六七八九十\d]+针|过敏(?:了|得)|烂脸|脸(?:都)?肿|红肿|起(?:了)?(?:红)?疹|荨麻疹|呼吸困难|休克|晕倒|住院|急诊|(?:去|送|进)(?:了)?医院|(?:孩子|宝宝|老人|小孩).{0,8}(?:受伤|卡住|吞了|吞下|窒息)|爆炸|冒烟|起火|着火|自燃",
        re.IGNORECASE)),
    ("food_safety", re.compile(
        r"食物中毒|中毒|上吐下泻|拉肚子|腹泻|(?:吃|喝)(?:了|完|出).{0,8}(?:吐|拉|虫|蟑螂|头发|玻璃|异物|发霉)|(?:里面|吃出|有)(?:了)?.{0,4}(?:虫子|蛆|蟑螂|玻璃|铁丝|刀片)|发霉|变质|过期(?:了|的食品|食品)|馊了|臭了",
        re.IGNORECASE)),
    ("regulator", re.compile(
        r"12315|12345|12331|市场?监(?:督)?(?:管理)?局?|市监|工商(?:局|投诉|举报)|消协|消费者协会|药监|食药监|质监|税务局.{0,6}(?:举报|投诉)|举报你们",
        re.IGNORECASE)),
    ("media", re.compile(
        r"曝光|找(?:记者|媒体|电视台)|记者|电视台|315晚会|上(?:新闻|热搜)|(?:发|挂|放)(?:到|在|上)(?:抖音|微博|小红书|快手|网上|朋友圈|b站).{0,8}(?:曝|避雷|骂|评|大家|看|让)|(?:小红书|微博|抖音).{0,4}避雷",
        re.IGNORECASE)),
    ("lawyer", re.compile(r"律师|起诉|打官司|法院|告(?:你们|到底|上法庭)|法庭见|索赔|退一赔[三四十]|假一赔|赔十倍|十倍赔偿|三倍赔偿", re.IGNORECASE)),
)  # fmt: skip
_SOON: frozenset[Danger] = frozenset(["injury", "food_safety"])
_DENIED = re.compile(r"(?:不会|不想|没有?|别|不是|不用|不至于)[^，。！？,.!?]{0,4}$")


def dangers_in(text: str) -> tuple[Danger, ...]:
    """The kinds of danger that a shopper's line tells of, gravest first."""
    asked = _ASKED.search(text) is not None
    found: list[Danger] = []
    for kind, pattern in _PATTERNS:
        match = pattern.search(text)
        if match is None or (asked and kind in _SOON):
            continue
        if kind not in ("self_harm",) and _DENIED.search(text, 0, match.start()):
            continue
        found.append(kind)
    return tuple(found)
