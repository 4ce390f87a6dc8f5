"""The kind of shopper and the language, from words alone. Kinds are those of the service handbook (买家类型)."""

# Rows of Chinese count double in width; they are kept whole.

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Literal

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("投诉", re.compile(r"投诉|12315|曝光|举报|消协|工商|律师|起诉|平台介入|告你")),
    (
        "送礼",
        re.compile(
            r"送(?:人|礼|女?朋友|男朋友|老师|长辈|领导|客户|爸|妈|婆婆|丈母娘|老公|老婆|闺蜜|同事|礼物)|贺卡|礼盒|生日礼物|gift"
        ),
    ),
    (
        "砍价",
        re.compile(
            r"便宜(?:点|些|一点|\d)|少(?:点|一点|\d+块?)(?!发)|抹零|砍价|讲价|最低(?:价|多少)|打个折|改价|cheaper|discount please"
        ),
    ),
    ("学生", re.compile(r"学生(?:党|价|证|没钱)|穷学生|宿舍")),
    (
        "老客",
        re.compile(
            r"老(?:客户|顾客|粉)|回头客|又来|第[二三四五六]次(?:买|来)|回购|上次(?:买|在你)|之前(?:买过|在你)|一直(?:买|用)你"
        ),
    ),
    ("急躁", re.compile(r"快点|赶紧|急死|急用|等不及|到底|催|怎么还不|太慢|几天了|asap|hurry")),
    ("犹豫", re.compile(r"纠结|犹豫|选择困难|考虑|再想想|再看看|不知道(?:选|买)|哪个好|怕不")),
    (
        "专业",
        re.compile(r"参数|克重|支数|功率|型号|成分表|配料表|执行标准|备案|检测报告|材质(?:是|含)|mah|spf|304|316"),
    ),
    ("果断", re.compile(r"^(?:拍了|已拍|下单了|付款了|直接拍|就要这个|要了|买了)|链接发我|直接下单")),
)


def kind_of(normal: str) -> str | None:
    """投诉 送礼 砍价 学生 老客 急躁 犹豫 专业 果断, or None when nothing tells."""
    text = normal.lower()
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), None)


_LINK = re.compile(r"https?://\S+|www\.\S+")


def language_of(normal: str) -> Literal["zh", "en", "other"]:
    """zh when Chinese characters bear the text (or nothing but signs stands there), en for Latin letters, else other."""
    normal = _LINK.sub(" ", normal)
    chinese = sum("\u3400" <= c <= "\u9fff" for c in normal)
    latin = sum(c.isascii() and c.isalpha() for c in normal)
    foreign = sum(c.isalpha() for c in normal) - chinese - latin
    if chinese and chinese * 4 >= latin and chinese >= foreign:
        return "zh"
    if foreign > latin:
        return "other"
    return "en" if latin > chinese and (latin >= 3 or " " in normal) else "zh"
