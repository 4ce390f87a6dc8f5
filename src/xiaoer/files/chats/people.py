"""Who says a line: shoppers, agents, robots, the system; and what kind of line it is."""

from __future__ import annotations

import re
from functools import lru_cache

from xiaoer.core.inspection.names import account, is_robot, is_shop_account
from xiaoer.files.chats.names import KINDS, ROLES

_ROLE_OF = {word: role for role, words in ROLES.items() for word in words}
_SYSTEM_NAMES = frozenset(["系统消息", "系统提示", "系统通知", "系统", "平台通知", "旺旺系统消息"])
_RECALL = re.compile(r"撤回了?(?:一条)?消息\s*[。.]?$")
_ARROW = re.compile(r"^\s*(.{1,60}?)\s*(?:[-—=]{1,3}>|→)\s*(.{1,60}?)\s*$")
_HANDED = re.compile(r"由\s*(.{1,60}?)\s*(?:转交|转接|转移|转)(?:给|至|到)\s*(.{1,60}?)\s*(?:接待)?[。.]?$")
_TAKEN = re.compile(
    r"(?:转交|转接|转移|分配|转)(?:给|至|到)\s*(?:客服)?\s*([^\s，。,]{1,60}?)\s*(?:接待|为您服务)?[。.]?$"
)
_ACCOUNT = re.compile(r"[^\s，,。;；()（）\[\]【】\"“”:：]+[:：][^\s，,。;；()（）\[\]【】\"“”:：]+")
_IMAGE = re.compile(
    r"^\s*(?:[\[【<(](?:图片|动画表情|表情包|视频|语音|image|img|照片|截图)[^\]】>)]{0,60}[\]】>)]\s*)+$", re.I
)
_FILE = re.compile(r"^\s*[\[【](?:文件|file)[^\]】]{0,80}[\]】]\s*$", re.I)
_CARD = re.compile(r"^\s*[\[【](?:商品|宝贝|商品卡片|商品链接|宝贝卡片|product)[^\]】]{0,120}[\]】]\s*$", re.I)
_ORDER_CARD = re.compile(r"^\s*[\[【](?:订单|订单卡片|order)[^\]】]{0,120}[\]】]\s*$", re.I)
_PLACEHOLDERS = (("image", _IMAGE), ("file", _FILE), ("product_card", _CARD), ("order_card", _ORDER_CARD))
_KNOWN = frozenset(
    ["text", "image", "file", "product_card", "order_card", "action_card", "form", "transfer", "recall"]
)  # fmt: skip


@lru_cache(maxsize=4096)
def role_word(text: str) -> str:
    """`买家`, `buyer`, `assist` … → a role, "" for what is none."""
    return _ROLE_OF.get(text.strip().casefold(), "")


@lru_cache(maxsize=65536)
def role_of_name(name: str, shop: str = "") -> str:
    """An account's role by its name; a name without a colon is a shopper, unless it is the shop's own."""
    known = account(name)
    if is_robot(known):
        return "robot"
    if is_shop_account(known) or (shop and known == shop):
        return "agent"
    return "system" if known in _SYSTEM_NAMES else "shopper"


def kind_of(text: str, told: str = "") -> str:
    """The kind of a message, from what the log says or from placeholders such as [图片]."""
    told = told.strip().casefold()
    if told in _KNOWN and told != "text":
        return told
    if told in KINDS and KINDS[told] != "text":
        return KINDS[told]
    if not text or text[0] not in "[【<( \t":
        return "text"
    return next((kind for kind, pattern in _PLACEHOLDERS if pattern.match(text)), "text")


def is_recall(text: str) -> bool:
    """`X 撤回了一条消息`."""
    return "撤回" in text and len(text) < 80 and _RECALL.search(text) is not None


def is_arrow(text: str) -> bool:
    """Whether a line is a handing over written with an arrow."""
    return _ARROW.match(text) is not None


def between_accounts(text: str) -> tuple[str, str] | None:
    """Who hands over to whom in a line that is nothing but `主号:甲 --> 主号:乙`."""
    found = _ARROW.match(text)
    if found and is_shop_account(found[1]) and is_shop_account(found[2]):
        return account(found[1]), account(found[2])
    return None


def transfer_in(text: str, author: str = "", to: str = "") -> tuple[str, str] | None:
    """Who hands over and who receives, by a notice (`A --> B`, `由 A 转交给 B`, `转接给 B`); None without one."""
    if len(text) > 200:
        return None
    if found := _ARROW.match(text.split("\n", maxsplit=1)[0]) or _HANDED.search(text):
        return account(found[1]), account(found[2])
    if taken := _TAKEN.search(text):
        to = taken[1]
    accounts = [account(found) for found in _ACCOUNT.findall(text)]
    if not to and len(accounts) >= 2:
        return accounts[0], accounts[1]
    if not to and accounts and accounts[0] != account(author):
        to = accounts[0]
    return (account(author), account(to)) if to else None
