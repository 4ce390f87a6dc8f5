"""Which attributes of a product a question asks for, with keys that nobody has seen before.

Signs, from the surest: the key stands in the question; key and question are of one matter (data/aspects.tsv); the unit
asked for stands in the value; the question's own words stand in the key or in the value.
"""
# ruff: noqa: E501 - rows of Chinese count double in width

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from xiaoer.core.answering.goods.matters import Matter, matters
from xiaoer.core.answering.goods.measures import measures_in, scales_asked, scales_of
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.facts import Product
from xiaoer.core.text.normal import normal_text

SURE = 2.0
LIKELY = 1.5
_BESIDE = 0.82  # share of the best score from which another key is told too
_MOST = 3
_MOSTLY = 0.7  # share of a question's characters that a value must hold to be meant without a common word
_ENOUGH = 3
_FEW = 6
_UNITS = frozenset("米斤克升寸码号色款件瓶盒袋包支片个条双台元天年月日")
_BY_POINT = 0.35  # what a clause of the selling points stands behind an attribute
_SHORT = 60
_PAIR = 2
_PIECE = re.compile(r"[,，。.!！?？;；、~\s]+|还有|以及|另外|然后|并且|而且")
_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9][a-z0-9.+\-]*", re.IGNORECASE)
_FUNCTION = re.compile(
    r"请问|麻烦|你们家?|咱们?家?|老板|客服|亲亲?|会不会|能不能|可不可以|有没有|有木有|是不是|要不要|用不用|需不需要|好不好|行不行|是否|能否|可否"
    r"|怎么样|怎样|怎么|咋样|咋|如何|什么|啥样?|多少|几|哪[个里些种]?|可以|容易|比较|直接|平时|一般|正常|里面|上面|以后|之后|时候|东西|一下|一点|有点|这[个款件种双条台]?|那[个款件种双条台]?|它|我|你|他|她"
    r"|[吗嘛么呢啊呀吧哦哈了的得地就也都还再又很太挺蛮个是有能会要用]|不(?=$)|没(?=$)|想|问"
)
_GENERIC = (
    "可以 支持 使用 需要 适合 合适 建议 正常 以内 左右 客服 收到 到货 以上 以下 一个 一次 不会 不能 没有 不可 不要 注意 情况 "
    "之间 时间 方式 商品 产品 本品 效果 质量 好的 颜色 尺码 规格 现货 发货 多久 一起 自己 家里 孩子 宝宝 大人"
)
GENERIC = frozenset(_GENERIC.split())
_PREFIX = re.compile(r"^(?:是否|能否|可否|有无|可|支持|最大|最高|建议|推荐|额定|总|整机|机身|产品|商品|单[只支个条]?)")
_SUFFIX = re.compile(r"(?:说明|方法|方式|情况|等级|级别|指数|类型|时间|范围|信息|参数|提示|要求|期限)$")
_CODED = re.compile(
    r"备案|批准|许可|注册|证号|证书|执行标准|标准号|条码|货号|型号|款号|ISBN|生产日期|批号", re.IGNORECASE
)
_WARNS = re.compile(r"注意|禁忌|警示|提示|用法|说明")
_ADVISES_AGAINST = re.compile(r"^(?:不建议|不适[合用配]?|不能|不可|不宜|不推荐|禁|忌|怕|勿|慎用|避免)")
_MAY = re.compile(r"能|可以|行|适合|适用|合适|支持|好[吗不]")
_FAINT = frozenset("用适可能有不大小多少时间长高人说明一")
_NUMBER = re.compile(r"[\d.\-]+")
_YES_NO = re.compile(r"(.)不\1")
_COUNTED = re.compile(r"(?:多少|几)(?:个)?\s*([a-z]{1,4}|[\u4e00-\u9fff])(?!钱)", re.IGNORECASE)
_SHARE = re.compile(r"百分之|%|占比|占多少|几成|含量|(?:加|放|添|含|掺|用)了?多少(?!钱|元|块)")
_PERCENT = re.compile(r"\d\s*[%％]")
_BY_SHARE = 2.1  # a share is asked for, and a value tells one
_NUMERAL = r"[\d一二两三四五六七八九十半]"


_DIMENSION = re.compile(
    r"(?:有)?(?:多|够不够|太|够)[大小长宽高重厚深粗沉](?!时间)(?:一?[个块只把台条]|不)?|[大小长宽高重厚深粗沉快]不[大小长宽高重厚深粗沉快]|[大小长高重沉](?=[吗么不]|$)|尺寸|大小"
)
_OF_SENDING = frozenset({"发货仓", "仓库", "预售发货"})
_SENT_FROM = re.compile(r"仓|哪.{0,3}发|从哪|发货|预售")
_INCLUDES = re.compile(
    r"(?:带不带|含不含|包不包|送不送|配不配|[带含包送配附])([\u4e00-\u9fff]{1,5}?)(?:[吗么不没嘛]|$)"
)
_CONTENTS = re.compile(r"包含|清单|配件|附件|附带|内含|含|套装|组成|随|送|标配|配套|盒内")
_LEFT_OUT = re.compile(r"^(?:不[含附带包]|不包含|自备|需自备|另购|另配)")
_OF_WHAT_IS_IN_IT = 0.6
_OF_ITS_NAME = 0.7  # what a key gains that bears the noun whose size is asked for (桶多大: 纸桶)
_OF_ITS_SCALE = 0.5  # what a value gains that counts on the scale of a number said (能装5斤吗)
_ONLY_ONE = 1.6


POINT = "卖点"
"""The key under which a clause of the selling points counts as an attribute."""
_POINTS = re.compile(r"[，,；;。.！!\n]+")


@dataclass(frozen=True, slots=True)
class Aspect:
    """An attribute with how surely it is asked for."""

    key: str
    value: str
    score: float


def asked_for(product: Product, text: str, bare: str, *, least: float = LIKELY) -> tuple[Aspect, ...]:
    """The attributes that a question asks for, at most three. `bare` = the text without the product's name."""
    found: dict[str, Aspect] = {}
    pieces = [piece for piece in _PIECE.split(bare) if piece] or [bare]
    for piece in pieces:
        told = _told(product, piece, text if len(pieces) == 1 else piece, least if not found else max(least, LIKELY))
        for aspect in told:
            found.setdefault(aspect.key, aspect)
    return tuple(found.values())[:_MOST]


def _told(product: Product, bare: str, text: str, least: float) -> list[Aspect]:
    ranked = rank(product, bare)
    if text != bare:
        whole = {aspect.key: aspect.score * 0.7 for aspect in rank(product, text)}
        ranked = [Aspect(a.key, a.value, max(a.score, whole.get(a.key, 0.0))) for a in ranked]
    ranked.sort(key=lambda aspect: -aspect.score)
    if not ranked or ranked[0].score < least:
        return []
    return [aspect for aspect in ranked[:2] if aspect.score >= max(least, ranked[0].score * _BESIDE)]


def points_of(product: Product) -> tuple[str, ...]:
    """The clauses of a product's selling points."""
    return tuple(point for point in _POINTS.split(product.selling_points) if point)


def rank(product: Product, text: str) -> list[Aspect]:
    """All attributes with their scores, in the order of the table."""
    asked = normal_text(text).lower()
    runs = (*_runs(asked), *_runs(canonical(asked)))
    by_matter = _asked_matters(product, asked)
    counted = _COUNTED.search(asked)
    nouns = _nouns(asked)
    said, wanted = _scales(asked)
    share = _SHARE.search(asked) is not None
    inside = _INCLUDES.search(asked)
    pairs = (*product.attributes, *((POINT, point) for point in points_of(product)))
    values = [f"{value} {canonical(value)}".lower() for _, value in pairs]
    held = [_common(runs, value) for value in values]
    scales = [scales_of(value) for _, value in pairs]
    found = []
    for place, (key, value) in enumerate(pairs):
        shared = held[place]
        others = max(1, sum(other == shared for other in held) - 1) if shared else 1
        score = max(
            _literal(key, asked) if key != POINT else 0.0,
            _warned(key, held[place], asked),
            by_matter.get(key, 0.0),
            _unit(counted, value),
            _BY_SHARE if share and _PERCENT.search(value) and "缩" not in key else 0.0,
            _of_key(runs, key.lower()) if key != POINT else 0.0,
            _of_value(runs, shared) / others if len(shared) > 1 or not _CODED.search(key) else 0.0,
        )
        covered = _covered(runs, f"{key}{values[place]}".lower())
        if not score and covered >= _MOSTLY and len(value) <= _SHORT and _letters(runs) >= _ENOUGH:
            score = 1.2 + covered
        if key in _OF_SENDING and not _SENT_FROM.search(asked):
            score = 0.0
        on = scales[place]
        alone = sum(bool(other & (said | wanted)) for other in scales) == 1
        if on & wanted:
            score = max(score + _OF_ITS_SCALE / 2, _ONLY_ONE + 0.2 if alone else 0.0)
        elif on & said and (score or alone):
            score = max(score + _OF_ITS_SCALE, _ONLY_ONE if alone and key != POINT else 0.0)
        if nouns and key != POINT and any(_names(noun, key.lower()) for noun in nouns):
            score = max(score, LIKELY) + _OF_ITS_NAME
        if inside and _tells_contents(key, pairs[place][1], inside[1]):
            score = max(score, LIKELY) + _OF_WHAT_IS_IN_IT
        least = _BY_POINT if key == POINT else 0.0
        found.append(Aspect(key, value, score + 0.6 * covered - least if score else 0.0))
    return found


@lru_cache(maxsize=2048)
def _rows_of(attributes: tuple[tuple[str, str], ...]) -> tuple[tuple[Matter, tuple[tuple[str, int], ...], str], ...]:
    """The matters that a product's data tells of: each with the keys it names, or else the one key whose value is
    like it. The same for every question."""
    named: dict[int, list[tuple[str, int]]] = defaultdict(list)
    like: dict[int, list[str]] = defaultdict(list)
    for key, value in attributes:
        for place, length in _named_by(key):
            named[place].append((key, length))
        for place in _like(value) if not _WARNS.search(key) else ():
            like[place].append(key)
    return tuple(
        (matter, tuple(named.get(place, ())), "" if place in named else like[place][0])
        for place, matter in enumerate(matters())
        if place in named or len(like.get(place, ())) == 1
    )


@lru_cache(maxsize=4096)
def _named_by(key: str) -> tuple[tuple[int, int], ...]:
    """The matters (by their place in the table) that a key names, each with how many of its letters do."""
    found = ((place, matter.keys.search(key)) for place, matter in enumerate(matters()))
    return tuple((place, len(match[0])) for place, match in found if match)


@lru_cache(maxsize=16384)
def _like(value: str) -> tuple[int, ...]:
    """The matters whose values look like this one."""
    return tuple(i for i, matter in enumerate(matters()) if matter.values is not None and matter.values.search(value))


def _asked_matters(product: Product, asked: str) -> dict[str, float]:
    """Key → score by the matters that the question is of."""
    best: dict[str, float] = {}
    forms = tuple(dict.fromkeys((asked, canonical(asked))))
    for matter, named, like in _rows_of(product.attributes):
        said = max((m[0] for form in forms for m in matter.asked.finditer(form)), key=len, default="")
        if not said:
            continue
        score = 1.5 + 0.2 * min(len(said), 4)
        for key, length in named:
            best[key] = max(best.get(key, 0.0), score + 0.3 * length / len(key))
        if like:
            best[like] = max(best.get(like, 0.0), score - 0.3)
    return best


def _warned(key: str, shared: str, asked: str) -> float:
    """不建议:金鱼、锦鲤 when it is asked whether goldfish can be kept."""
    if len(shared) < 2 or shared in GENERIC or not _ADVISES_AGAINST.search(key) or not _MAY.search(asked):
        return 0.0
    return 2.9


def _literal(key: str, asked: str) -> float:
    low = key.lower()
    if len(low) >= 2 and low in asked:
        return 2.6 + 0.1 * len(low)
    stem = _SUFFIX.sub("", _PREFIX.sub("", low))
    if len(stem) >= 2 and stem in asked and stem not in GENERIC:
        return 2.3
    return 2.3 if _YES_NO.fullmatch(key) and key[0] in asked else 0.0


def _unit(counted: re.Match[str] | None, value: str) -> float:
    """多少瓦, 几层, 多少hz: the value counts in it."""
    if counted is None:
        return 0.0
    return 1.9 if re.search(rf"{_NUMERAL}\s*{re.escape(counted[1])}", value, re.IGNORECASE) else 0.0


def _of_key(runs: Sequence[str], key: str) -> float:
    shared = _common(runs, key)
    if len(shared) >= 2:
        return 0.0 if shared in GENERIC else 1.8 + 0.15 * len(shared)
    if len(key) >= 2 and _in_order(key, "".join(runs)):
        return 2.0  # 浇水 in 多久浇一次水
    if any(len(run) == 1 and run in key for run in runs):
        return 1.5
    return 1.3 if len(shared) == 1 and shared not in _everyday()[0] and shared not in _FAINT else 0.0


def _tells_contents(key: str, value: str, thing: str) -> bool:
    """Whether a cell tells that a thing is in the box, or what is not."""
    return _LEFT_OUT.search(key) is not None or (_CONTENTS.search(key) is not None and thing[-_PAIR:] in value)


def _nouns(asked: str) -> tuple[str, ...]:
    """What a question of size is asked of: 电线 of 电线多长; empty for other questions."""
    if not _DIMENSION.search(asked):
        return ()
    runs = _runs(_DIMENSION.sub(" ", asked))
    return tuple(r for r in runs if not r.isascii() and (len(r) > 1 or is_rare(r)) and r not in GENERIC)


def _names(noun: str, key: str) -> bool:
    """Whether a key bears a noun, whole (桶 in 纸桶) or with letters between (电线 in 电源线)."""
    return noun in key or (len(noun) == _PAIR and _in_order(noun, key)) or (len(key) >= _PAIR and key in noun)


def _scales(asked: str) -> tuple[frozenset[str], frozenset[str]]:
    """The scales of the numbers that a question says, and those that it asks a number of."""
    said = frozenset(measure.scale for measure in measures_in(asked))
    return said, scales_asked(asked)


def _in_order(key: str, text: str) -> bool:
    """Whether all letters of a key stand in a text, in their order."""
    letters = iter(text)
    return all(letter in letters for letter in key)


def _of_value(runs: Sequence[str], shared: str) -> float:
    if len(shared) >= 2:
        return 0.0 if shared in GENERIC else 1.3 + 0.2 * min(len(shared), 5)
    return _rare(runs, shared)


def _rare(runs: Sequence[str], letter: str) -> float:
    """A single shared letter says something where it is rare in what shoppers write (撞, 咬, 胎)."""
    many, very_many = _everyday()
    if not letter or letter in very_many or letter in _UNITS or letter in _FAINT:
        return 0.0
    if letter in runs:
        return 1.5
    if letter in many:
        return 0.0
    return 1.2 if sum(map(len, runs)) <= _FEW else 0.9


@cache
def _everyday() -> tuple[frozenset[str], frozenset[str]]:
    """The letters that stand in many questions of all kinds, and those in very many."""
    text = (resources.files("xiaoer.core.answering") / "data" / "everyday.txt").read_text("utf-8")
    many, very_many = (frozenset(line) for line in text.splitlines() if not line.startswith("#"))
    return many, very_many


def _runs(asked: str) -> Iterator[str]:
    """The pieces of a question that bear its content."""
    doubled = _YES_NO.sub(lambda m: m[1], asked)  # 硬不硬 → 硬
    for part in _FUNCTION.sub(" ", doubled).split():
        yield from _RUN.findall(part)


def _common(runs: Sequence[str], text: str) -> str:
    """The longest piece of a run that stands in the text; a Latin run only whole."""
    best = ""
    for run in runs:
        if run.isascii():
            whole = not _NUMBER.fullmatch(run) and re.search(rf"(?<![a-z]){re.escape(run)}(?![a-z])", text)
            best = run if len(run) > len(best) and whole else best
            continue
        for start in range(len(run)):
            end = start + len(best) + 1
            while end <= len(run) and run[start:end] in text:
                best = run[start:end]
                end += 1
    return best


@lru_cache(maxsize=4096)
def is_quality(word: str) -> bool:
    """Whether a word says what goods are like (防水, 静音), not what they are."""
    return any(match[0] == word for matter in matters() for match in matter.asked.finditer(word))


def is_rare(letter: str) -> bool:
    """Whether a letter stands in few questions, so that it says something by itself."""
    return letter not in _everyday()[0] and letter not in _UNITS


def weight_of(letter: str) -> float:
    """How much it says that a letter is shared: nothing for the commonest, all for those in few questions."""
    many, very_many = _everyday()
    return 0.05 if letter in very_many else 0.3 if letter in many or letter in _UNITS else 1.0


def common_runs(text: str, name: str) -> tuple[str, ...]:
    """The longest pieces of two and more characters that a text shares with a name."""
    found: list[str] = []
    start = 0
    while start < len(text) - 1:
        end = start + 2
        while end <= len(text) and text[start:end] in name:
            end += 1
        run = text[start : end - 1].strip()
        if len(run) >= 2:
            found.append(run)
            start = end - 1
        else:
            start += 1
    return tuple(found)


def content_runs(text: str) -> tuple[str, ...]:
    """The pieces of a question that bear its content, without function words."""
    return tuple(_runs(normal_text(text).lower()))


def shared_run(runs: Sequence[str], text: str) -> str:
    """The longest piece of a question that stands in a text; empty where it is too general to tell anything."""
    shared = _common(runs, normal_text(text).lower())
    return "" if len(shared) < 2 or shared in GENERIC else shared


def coverage(runs: Sequence[str], text: str) -> float:
    """The share of a question's characters that stand in a text."""
    return _covered(runs, normal_text(text).lower())


def joined_coverage(runs: Sequence[str], text: str) -> float:
    """Like `coverage`, but a letter counts only together with a neighbour of its, so that scattered ones say nothing."""
    known = normal_text(text).lower()
    whole = sum(len(run) if not run.isascii() else 1 for run in runs)
    held = 0
    for run in runs:
        if run.isascii() or len(run) == 1:
            held += run in known
        else:
            pairs = [run[i : i + 2] in known for i in range(len(run) - 1)]
            held += sum(a or b for a, b in zip([False, *pairs], [*pairs, False], strict=True))
    return held / whole if whole else 0.0


def _letters(runs: Sequence[str]) -> int:
    return len({letter for run in runs for letter in run})


def _covered(runs: Sequence[str], text: str) -> float:
    """The share of the content's characters that stand in the text."""
    letters = [letter for run in runs for letter in (run if not run.isascii() else [run])]
    return sum(letter in text for letter in letters) / len(letters) if letters else 0.0
