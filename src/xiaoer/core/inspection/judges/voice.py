"""Voice of the shopper (买家声音): what shoppers say of goods in chats: faults, wishes, doubts, why they left.

By words and their surroundings, so that each entry can be shown with the line it stands in. What is asked about the
weather of a delivery belongs to the shop, what is said of fabric or taste to the product.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from xiaoer.core.inspection.judges.case import LEAVES, plain
from xiaoer.core.inspection.rows import Row

Kind = Literal["fault", "wish", "doubt", "loss"]
SLOW_MS = 180_000
_AROUND = 6  # lines before a farewell in which its reason may stand

ASPECTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("起球掉毛", re.compile(r"起球|掉毛|脱毛|勾丝|起毛")),
    ("掉色色差", re.compile(r"掉色|褪色|染色|色差|颜色(?:不一样|不对|偏|差)")),
    ("做工开线", re.compile(r"线头|开线|开胶|脱胶|做工|走线|车线|缝|破洞|拉链|扣子|纽扣")),
    ("尺码", re.compile(r"尺码|偏[大小]|码(?:数)?(?:不准|大了|小了)|[大小]了(?:一|半)?[码号]|(?:太|有点|偏)(?:紧|松|长|短|肥|瘦)|不合身")),
    ("厚薄透", re.compile(r"太薄|太厚|透(?:明|不透|光|得)|显(?:胖|黑|老)|不保暖|闷热|薄不薄|厚不厚|厚薄")),
    ("面料手感", re.compile(r"面料|材质|料子|扎(?:人|皮肤)|手感|硬邦邦|粗糙|静电|缩水")),
    ("气味", re.compile(r"异味|味道(?:大|重|很|好大|刺)|刺鼻|臭|有味|气味")),
    ("口味", re.compile(r"太(?:甜|咸|辣|油|腻|硬|干|酸)|不好吃|难吃|口感|口味|不新鲜|变质|发霉|受潮")),
    ("保质期", re.compile(r"保质期|生产日期|过期|临期|日期(?:不新|太旧|老)")),
    ("故障", re.compile(r"(?:用|开|充|连)不(?:了|上)|不(?:亮|转|响|制热|制冷|出水)|坏了|失灵|故障|漏(?:水|电|气)|黑屏|死机|噪音|发烫")),
    ("包装破损", re.compile(r"(?:碎|压坏|压扁|磕|破损|摔坏|裂)(?:了|开|成|的)?|包装(?:破|坏|简陋|太差)|洒(?:了|漏)")),
    ("少件发错", re.compile(r"少(?:发|了|件|一)|漏发|发错|配件(?:没|少)|不全")),
    ("与描述不符", re.compile(r"(?:和|跟|与)(?:图片|描述|页面|详情|宣传|照片)[^,.!?]{0,6}(?:不|差)|图片和实物|货不对板|虚假")),
    ("价格", re.compile(r"(?:太|有点|好|这么|还是)贵|便宜|优惠|打折|降价|差价|预算|别家[^,.!?]{0,6}(?:低|便宜)")),
    ("缺货", re.compile(r"没货|断码|缺货|补货|到货|没有(?:我的)?(?:码|色|现货)|什么时候有货")),
    ("发货物流", re.compile(r"(?:发货|物流|快递|几天|多久)[^,.!?]{0,8}(?:慢|到|没动|发)|还没发|怎么还没到|等(?:不及|太久)|来不及")),
    ("颜色款式", re.compile(r"颜色|款式|花色|图案|配色|版型")),
    ("赠品包装", re.compile(r"赠品|礼袋|贺卡|礼盒|送礼|包装")),
    ("用法说明", re.compile(r"怎么(?:用|穿|洗|装|安装|搭|吃|存|保存)|说明书|教程|看不懂|安装")),
)  # fmt: skip
_FAULT_ONLY = frozenset(
    ["起球掉毛", "掉色色差", "做工开线", "气味", "口味", "故障", "包装破损", "少件发错", "与描述不符"]
)
_HAPPENED = re.compile(
    r"收到|穿了|用了|洗了|吃了|打开|拆开|买的|发来|刚到|才(?:用|穿|买|到)|怎么(?:这么|会|是|有)|有个|了[,.!?~]|了$|太|都|就(?:坏|破|开|掉|断)|不(?:亮|转|响)"
)
_ASKS = re.compile(r"[?]|吗|会不会|容易|能不能|是不是|呢$|么$|不会|^怎么")
_WISH = re.compile(
    r"(?:要是|如果|希望|建议|想要|最好|能不能|可不可以|可以|什么时候)[^,.!?]{0,14}(?:出|有|加|做|改|增加|搞|补|送|上)(?:个|一|款|货|新|活动)?[^,.!?]{0,10}(?:就好|多好|吗|呢|吧|么|[?]|$)|怎么不(?:出|做)"
)
_LOSS = (
    ("价格", re.compile(r"贵|便宜|优惠|预算|降价|别家")),
    ("缺货", re.compile(r"没(?:有)?(?:现)?货|断码|缺货|卖完|没有了|补货")),
    ("尺码", re.compile(r"尺码|偏[大小]|码|身高|体重|合身")),
    ("时效", re.compile(r"发货|几天|多久|来不及|到货|快递|等不")),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """One thing that a shopper said, and the line it stands in."""

    kind: Kind
    aspect: str
    seq: int
    text: str


def voices(rows: Sequence[Row]) -> Iterator[Voice]:
    """What a chat says of the goods; one aspect of one kind counts once a chat."""
    seen: set[tuple[str, str]] = set()
    for i, row in enumerate(rows):
        if row.side != "shopper" or row.kind != "text":
            continue
        for voice in (*_of_line(row), *_left(rows, i)):
            if (voice.kind, voice.aspect) not in seen:
                seen.add((voice.kind, voice.aspect))
                yield voice


def _of_line(row: Row) -> Iterator[Voice]:
    words = plain(row.text)
    found = [name for name, pattern in ASPECTS if pattern.search(words)]
    if not found:
        return
    if _WISH.search(words):
        yield Voice("wish", found[0], row.seq, row.text)
        return
    for name in found[:2]:
        asks = _ASKS.search(words) is not None
        if name in _FAULT_ONLY:
            happened = _HAPPENED.search(words) is not None and not re.search(r"会不会|容易|会[^,.!?]{0,4}吗", words)
            yield Voice("fault" if happened else "doubt", name, row.seq, row.text)
        elif name in ("尺码", "厚薄透", "面料手感", "保质期", "用法说明") and asks:
            yield Voice("doubt", name, row.seq, row.text)
        elif name in ("尺码", "厚薄透", "面料手感", "保质期") and _HAPPENED.search(words):
            yield Voice("fault", name, row.seq, row.text)


def _left(rows: Sequence[Row], i: int) -> Iterator[Voice]:
    """Why somebody left: the last reason before his farewell, or that nobody answered him."""
    words = plain(rows[i].text)
    if not LEAVES.search(words):
        return
    before = rows[max(0, i - _AROUND) : i + 1]
    for row in reversed(before):
        if row.side in ("shopper", "human", "robot"):
            reason = next((name for name, pattern in _LOSS if pattern.search(plain(row.text))), None)
            if reason:
                yield Voice("loss", reason, rows[i].seq, rows[i].text)
                return
    asked = next((r for r in before if r.side == "shopper"), None)
    answered = next((r for r in before if r.side == "human"), None)
    if asked is not None and (answered is None or answered.ms - asked.ms > SLOW_MS):
        yield Voice("loss", "响应慢", rows[i].seq, rows[i].text)
