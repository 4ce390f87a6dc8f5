"""Provinces and cities named in a text, with the words that only look like them left out.

The table (data/regions.tsv) lists 34 provincial units and all prefecture-level cities, districts, leagues and the
counties that a province runs itself. Names are given short (广东, 深圳).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

REMOTE_PROVINCES = frozenset({"新疆", "西藏", "青海", "宁夏", "甘肃", "内蒙古", "海南"})
"""Provinces that couriers commonly surcharge; a shop's own freight table goes first."""

SPECIAL_REGIONS = frozenset({"香港", "澳门", "台湾"})

Role = Literal["to", "from", "origin", "plain"]


@dataclass(frozen=True, slots=True)
class Region:
    """A place in a text. role: `to` where it goes, `from` where it leaves, `origin` of goods (新疆大枣), `plain`."""

    province: str
    city: str | None
    start: int
    end: int
    role: Role = "plain"


@dataclass(frozen=True, slots=True)
class _Place:
    province: str
    city: str | None


# Cities whose short name is also an everyday word: they need a sign that a place is meant.
_EVERYDAY_NAMES = (
    "开封 朝阳 东方 白沙 文山 红河 新星 双河 山南 海东 海北 海西 大理 安康 普洱 "
    "阿里 三明 大同 日照 通化 和田 白银 来宾 中卫 天门 四平 百色 黄石 白山 黑河 "
    "长治 平凉 文昌 玉溪 玉树 东营 宜春 安顺 中山 保亭 定安 北屯 平安 黄南 兴安 "
    "凉山 金昌 河源 广安 阳江 北海 南平 新乡 南通 资阳 安庆 吉安 万宁 泰安 大庆 "
    "嘉义 昌江 乐东 六安 保定 包头 桃园 花莲"
)
_EVERYDAY = frozenset(_EVERYDAY_NAMES.split())
# Words that swallow a place name: 加大连衣裙, 东西安排, 确保定金, 三明治.
_SWALLOWED: Mapping[str, re.Pattern[str]] = {
    "大连": re.compile(r"大连(?:衣|体|帽|裤)"),
    "西安": re.compile(r"东西安|西安(?:排|装|全|慰|抚|置)"),
    "西宁": re.compile(r"东西宁|西宁(?:愿|可)"),
    "长沙": re.compile(r"长沙发(?!货|过|到|的|吗|什|出|顺|圆|中|韵|邮|快)"),
    "长春": re.compile(r"长春(?:装|款)"),
    "三明": re.compile(r"三明治"),
    "保定": re.compile(r"[确担]保定|保定金"),
    "大同": re.compile(r"大同小异"),
    "大庆": re.compile(r"大庆(?:典|祝)"),
    "包头": re.compile(r"包头(?:巾|鞋|款)|[面钱书背皮]包头"),
    "南通": re.compile(r"南通(?:道|行)"),
    "海南": re.compile(r"海南(?:瓜|北)|[上青]海南"),
    "河南": re.compile(r"河南(?:岸|路)"),
    "太原": re.compile(r"太原(?:始|来|本)"),
    "上海": re.compile(r"[网线晚早]上海(?:报|选|淘|带|鲜|外)"),
    "江门": re.compile(r"江门(?:票|铃)"),
    "吉林": re.compile(r"吉林(?:路|街)"),
}
_STREET = re.compile(r"(?:[东西南北中]?[一二三四五]?(?:路|街|大道|大街|广场|小区|花园|大厦)|区)")
_GOODS = re.compile(
    r"(?:那边|这边)?(?:的)?(?:特产|大枣|红枣|灰枣|骏枣|枣|核桃|葡萄干|葡萄|哈密瓜|羊肉|牛肉|奶|奶酪|奶茶|烤鸭|火腿|扒鸡|"
    r"毛尖|龙井|茶|白药|苹果|脐橙|橙|柚|椰|芒果|大米|米|面|拉面|米粉|肠粉|粉|醋|酒|啤酒|麻花|鸭|鸡|鱼|蟹|虾|海参|枸杞|"
    r"木耳|蘑菇|菌|腊肉|香肠|豆腐|豆干|辣酱|火锅|棉|长绒棉|丝绸|刺绣|玉|陶瓷|瓷|风味|口味|菜|话|方言|产的|牌|地产|生产|"
    r"制造|银行|大学)"
)
_ORIGIN_BEFORE = re.compile(r"(?:产地(?:是|在)?|产自|原产|来自|正宗(?:的)?|进口)$")
_FROM_BEFORE = re.compile(
    r"(?:从|由|打|仓库(?:是)?在|发货地(?:是)?(?:在)?|你们(?:店|家|公司|厂)?(?:是)?(?:在)?|你家(?:是)?在)$"
)
_FROM_AFTER = re.compile(
    r"(?:省|市)?(?:那边|这边|仓|的仓|本地)?(?:发货|发出|出货|发的|仓发|仓库|寄出|寄过来|发过来|直发)"
)
_TO_BEFORE = re.compile(
    r"(?:到|寄|寄去|发到|发往|寄往|送到|送|邮|邮到|寄到|去|往|至|在|我是|我们是|我人在|我家在|人在|住|地址是?|地址在|"
    r"收货地是?|家是|坐标|改成|换成|改到|发|给|运|是)$"
)
_TO_AFTER = re.compile(
    r"(?:省|市|自治区|州|县|盟|地区)?(?:[\u4e00-\u9fff]{2,4}[市区县])?(?:这边|这里|这儿|那边|的|人|这)?"
    r"(?:多少|邮费|运费|快递费|包邮|要多|能到|能发|能送|能寄|几天|多久|什么时候|要几|可以发|可以寄|可以送|发货?吗|"
    r"送吗|寄吗|到吗|配送|要加|怎么收|偏远|地区|要补|要不要|包不包|免邮|免运|得几|大概|到的?话|收到|可以到|也|呢|发不|发什么|买家|收货)"
)
_ADMIN = re.compile(r"(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|自治州|地区|省|市|县|州|盟|岛)")


@cache
def _names() -> Mapping[str, tuple[tuple[str, _Place], ...]]:
    """First character → names, longest first."""
    table: dict[str, _Place] = {}
    for province, full, others, cities in _rows():
        for name in (province, full, *others):
            table[name] = _Place(province, None)
        for city in cities:
            table.setdefault(city, _Place(province, city.removesuffix("市")))
    for city in ("北京", "天津", "上海", "重庆"):
        table[city] = table[f"{city}市"] = _Place(city, city)
    by_first: dict[str, list[tuple[str, _Place]]] = {}
    for name in sorted(table, key=len, reverse=True):
        by_first.setdefault(name[0], []).append((name, table[name]))
    return {first: tuple(names) for first, names in by_first.items()}


@cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...]:
    lines = (resources.files(__package__) / "data" / "regions.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple((r[0], r[1], tuple(r[3].split()), tuple(r[4].split())) for r in rows)


@cache
def provinces() -> tuple[str, ...]:
    """The 34 provincial units by short name."""
    return tuple(row[0] for row in _rows())


@cache
def _full_names() -> Mapping[str, str]:
    return {name: row[0] for row in _rows() for name in (row[0], row[1], *row[2])}


def province_of(name: str) -> str | None:
    """The province's short name for what an export or a person writes: 广东省, 广东, 内蒙, 深圳市 → 广东; else None."""
    cleaned = name.strip()
    if found := _full_names().get(cleaned):
        return found
    for known, place in _names().get(cleaned[:1], ()):
        if cleaned.startswith(known):
            return place.province
    return None


@cache
def cities_of(province: str) -> tuple[str, ...]:
    """Short names of a province's cities; a municipality has itself."""
    for row in _rows():
        if row[0] == province:
            return row[3] or ((province,) if row[1].endswith("市") else ())
    return ()


def is_remote(province: str) -> bool:
    """Whether couriers commonly surcharge this province."""
    return province in REMOTE_PROVINCES


def find_regions(text: str) -> tuple[Region, ...]:
    """All places in a (normal-form) text, in order; a city directly after its province is one region."""
    found: list[Region] = []
    for region in _candidates(text):
        last = found[-1] if found else None
        if (
            last
            and last.province == region.province
            and text[last.end : region.start].strip(" 省市的,、") == ""
            and (last.city is None or last.city == region.city)
        ):
            found[-1] = Region(region.province, region.city or last.city, last.start, region.end, _join(last, region))
        else:
            found.append(region)
    return tuple(found)


def _join(first: Region, second: Region) -> Role:
    return first.role if first.role != "plain" else second.role


def destination(text: str) -> Region | None:
    """The place that goods should go to: the last one said, unless goods leave or come from there."""
    regions = [r for r in find_regions(text) if r.role in ("to", "plain")]
    going = [r for r in regions if r.role == "to"]
    return (going or regions)[-1] if regions else None


def _candidates(text: str) -> Iterator[Region]:
    names = _names()
    at = 0
    previous_end = -1
    while at < len(text):
        hit = next(((n, p) for n, p in names.get(text[at], ()) if text.startswith(n, at)), None)
        if hit is None:
            at += 1
            continue
        name, place = hit
        region = _judge(text, at, name, place, follows_province=previous_end == at)
        if region is None:
            at += 1
            continue
        yield region
        at = previous_end = region.end


def _judge(text: str, at: int, name: str, place: _Place, *, follows_province: bool) -> Region | None:
    end = at + len(name)
    before, after = text[max(0, at - 6) : at], text[end : end + 12]
    swallowed = _SWALLOWED.get(name)
    if swallowed and swallowed.search(text[max(0, at - 1) : end + 3]):
        return None
    if _STREET.match(after) and not after.startswith("区域"):
        return None
    admin = _ADMIN.match(after)
    # 黑龙江鸡西 names a city, 黑龙江鸡蛋 goods.
    names_city = place.city is None and after.startswith(cities_of(place.province))
    role = _role(before, after, names_city=names_city)
    alone = len(text.strip(" ,.。!?~吧呢啊的")) <= len(name) + 1
    if name in _EVERYDAY and not (admin or follows_province or role in ("to", "from") or alone):
        return None
    if name in _EVERYDAY and role == "to" and not admin and not follows_province and not _sure_place(before, after):
        return None
    if admin and place.city is None and name == "海南" and admin.group() == "州":
        return None
    city = place.city
    if name == "吉林" and admin and admin.group() == "市":
        city = "吉林"
    return Region(place.province, city, at, end + (admin.end() if admin else 0), role)


def _sure_place(before: str, after: str) -> bool:
    """An everyday word needs more than 是/发/给 before it (开封: 我给开封了)."""
    if _TO_AFTER.match(after) and not after.startswith(("的", "也", "呢", "大概")):
        return True
    return bool(
        re.search(
            r"(?:寄到|发到|发往|寄往|送到|邮到|寄|去|住|人在|我在|家在|地址[是在]?|改成|改到|坐标|我是)$",
            before,
        )
    )


def _role(before: str, after: str, *, names_city: bool) -> Role:
    if _ORIGIN_BEFORE.search(before) or (_GOODS.match(after) and not names_city):
        return "origin"
    if _FROM_BEFORE.search(before) and not _FROM_BEFORE_TO.search(before):
        return "from"
    if _FROM_AFTER.match(after) and not re.search(r"(?:到|往|寄|送)$", before):
        return "from"
    if _TO_BEFORE.search(before) or _TO_AFTER.match(after):
        return "to"
    return "plain"


_FROM_BEFORE_TO = re.compile(r"(?:发到|寄到|送到)$")
