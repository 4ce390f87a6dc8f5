"""The words of a promotion row, understood: threshold, benefit, scope, time, what it combines with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from xiaoer.core.facts import Policy, Product, Promotion

COUPON_KINDS = frozenset({"店铺券", "会员券", "新客券"})
ITEM_KINDS = frozenset({"限时折扣", "第二件半价", "多件折扣"})
_OFF_KINDS = COUPON_KINDS | {"满减", "每满减"}

PromotionState = Literal["running", "upcoming", "ended"]

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PIECES = re.compile(r"(\d+)\s*(?:件|盒|份|个|瓶|袋|双|条|套|箱|罐|支|片|包|对|只|本|台|提|桶|组|副|把|根|张)")
_MOST_OFF = re.compile(r"(?:最[高多](?:可)?(?:减|优惠|省)|上限(?:为)?|封顶(?:为)?)\s*(\d+(?:\.\d+)?)\s*元?")
_CHINESE = str.maketrans("一二两三四五六七八九", "1223456789")


def _digits(text: str) -> str:
    """两件 → 2件, 八八折 → 88折."""
    return text.translate(_CHINESE)


_FACTOR_WORD = re.compile(r"(\d+(?:\.\d+)?)\s*折")


@dataclass(frozen=True, slots=True)
class Terms:
    """`money` or `pieces` = threshold (both None = none); `off` in yuan or `factor` 0–1; neither for gifts.
    `most` = the most in yuan that it takes off (封顶)."""

    money: Decimal | None = None
    pieces: int | None = None
    off: Decimal | None = None
    factor: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stacking:
    """Which kinds it excludes and which it names as allowed; a kind that it doesn't name may stand beside it.
    `unsure` = kinds of which the words say only that one has to ask."""

    excludes: frozenset[str] = frozenset()
    allows: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()


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
    if money is None and pieces is None and promotion.threshold.strip() not in ("", "无", "无门槛", "0", "不限"):
        return None
    if promotion.kind == "赠品":
        return Terms(money, pieces)
    if promotion.kind == "第二件半价":
        return Terms(money, pieces or 2, factor=_second(promotion))
    terms = _with_benefit(promotion, money, pieces)
    most = _MOST_OFF.search(f"{promotion.benefit}；{promotion.stacking}；{promotion.note}")
    return replace(terms, most=Decimal(most[1])) if terms and most else terms


def _second(promotion: Promotion) -> Decimal | None:
    """What the second piece costs of its price; None = half."""
    numbers = _NUMBER.findall(_digits(promotion.benefit).replace("第2件", ""))
    if len(numbers) != 1:
        return None
    value = Decimal(numbers[0])
    return _factor(promotion.benefit, value)


def _with_benefit(promotion: Promotion, money: Decimal | None, pieces: int | None) -> Terms | None:
    benefit = re.sub(_MOST_OFF, "", _digits(promotion.benefit))
    numbers = _NUMBER.findall(benefit)
    if len(numbers) != 1:
        return None
    value = Decimal(numbers[0])
    if promotion.kind in _OFF_KINDS:
        return None if "折" in promotion.benefit else Terms(money, pieces, off=value)
    factor = _factor(benefit, value) if promotion.kind in ("限时折扣", "多件折扣") else None
    return Terms(money, pieces, factor=factor) if factor else None


def _threshold(promotion: Promotion) -> tuple[Decimal | None, int | None]:
    text = _digits(promotion.threshold.strip())
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


_COUPON = r"(?:优惠券|店铺券|会员券|新客券|平台券|优惠|券)"
_WITH = re.compile(
    r"叠加|叠用|同享|同用|同时(?:使用|享受?|参[加与])|并用|并享|一起[用享]|一起使用|共[用享]|一起(?!拍|买|发)|合用|合并使用|累加|兼得|混用|重复享"
    r"|(?:再|还|仍|照样|照常|都)?(?:可|能)(?:以|再|继续|照常)?[用享领]|(?:使?用|享受?|参与|参加)(?!条件)"
)
_NO = re.compile(r"不(?!影响|限|冲突|封顶)|无法|禁止|[勿别]")
_NOTED = re.compile(
    r"不(?:可|能|得|再)?(?:以)?(?:[与和跟同]\S{1,8})?(?:同享|同用|叠加|叠用|并用|并享|同时使用|同时享|一起用)"
)
_FREE = re.compile(r"不影响|不冲突|不限制")
_EITHER = re.compile(r"[二两三]选一|择一|选其一|择优|互斥|取[低高大优]|取最|就[低高]|只能[选享]")
_ASK = re.compile(r"咨询|询问|问(?:下|一下)?客服|联系|为准|视情况|另行|待定|不确定")
_NAMES: tuple[tuple[str, frozenset[str]], ...] = (
    ("每满减", frozenset({"每满减"})),
    ("满减", frozenset({"满减"})),
    ("限时折扣", frozenset({"限时折扣"})),
    ("多件折扣", frozenset({"多件折扣"})),
    ("第二件半价", frozenset({"第二件半价"})),
    ("店铺券", frozenset({"店铺券"})),
    ("会员券", frozenset({"会员券"})),
    ("新客券", frozenset({"新客券"})),
    ("新人券", frozenset({"新客券"})),
    ("赠品", frozenset({"赠品"})),
    ("满赠", frozenset({"赠品"})),
    ("券", COUPON_KINDS),
    ("折扣", ITEM_KINDS),
    ("打折", ITEM_KINDS),
)
ALL_KINDS = COUPON_KINDS | ITEM_KINDS | {"满减", "每满减", "赠品"}
_ANY = re.compile(r"其[他它余]|任何|所有|全部|店铺(?:内)?(?:优惠|活动)|店内|别的|各(?:类|种)")
_ANY_COUPON = re.compile(r"(?:其[他它余]|任何|所有|别的|店铺(?:内)?|各种)(?:的)?(?:优惠)?券")
_ONLY = re.compile(r"(?:只|仅)(?:能|可以?|限)?[与和跟同]")
_BARE = re.compile(r"(?:不可?|不能|不得|不支持|无法|可以?|支持)(?:叠加|同享|同用)(?:使用|优惠)?")
_PLATFORM = re.compile(r"平台|跨店|红包|百亿|官方|津贴|国补|支付")
_ONE_PER = re.compile(
    rf"^(?:同一?|每|一|单)(?:个|笔|张|位)?(?:订?单|人|位|ID|id|账[号户]|用户|会员|顾客|买家|次|[天日月])\S{{0,8}}?[一二两三1-9]\s*(?:张|次|件|份|个|套)?{_COUPON}?(?:使用)?$"
)
_HARMLESS = re.compile(
    rf"^(?:先\S{{1,4}}[后再](?:再)?(?:使?用)?{_COUPON}|先\S{{1,6}}后\S{{1,6}}|先折后券|折上折"
    rf"|(?:先|再|然后|最后)(?:算|打|减|用|享受?)?(?:单品|商品|限时|店铺|每)?(?:折扣?|满减|活动价|{_COUPON})"
    r"|(?:下单|拍下|付款|结算|系统)?(?:后|时)?自动\S{0,6}|下单立减|上?不封顶|无|无门槛|长期有效|随[单货]\S{0,4}|直接\S{0,4}"
    r"|(?:数量|库存)有限\S{0,6}|[送售赠抢发]完\S{0,6}|先到先得|限量\S{0,8}|券?不找零|不可?兑换?现金?|不折现|需(?:先)?领取\S{0,4}|每人限购\S{1,4})$"
)


def stacking_of(sentence: str) -> Stacking | None:
    """Read 叠加规则, clause by clause; None where one can't be understood. Empty = no restriction stated."""
    excludes: set[str] = set()
    allows: set[str] = set()
    unsure: set[str] = set()
    for clause in re.split(r"[，,；;。！!\s（）()]+", sentence.strip()):
        if not clause or _HARMLESS.match(clause) or _ONE_PER.match(clause):
            continue
        kinds = _kinds_named(clause)
        if _ASK.search(clause):
            if not kinds:
                return None
            unsure |= kinds
        elif kinds is None:
            if not (_PLATFORM.search(clause) and _WITH.search(clause)) or _EITHER.search(clause):
                return None  # what is said of the platform's own money changes nothing that the shop takes off
        elif _FREE.search(clause):
            allows |= kinds
        elif _EITHER.search(clause) or (_WITH.search(clause) and _NO.search(clause)):
            excludes |= kinds
        elif _WITH.search(clause):
            allows |= kinds
            excludes |= ALL_KINDS - kinds if _ONLY.search(clause) else frozenset()
        else:
            return None
    return Stacking(frozenset(excludes), frozenset(allows), frozenset(unsure))


def excluded_by_note(note: str) -> frozenset[str]:
    """The kinds that a promotion's note shuts out (与羽绒每满减不同享); what else a note says changes no sum."""
    found: set[str] = set()
    for clause in re.split(r"[，,；;。！!\s（）()]+", note.strip()):
        kinds = _kinds_named(clause) if _NOTED.search(clause) else None
        found |= kinds if kinds is not None and kinds != ALL_KINDS else set()
    return frozenset(found)


def _kinds_named(clause: str) -> frozenset[str] | None:
    """The kinds of promotions that a clause names; None = none that is known."""
    if _ANY_COUPON.search(clause):
        return COUPON_KINDS
    if _ANY.search(clause) or _BARE.fullmatch(clause):
        return ALL_KINDS
    kinds: frozenset[str] = frozenset()
    rest = re.sub(r"平台(?:优惠)?券|跨店满减|平台满减", "", clause)
    for name, meant in _NAMES:
        if name in rest:
            kinds |= meant
            rest = rest.replace(name, "")
    if not kinds and re.search(r"(?<!平台)(?:优惠|活动)", rest) and not _PLATFORM.search(rest):
        return ALL_KINDS
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
            if re.search(r"按\S{0,6}(?:满减后|优惠后|活动后|促销后|实付|到手|减完)", clause):
                return "all"
            if re.search(r"(?:按|口径|用|看|以)\S{0,6}(?:折后|折扣后|打折后|活动价|折扣价)", clause):
                return "item"
    return "list"
