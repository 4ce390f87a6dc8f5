"""The eight steps of a complaint, read from the chat itself. Pure.

快速响应 → 礼貌致意 → 倾听复述 → 安抚 → 就事道歉 → 两个方案 → 办理并说明时间 → 回访. Nobody is forced through
them: a step is ticked by what was said, in whatever order, or by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from xiaoer.core.reading.promises import find_promises

Step = Literal["respond", "welcome", "listen", "soothe", "apologise", "remedies", "act", "follow"]
Cause = Literal["goods", "service", "courier", "other"]
STEPS: tuple[Step, ...] = ("respond", "welcome", "listen", "soothe", "apologise", "remedies", "act", "follow")
FOLLOW_S = 3600  # a later look back, not the next line


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the chat after the complaint began. `author`: shopper agent robot."""

    seq: int
    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A step and the line that ticked it."""

    step: Step
    seq: int
    at: datetime


_SAID: Mapping[Step, re.Pattern[str]] = MappingProxyType(
    {
        "welcome": re.compile(r"您好|你好|我是.{0,10}(?:客服|主管|同事)|很高兴为您|感谢您(?:的)?(?:反馈|告诉|联系)"),
        "listen": re.compile(
            r"您说的是|您的意思是|您是指|跟您核对|跟您确认|我(?:先)?记下|(?:是这样|对|没错)吗[?？]|是不是这"
        ),
        "soothe": re.compile(
            r"理解您|能理解|换作(?:我|谁)|让您(?:着急|担心|失望|久等)|您别(?:急|着急|担心)|一定.{0,6}跟到底"
        ),
        "apologise": re.compile(r"抱歉|对不起|不好意思|歉意|是我们(?:的错|没做好|疏忽)"),
        "remedies": re.compile(
            r"(?:两|2)(?:个|种)(?:方案|办法|选择)|方案(?:一|1|A)|(?:要么|或者|还是).{2,40}(?:您看|您选|哪)"
            r"|您(?:看|选)哪"
        ),
        "act": re.compile(r"已(?:经)?(?:为|帮|给)您.{0,12}(?:退|补|换|发|登记|安排|提交|办)|这就(?:为|帮|给)您"),
        "follow": re.compile(
            r"回访|(?:收到|用着|处理|解决).{0,8}(?:了吗|怎么样|满意吗)|还有(?:什么|别的).{0,6}(?:需要|问题)"
        ),
    }
)  # fmt: skip


def ticked(lines: Sequence[Line]) -> tuple[Tick, ...]:
    """The steps that the shop's own lines have taken, each by its first line."""
    found: dict[Step, Tick] = {}
    acted: datetime | None = None
    for line in lines:
        if line.author not in ("agent", "robot"):
            continue
        for step in STEPS:
            if step not in found and _takes(step, line, acted):
                found[step] = Tick(step, line.seq, line.at)
        if "act" in found and acted is None:
            acted = found["act"].at
    return tuple(found[step] for step in STEPS if step in found)


def _takes(step: Step, line: Line, acted: datetime | None) -> bool:
    if step == "respond":
        return True
    if step == "follow":
        late = acted is not None and (line.at - acted).total_seconds() >= FOLLOW_S
        return late and bool(_SAID["follow"].search(line.text))
    if step == "act" and any(promise.due is not None for promise in find_promises(line.text, line.at)):
        return True
    return bool(_SAID[step].search(line.text))


_TRIGGERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("injury", re.compile(r"受伤|烫伤|划伤|流血|住院|过敏|起疹|医院|就医|触电|爆炸|起火")),
    ("food", re.compile(r"中毒|拉肚子|腹泻|呕吐|异物|虫子|发霉|变质|过期")),
    ("authority", re.compile(r"12315|12345|市场监督|市监|工商|消协|消费者协会|法院|起诉|律师")),
    ("media", re.compile(r"曝光|媒体|记者|电视台|发(?:到)?(?:小红书|微博|抖音|朋友圈)|挂网上")),
)  # fmt: skip
TRIGGER_ZH: Mapping[str, str] = MappingProxyType(
    {
        "injury": "人身伤害", "food": "食品安全", "authority": "投诉到监管或法律途径", "media": "媒体曝光",
        "third": "第三次投诉", "amount": "金额超过权限",
    }
)  # fmt: skip


def triggers(lines: Sequence[Line], *, before: int, amount_over: bool) -> tuple[str, ...]:
    """Why it must go up. `before` = the shopper's earlier complaints of the last 90 days."""
    said = "\n".join(line.text for line in lines if line.author == "shopper")
    found = [name for name, words in _TRIGGERS if words.search(said)]
    if before >= 2:
        found.append("third")
    if amount_over:
        found.append("amount")
    return tuple(found)


_CAUSES: tuple[tuple[Cause, re.Pattern[str]], ...] = (
    ("courier", re.compile(r"快递|物流|派送|驿站|没收到|丢件|签收|破损|压坏|送(?:到|错)")),
    ("service", re.compile(r"态度|客服|不理|没人回|敷衍|骗|推脱|说话不算|承诺")),
    ("goods", re.compile(r"质量|坏|破|色差|尺码|掉色|开线|异味|假|不符|少发|发错|难用|过期|变质")),
)  # fmt: skip


def cause_of(text: str) -> Cause:
    """The branch that a complaint's words point to."""
    counted = [(len(words.findall(text)), cause) for cause, words in _CAUSES]
    most, cause = max(counted, key=lambda pair: pair[0])
    return cause if most else "other"


_SENTENCES: Mapping[Step, tuple[str, ...]] = MappingProxyType(
    {
        "respond": ("{称呼}，您说的我看到了，这就帮您处理。",),
        "welcome": ("{称呼}您好，我是客服{客服}，这件事由我跟到底。",),
        "listen": ("我先记下，跟您核对：{事由}。是这样吗？",),
        "soothe": ("换作我也会着急，您的心情能理解。",),
        "apologise": ("{歉意}，给您添麻烦了，非常抱歉。",),
        "remedies": ("有两个方案：一是{方案一}，二是{方案二}。您看哪个更合适？",),
        "act": ("已经为您登记，今天内给您结果，办好马上告诉您。",),
        "follow": ("{称呼}，上次的事处理好了吗？还有什么需要，直接跟我说。",),
    }
)  # fmt: skip
_SORRY: Mapping[Cause, str] = MappingProxyType(
    {
        "goods": "商品出了问题是我们没有把好关", "service": "这次接待没有做好", "courier": "包裹没有顺利送到您手上",
        "other": "这次让您不满意",
    }
)  # fmt: skip


def sentences(step: Step, cause: Cause, values: Mapping[str, str]) -> tuple[str, ...]:
    """What one may say at a step; sentences whose facts are not known are left out."""
    known = {"歉意": _SORRY[cause], **{name: value for name, value in values.items() if value}}
    found = []
    for text in _SENTENCES[step]:
        wanted = re.findall(r"\{([^}]+)\}", text)
        if all(name in known for name in wanted):
            found.append(re.sub(r"\{([^}]+)\}", lambda m: known[m[1]], text))
    return tuple(found)
