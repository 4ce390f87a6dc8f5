"""What may be done to an order (actions.toml), and whether a line is a wish, a yes or a no."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from xiaoer.core.answering.shapes import Action
from xiaoer.core.facts import OrderStatus

Answer = Literal["yes", "no", ""]


@dataclass(frozen=True, slots=True)
class ActRule:
    """`allowed` states; `refused`: state → what the shopper is told. `topics` = policies that may rule it."""

    type: str
    name: str
    topics: tuple[str, ...]
    allowed: frozenset[str]
    refused: Mapping[str, str]

    def allows(self, status: OrderStatus) -> bool:
        """Whether an order in this state may be acted on."""
        return status in self.allowed


@cache
def act_rules() -> Mapping[str, ActRule]:
    """The rules by type of action."""
    text = (resources.files("xiaoer.core.answering") / "data" / "actions.toml").read_text("utf-8")
    return {
        kind: ActRule(kind, row["name"], tuple(row["topics"]), frozenset(row["allowed"]), row.get("refused", {}))
        for kind, row in tomllib.loads(text).items()
    }


_TAIL = r"[\s,.。!~，！吧了的啊呀哦哈呢亲谢您你]*"
_YES = re.compile(
    rf"(?:(?:好的?|好滴|好嘞|嗯+|是的?|对的?|对啊|行|可以|没错|没问题|ok|okay|yes|yep|sure|确认|确定|同意|就这样|就这个|就这单|麻烦(?:您|你)?|请|帮我|就|去|取消|修改|改|办理?|提交|申请|退|换|催|开){_TAIL})+",
    re.IGNORECASE,
)
_NO = re.compile(
    r"不|别|先(?:不|别|等)|等等|等下|等一下|算了|再想想|再看看|再说|留着|保留|^no\b|don't|cancel that|never ?mind",
    re.IGNORECASE,
)
_NO_HARM = re.compile(r"没问题|没错|不好意思|不要了|不想要了|不客气")
_ASKS = re.compile(r"[?？]|吗|么$|多久|什么|怎么|为什么|几")


def answer_of(text: str, kind: str) -> Answer:
    """Whether a line says yes or no to a proposed action of this kind; "" = it says something else.

    Only a line that is nothing but a yes counts: 好的，不过… is none.
    """
    plain = text.strip()
    if kind != "cancel_order" and re.fullmatch(r"取消(?:吧|了|掉)?[。!]?", plain):
        return "no"
    if _NO.search(_NO_HARM.sub("", plain)):
        return "no" if len(plain) <= 16 and not _ASKS.search(plain) else ""
    return "yes" if _YES.fullmatch(plain) and not _ASKS.search(plain) else ""


_ASKED_ONLY = re.compile(
    r"怎么|如何|咋|流程|规则|多久|几天|会不会|能不能|可不可以|可以.{0,10}(?:吗|么|不)$|能.{0,10}(?:吗|么|不)$|(?:吗|么)[?？]?$"
)
_WISH = re.compile(
    r"帮|给我|我要|我想|想要|麻烦|请|要求|申请|(?:吧|了|掉)[。!]?$|不要了|不想要|写错|填错|选错|拍错|改成|换成|改到|换到|备注"
)
_PROGRESS = re.compile(r"到哪|哪一步|进度|怎么样了|处理了吗|好了吗|了吗|了没|成功没|没有?到账|多久")
_BARE_WISH = re.compile(
    r"^(?:取消|退货|退款|换货|改|修改|更改|换|催|开|申请|撤销|备注|把|订单|cancel)|(?:取消|退掉|退货|换货|改地址|开票|开发票|催发|催发货)(?:一下)?[。!]?$"
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
    if not values.get("type") or values["type"] not in act_rules():
        return None
    params = tuple((name[6:], value) for name, value in values.items() if name.startswith("param:"))
    return Action(values["type"], values.get("order", ""), params, "done" if done else "proposed", values["rule"])
