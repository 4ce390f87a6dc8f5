"""The words of a promotion row, understood: threshold, benefit, scope, time, what it combines with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from xiaoer.core.facts import Policy, Product, Promotion

COUPON_KINDS = frozenset({"店铺券", "会员券", "新客券"})
ITEM_KINDS = frozenset({"限时折扣", "第二件半价", "多件折扣"})
_OFF_KINDS = COUPON_KINDS | {"满减", "每满减"}

PromotionState = Literal["running", "upcoming", "ended"]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PIECES = re.compile(r"(\d+)\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支)")
_FACTOR_WORD = re.compile(r"(\d+(?:\.\d+)?)\s*折")


@dataclass(frozen=True, slots=True)
class Terms:
    """`money` or `pieces` = threshold (both None = none); `off` in yuan or `factor` 0–1; neither for gifts."""

    money: Decimal | None = None
    pieces: int | None = None
    off: Decimal | None = None
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stacking:
    """Which kinds it excludes and which it names as allowed; a kind that it doesn't name may stand beside it."""

    excludes: frozenset[str] = frozenset()
    allows: frozenset[str] = frozenset()


def state_of(promotion: Promotion, now: datetime) -> PromotionState:
    """Whether it is in force; an empty end is open."""
    if promotion.starts_at is not None and now < promotion.starts_at:
        return "upcoming"
    if promotion.ends_at is not None and now > promotion.ends_at:
        return "ended"
    return "running"


def in_scope(promotion: Promotion, product: Product) -> bool:
    """全店, 类目:…, or product numbers separated by `|`; an empty scope is unknown and fits nothing."""
    scope = promotion.scope.strip()
    if scope in ("全店", "全场", "全部", "全部商品"):
        return True
    for marker in ("类目:", "类目："):
        if scope.startswith(marker):
            names = [name.strip() for name in scope[len(marker) :].split("|")]
            return any(_in_category(product.category, name) for name in names if name)
    return product.number in {part.strip() for part in scope.split("|")}


def _in_category(category: str, name: str) -> bool:
    return category == name or name in re.split(r"[/>\-—＞|]", category)


def terms_of(promotion: Promotion) -> Terms | None:
    """Threshold and benefit; None where they can't be understood (several steps in one cell, other words)."""
    money, pieces = _threshold(promotion)
    if money is None and pieces is None and promotion.threshold.strip() not in ("", "无", "无门槛", "0"):
        return None
    if promotion.kind == "赠品":
        return Terms(money, pieces)
    if promotion.kind == "第二件半价":
        return Terms(money, pieces or 2)
    return _with_benefit(promotion, money, pieces)


def _with_benefit(promotion: Promotion, money: Decimal | None, pieces: int | None) -> Terms | None:
    numbers = _NUMBER.findall(promotion.benefit)
    if len(numbers) != 1:
        return None
    value = Decimal(numbers[0])
    if promotion.kind in _OFF_KINDS:
        return None if "折" in promotion.benefit else Terms(money, pieces, off=value)
    factor = _factor(promotion.benefit, value) if promotion.kind in ("限时折扣", "多件折扣") else None
    return Terms(money, pieces, factor=factor) if factor else None


def _threshold(promotion: Promotion) -> tuple[Decimal | None, int | None]:
    text = promotion.threshold.strip()
    pieces = _PIECES.search(text)
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return None, None
    if pieces:
        return None, int(pieces[1])
    if promotion.kind in ("多件折扣", "第二件半价"):
        return None, int(Decimal(numbers[0]))
    return Decimal(numbers[0]), None


def _factor(text: str, value: Decimal) -> Decimal | None:
    if _FACTOR_WORD.search(text):
        value = value / 10 if value < 10 else value / 100
    return value if 0 < value < 1 else None


_COUPON = r"(?:优惠券|店铺券|会员券|新客券|券)"
_WITH = r"(?:叠加|同享|同用|同时使用|并用|一起用|共用)"
_NO = r"(?:不可|不能|不得|不支持|不|无法)"
_NAMES: tuple[tuple[str, frozenset[str]], ...] = (
    ("每满减", frozenset({"每满减"})),
    ("满减", frozenset({"满减"})),
    ("限时折扣", frozenset({"限时折扣"})),
    ("多件折扣", frozenset({"多件折扣"})),
    ("第二件半价", frozenset({"第二件半价"})),
    ("店铺券", frozenset({"店铺券"})),
    ("会员券", frozenset({"会员券"})),
    ("新客券", frozenset({"新客券"})),
    ("券", COUPON_KINDS),
    ("折扣", frozenset({"限时折扣", "多件折扣", "第二件半价"})),
)
ALL_KINDS = COUPON_KINDS | ITEM_KINDS | {"满减", "每满减", "赠品"}
_ANY = re.compile(r"其他|任何|所有|全部")
_HARMLESS = re.compile(
    rf"^(?:每[单人位](?:ID)?(?:每[单日天])?(?:限用|限领|仅限|限|可用|可领)\S{{0,4}}[一1]\s*[张次件份]{_COUPON}?|先\S{{1,4}}后(?:再)?用{_COUPON}|先折后券"
    rf"|自动(?:生效|减|满减|抵扣)|下单(?:自动|立)减|上不封顶|无|数量有限|送完即止|拍下自动(?:减|生效))$"
)


def stacking_of(sentence: str) -> Stacking | None:
    """Read 叠加规则, clause by clause; None where one can't be understood. Empty = no restriction stated."""
    excludes: set[str] = set()
    allows: set[str] = set()
    for clause in re.split(r"[，,；;。\s]+", sentence.strip()):
        if not clause or _HARMLESS.match(clause):
            continue
        if not re.search(_WITH, clause):
            return None
        kinds = _kinds_named(clause)
        if kinds is None:
            return None
        (excludes if re.search(_NO, clause) else allows).update(kinds)
    return Stacking(frozenset(excludes - allows), frozenset(allows))


def _kinds_named(clause: str) -> frozenset[str] | None:
    if _ANY.search(clause) or re.fullmatch(rf"(?:{_NO}|可以?|支持){_WITH}(?:使用|优惠)?", clause):
        return ALL_KINDS
    kinds: frozenset[str] = frozenset()
    rest = clause
    for name, meant in _NAMES:
        if name in rest:
            kinds |= meant
            rest = rest.replace(name, "")
    return kinds or None


def may_combine(stacking: Stacking, kind: str) -> bool:
    """Whether a promotion with these words may stand beside one of that kind."""
    return kind not in stacking.excludes


Basis = Literal["list", "item", "all"]


def threshold_basis(policies: Sequence[Policy]) -> Basis:
    """What a threshold counts by the shop's own policy: list prices (also when nothing is said), prices after
    the discounts of single goods, or what is left after all other offers."""
    for policy in policies:
        text = f"{policy.text}；{policy.key_values}"
        if "叠加" not in policy.topic and "优惠" not in policy.topic:
            continue
        for clause in re.split(r"[。；;]", text):
            if not re.search(r"门槛|满额|是否满|计算", clause):
                continue
            if re.search(r"按\S{0,6}(?:满减后|优惠后|实付|到手)", clause):
                return "all"
            if re.search(r"(?:按|口径|用|看)\S{0,6}(?:折后|折扣后|活动价)", clause):
                return "item"
    return "list"
