"""Freight and delivery rows read out of a shop's written rules, where it keeps no table of them.

Only a rule that is understood whole gives rows: a clause with a number that isn't read leaves the matter to the words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xiaoer.core.facts import Delivery, Freight, Policy, ShopFacts
from xiaoer.core.text.regions import REMOTE_PROVINCES, SPECIAL_REGIONS, province_of, provinces

_CLAUSES = re.compile(r"[。；;，,]")
_BACK = re.compile(r"退|换|险|补发|少发|错发")
_FREIGHT = re.compile(r"包邮|邮费|运费|快递费")
_FREE = re.compile(
    r"^(?P<where>[^\d]*?)(?:商品)?(?:实付|消费|单笔|订单|购物)?满(?P<sum>\d+(?:\.\d+)?)元?(?:就|即|可)?(?:包邮|免邮|免运费)$"
)
_FEE = re.compile(
    r"^(?P<where>[^\d]*?)(?:不满|不足|未满|不到)?(?:\d+(?:\.\d+)?元?)?(?:的)?(?:每单)?(?:收|加|付|需|要)(?:取|付)?(?:运费|邮费|快递费)?(?P<sum>\d+(?:\.\d+)?)元(?:运费|邮费)?$"
)
_NEVER = re.compile(r"^(?P<where>.+?)(?:暂时|暂|目前)?(?:不|无法|不能|不支持)(?:发货|配送|发|送|寄|邮寄|派送)(?:货)?$")
_TIMES = re.compile(r"送达|时效|到货|几天到|多久到|配送|物流|路上")
_SPAN = re.compile(
    r"^(?P<where>[^\d]*?)(?:大概|大约|约|一般|需要?|预计)?(?P<low>\d{1,2})\s*(?:(?:天|日)?\s*(?:到|至|[-~～—–])\s*(?P<high>\d{1,2})\s*)?个?(?:工作)?(?:天|日)(?:左右|内)?(?:送达|到达|到货|送到|到)?$"
)
_HEAD = re.compile(
    r"^(?:货物|商品|包裹|订单|快递|物流|从?发货地|发货后?|发出后?|寄出后?|揽收后?|出库后?|起|到|送到|寄到|[:：\s])+"
)
_PAID_BY = re.compile(r"截单\D{0,3}(\d{1,2}[:：]\d{2})|(\d{1,2}[:：]\d{2})\s*(?:以?前|之前)\s*(?:付款|下单|拍下|支付)")
_ELSE = re.compile(r"^(?:全国|全店|全场|其他|其它|其余|别的)?(?:大部分|多数)?(?:地区|省份|地方|各地|省市)?(?:均|都)?$")
_GROUPS: Mapping[str, str] = {
    "华东": "上海 江苏 浙江 安徽 福建 江西 山东",
    "华中": "河南 湖北 湖南",
    "华南": "广东 广西 海南",
    "华北": "北京 天津 河北 山西 内蒙古",
    "东北": "辽宁 吉林 黑龙江",
    "西北": "陕西 甘肃 青海 宁夏 新疆",
    "西南": "重庆 四川 贵州 云南 西藏",
    "江浙沪皖": "江苏 浙江 上海 安徽",
    "江浙沪": "江苏 浙江 上海",
    "京津冀": "北京 天津 河北",
    "珠三角": "广东",
    "港澳台": " ".join(sorted(SPECIAL_REGIONS)),
    "偏远": " ".join(sorted(REMOTE_PROVINCES)),
}
_WORDS = re.compile(r"地区|省份|省内|等地|等|境内|本地|[省市内、和及与的]")


@dataclass(slots=True)
class _Terms:
    """What a rule says of some places; `places` None = all that no other names."""

    places: frozenset[str] | None
    free: Decimal | None = None
    fee: Decimal | None = None
    sent: bool = True


def with_told_tables(facts: ShopFacts) -> ShopFacts:
    """The same facts, with rows for each province where the shop's words tell them and no table does."""
    freight = facts.freight or _freight_of(facts.policies, facts.profile.ship_from)
    delivery = facts.delivery or _delivery_of(facts.policies, facts.profile.ship_from)
    if freight is facts.freight and delivery is facts.delivery:
        return facts
    return replace(facts, freight=freight, delivery=delivery)


def _freight_of(policies: Sequence[Policy], ship_from: str) -> tuple[Freight, ...]:
    spoken = [p for p in policies if _FREIGHT.search(f"{p.topic}{p.text}") and not _BACK.search(p.topic)]
    rules = [p for p in spoken if _FREIGHT.search(p.topic)]
    if len(rules) != 1:
        return ()
    terms = _freight_terms(rules[0].text, ship_from)
    if not terms or any(t.sent and (t.free is None or t.fee is None) for t in terms):
        return ()
    return tuple(
        Freight(
            province=place, first_kg=None, first_fee=found.fee, step_kg=None, step_fee=None, free_from=found.free,
            remote=found.places is not None, deliverable=found.sent, remark="", way="", courier="", pricing="",
            source=rules[0].source,
        )
        for place in provinces() if (found := _meant(terms, place)) is not None
    )  # fmt: skip


def _freight_terms(text: str, ship_from: str) -> list[_Terms]:
    terms: list[_Terms] = []
    for clause in filter(None, (c.strip() for c in _CLAUSES.split(text))):
        free, fee, never = _FREE.match(clause), _FEE.match(clause), _NEVER.match(clause)
        said = free or fee or never
        if said is None:
            if re.search(r"\d", clause):
                return []
            continue
        where = said["where"].strip()
        places = None if _ELSE.match(where) else _places(where, ship_from)
        if places is not None and not places:
            return []
        if never:
            terms.append(_Terms(places, sent=False))
        elif free:
            terms.append(_Terms(places, free=Decimal(free["sum"])))
        elif fee and terms and (not where or terms[-1].places == places):
            terms[-1].fee = Decimal(fee["sum"])
        else:
            return []
    for one in terms:  # 江浙沪满29包邮，其他地区满49包邮，不满收6元
        one.fee = one.fee if one.fee is not None or not one.sent else _fee_of_all(terms)
    return terms


def _fee_of_all(terms: Sequence[_Terms]) -> Decimal | None:
    return next((t.fee for t in terms if t.places is None and t.fee is not None), None)


def _meant(terms: Sequence[_Terms], place: str) -> _Terms | None:
    own = [t for t in terms if t.places is not None and place in t.places]
    if own or place in SPECIAL_REGIONS:
        return own[-1] if own else None
    return next((t for t in terms if t.places is None), None)


def _places(where: str, ship_from: str) -> frozenset[str]:
    """The provinces that a clause names; empty = not understood."""
    found: set[str] = set()
    rest = _HEAD.sub("", where)
    if re.match(r"(?:本省|同省|省内)", rest):
        home = next((p for p in provinces() if p in ship_from), None)
        return frozenset({home}) if home else frozenset()
    for name, members in sorted(_GROUPS.items(), key=lambda pair: -len(pair[0])):
        if name in rest:
            found |= set(members.split())
            rest = rest.replace(name, " ")
    for name in sorted(provinces(), key=len, reverse=True):
        if name in rest:
            found.add(name)
            rest = rest.replace(name, " ")
    left = _WORDS.sub(" ", rest).split()
    named = [province_of(word) for word in left]
    if any(place is None for place in named):
        return frozenset()
    return frozenset(found | {place for place in named if place})


def _delivery_of(policies: Sequence[Policy], ship_from: str) -> tuple[Delivery, ...]:
    rules = [p for p in policies if _TIMES.search(p.topic) and not _BACK.search(p.topic)]
    for policy in rules:
        spans = _spans(policy.text, ship_from)
        if spans:
            return _rows(policy, spans, _cutoff(policies))
    return ()


def _spans(text: str, ship_from: str) -> list[tuple[frozenset[str] | None, int, int]]:
    spans: list[tuple[frozenset[str] | None, int, int]] = []
    for clause in filter(None, (c.strip() for c in _CLAUSES.split(text))):
        said = _SPAN.match(clause)
        if said is None:
            if re.search(r"\d\s*(?:天|日|小时)", clause):
                return []
            continue
        where = _HEAD.sub("", said["where"].strip())
        places = None if _ELSE.match(where) else _places(where, ship_from)
        if places is not None and not places:
            return []
        low = int(said["low"])
        spans.append((places, low, int(said["high"] or low)))
    return spans if len(spans) > 1 or any(places is None for places, _, _ in spans) else []


def _rows(policy: Policy, spans: Sequence[tuple[frozenset[str] | None, int, int]], cutoff: str) -> tuple[Delivery, ...]:
    rows = []
    for place in provinces():
        own = [s for s in spans if s[0] is not None and place in s[0]]
        found = min(own, key=lambda s: len(s[0] or ())) if own else next((s for s in spans if s[0] is None), None)
        if found is not None and place not in SPECIAL_REGIONS:
            rows.append(Delivery("", place, found[1], found[2], "", cutoff, "", policy.source))
    return tuple(rows)


def _cutoff(policies: Sequence[Policy]) -> str:
    """The one time of day until which what is paid leaves on the same day; empty where the rules tell several."""
    said = {a or b for p in policies for a, b in _PAID_BY.findall(f"{p.text} {p.key_values}")}
    return next(iter(said)).replace("：", ":") if len(said) == 1 else ""
