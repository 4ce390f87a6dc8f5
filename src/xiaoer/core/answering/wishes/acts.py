"""What may be done to an order, and whether a line is a wish, a yes or a no.

What is allowed is data: actions.toml, over it the platform's section, over it the shop's own `[actions.TYPE]`.
"""

# Rows of words are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

from xiaoer.core.answering.shapes import Action
from xiaoer.core.facts import OrderStatus, ShopProfile

Answer = Literal["yes", "no", ""]
Acts = Mapping[str, "ActRule"]


@dataclass(frozen=True, slots=True)
class ActRule:
    """`allowed` states; `refused`: state → what the shopper is told. `topics` = policies that may rule it.

    `words` find a wish for it, `about` = the matter that must be spoken of besides; `off` = people do it; `needs` =
    "picture" where proof must have been seen; `record` = the order's column that says it was done; `direct` = faults
    need no judgement by people; `ways` = ways of paying, `wallet` the one that is paid from a balance with the shop.
    """

    type: str
    name: str
    topics: tuple[str, ...]
    allowed: frozenset[str]
    refused: Mapping[str, str]
    words: re.Pattern[str]
    off: bool = False
    needs: str = ""
    record: str = ""
    direct: bool = False
    ways: tuple[str, ...] = ()
    wallet: str = ""
    about: re.Pattern[str] | None = None

    def allows(self, status: OrderStatus) -> bool:
        """Whether an order in this state may be acted on."""
        return status in self.allowed


@cache
def _tables() -> Mapping[str, Any]:
    text = (resources.files("xiaoer.core.answering") / "data" / "actions.toml").read_text("utf-8")
    return tomllib.loads(text)


def act_rules(profile: ShopProfile | None = None) -> Acts:
    """The rules by type of action for a shop; without one, for a shop of its own with nothing said."""
    if profile is None:
        return _book("own", "")
    return _book(profile.platform, profile.extra.get("actions", ""))


@cache
def _book(platform: str, own: str) -> Acts:
    tables = _tables()
    rows = {kind: dict(row) for kind, row in tables.items() if kind != "platform"}
    for layer in (tables["platform"].get(platform, {}), _own(own)):
        for kind, row in layer.items():
            rows[kind] = {**rows.get(kind, {}), **row}
    read = {kind: _rule(kind, row) for kind, row in rows.items()}
    return MappingProxyType({kind: rule for kind, rule in read.items() if rule is not None})


def _own(text: str) -> Mapping[str, Mapping[str, Any]]:
    """The shop's own tables; what is no table counts as not said."""
    try:
        data = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return {kind: row for kind, row in data.items() if isinstance(row, dict)} if isinstance(data, dict) else {}


def _rule(kind: str, row: Mapping[str, Any]) -> ActRule | None:
    """A rule; None where a name, words that can be read, or the allowed states are missing."""
    refused = row.get("refused", {})
    try:
        return ActRule(
            kind,
            str(row["name"]),
            _texts(row.get("topics")),
            frozenset(_texts(row["allowed"])),
            {str(k): str(v) for k, v in refused.items()} if isinstance(refused, dict) else {},
            re.compile(str(row["words"])),
            row.get("off") is True,
            str(row.get("needs", "")),
            str(row.get("record", "")),
            row.get("direct") is True,
            _texts(row.get("ways")),
            str(row.get("wallet", "")),
            re.compile(str(row["about"])) if row.get("about") else None,
        )
    except (KeyError, re.error):
        return None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


_TAIL = r"[\s,.。!~，！吧了的啊呀哦哈呢亲您你]*"
_YES = re.compile(
    rf"(?:(?:好的?|好滴|好嘞|嗯+|是的?|对的?|对啊|行|可以|没错|没问题|ok|okay|yes|yep|sure|确认|确定|同意|就这样|就这个|就这单|麻烦(?:您|你)?|请|帮我|就|去|取消|修改|改|办理?|提交|申请|退|换|催|开|下单|预约){_TAIL})+",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH_YES = re.compile(
    r"(?:(?:yes|yep|yeah|ya|sure|ok|okay|confirm(?:ed)?|correct|right|agreed?|go ahead|do it|please do(?: it| that| so)?|that.?s (?:right|correct|fine|it)"
    r"|please|sounds good|go for it|let.?s do it|of course|i (?:do|confirm|agree)|proceed|cancel (?:it|my order|the order)|(?:change|return|exchange|send) it)[\s,.!]*)+",
    re.IGNORECASE,
)
_ENGLISH_NO = re.compile(
    r"(?:oh |ah |um+ |sorry,? |actually,? |wait,? )*(?:no\b(?!\.? ?\d)|nope|nah|don.?t|do not|never ?mind|forget (?:it|about it)|cancel that|not (?:now|yet)|keep it|leave it|stop|wait\b|hold on|let me think|i.?ll (?:think|keep|wait)|i changed my mind|i (?:don.?t|do not) (?:want|need))",
    re.IGNORECASE,
)
_ENGLISH_PROVISO = re.compile(r"\b(?:if|but|unless|how|what|when|where|why|who|which)\b", re.IGNORECASE)
_ENGLISH_SHORT = 60
_THANKS = re.compile(r"(?:谢谢|谢了|多谢|辛苦|感谢|thanks?|thank you|thx)[您你了啦呀哦!！。~\s]*", re.IGNORECASE)
_STRONG = re.compile(r"确认|确定|同意|办|取消|修改|提交|申请|就这|yes|sure", re.IGNORECASE)
_NO = re.compile(
    r"不|别|先(?:不|别|等)|等等|等下|等一下|算了|再想想|再看看|再说|考虑|留着|保留|^no\b|don't|cancel that|never ?mind",
    re.IGNORECASE,
)
_NO_HARM = re.compile(
    r"(?:地址|电话|手机号?|规格|尺码|颜色|数量|款式)(?:写|填)?不对|没问题|没错|不好意思|不要了|不想要了|不客气"
)
_ASKS = re.compile(r"[?？]|吗|么$|多久|什么|怎么|为什么|几|([\u4e00-\u9fff])不\1")
_PROVISO = re.compile(r"如果|要是|假如|除非|的话|不过|但|前提|只要|等.{1,8}(?:再|后)")


def answer_of(text: str, kind: str) -> Answer:
    """Whether a line says yes or no to a proposed action of this kind; "" = it says something else.

    Only a line that is nothing but a yes counts: 好的，不过… and 可以的话… are none, and 好的谢谢 may only be manners.
    """
    plain = text.strip()
    if not _HAN.search(plain):
        return _english_answer(plain)
    if kind != "cancel_order" and re.fullmatch(r"取消(?:吧|了|掉)?[。!]?", plain):
        return "no"
    if _NO.search(_NO_HARM.sub("", plain)):
        return "no" if len(plain) <= 16 and not _ASKS.search(plain) and not _PROVISO.search(plain) else ""
    bare = _THANKS.sub("", plain)
    if not bare or _ASKS.search(plain) or _PROVISO.search(plain) or not _YES.fullmatch(bare):
        return ""
    return "yes" if bare == plain or _STRONG.search(bare) else ""


def _english_answer(plain: str) -> Answer:
    """Yes or no in English; a no to be understood may say more (no wait, keep it)."""
    if _ASKS.search(plain) or _ENGLISH_PROVISO.search(plain):
        return ""
    if _ENGLISH_NO.match(plain):
        return "no" if len(plain) <= _ENGLISH_SHORT else ""
    return "yes" if _ENGLISH_YES.fullmatch(plain) else ""


def is_manners(text: str) -> bool:
    """好的谢谢: a yes that may only be good manners."""
    plain = text.strip()
    bare = _THANKS.sub("", plain)
    return bare != plain and bool(bare) and bool(_YES.fullmatch(bare)) and not _ASKS.search(plain)


_ASKED_ONLY = re.compile(
    r"怎么|如何|咋|流程|规则|多久|几天|会不会|能不能|可不可以|可以.{0,10}(?:吗|么|不)$|能.{0,10}(?:吗|么|不)$|(?:吗|么)[?？]?$"
)
_WISH = re.compile(
    r"帮|给我|我要|我想|想要|麻烦|请|要求|申请|(?:吧|了|掉)[。!]?$|不要了|不想要|写错|填错|选错|拍错|改成|换成|改到|换到|备注"
)
_PROGRESS = re.compile(r"到哪|哪一步|进度|怎么样了|处理了吗|好了吗|了吗|了没|成功没|没有?到账|多久")
_BARE_WISH = re.compile(
    r"^(?:取消|退货|退款|换货|改|修改|更改|换|催|开|申请|撤销|备注|把|订单|cancel)|(?:取消|退掉|退货|换货|改地址|开票|开发票|开专票|催发|催发货)(?:一下)?[。!]?$"
)


def is_wish(text: str) -> bool:
    """Whether a line asks for something to be done, not only how or whether it can be."""
    plain = text.strip()
    if _PROGRESS.search(plain):
        return False
    if _WISH.search(plain) and not re.search(r"怎么|如何|流程|规则|多久能|会不会", plain):
        return True
    return bool(_BARE_WISH.search(plain)) and not _ASKED_ONLY.search(plain)


def remembered(action: Action) -> dict[str, str]:
    """A proposal as plain values for the memory."""
    return {"type": action.type, "order": action.order, "rule": action.rule} | {
        f"param:{name}": value for name, value in action.params
    }


def recollected(values: Mapping[str, str], *, done: bool) -> Action | None:
    """The remembered proposal, to be done now; None when there is none."""
    if not values.get("type"):
        return None
    params = tuple((name[6:], value) for name, value in values.items() if name.startswith("param:"))
    return Action(values["type"], values.get("order", ""), params, "done" if done else "proposed", values["rule"])
