"""What a shop and its goods say of returns without a reason, held against the state that a shopper tells of.

Promises stand in policies, in attributes or columns of goods (退换, 无理由天数, 退货运费) and in `shop.toml`; a clause
may shut goods out (定制不退), or shut a state out (下过水的不退), or allow it (拆包不影响).
"""

# Rows of Chinese count double in width; they are kept whole.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xiaoer.core.answering.evidence import cite
from xiaoer.core.answering.goods.aspects import common_runs
from xiaoer.core.answering.parts import Turn
from xiaoer.core.answering.shapes import FactUse
from xiaoer.core.facts import Policy, Product

_LEAST_DAYS = 7
_OF_RETURNS = re.compile(r"无理由|退换|退货|包退|可退|不退|试用|试睡|试穿")
_FREIGHT_KEY = re.compile(r"退(?:货|换)?(?:的)?运费|寄回运费|运费承担")
_SELLER = re.compile(r"卖家|商家|店|包|免|我们|赠")
_NO = re.compile(r"^(?:否|不|不支持|不可|不能|不可以|无|不退|不参加|no|N|false)$", re.IGNORECASE)
_DAYS = re.compile(
    r"(\d{1,3})\s*天(?:之?内)?(?:无理由|包退|可退|免费退|试[用睡穿骑]|不满意)|(?:无理由|包退|试[用睡穿骑])[^\d，。；]{0,4}(\d{1,3})\s*天|^(\d{1,3})\s*天?$"
)
_EXCLUDES = re.compile(
    r"(?:不|恕不|概不)(?:支持|能|可以|可|予|适用|接受|享受|参加)?[^，。；]{0,6}(?:退|无理由)|不退|不换|除外|不适用"
)
_FAULTS = re.compile(r"质量|破损|发错|少发|坏")
_ALLOWS = re.compile(r"不影响|可以(?:正常)?退|照常|照样|仍可|也可以|没关系|可退|支持")
_NOT_DONE = re.compile(
    r"(?:从来?|还|都|也|根本|完全)?(?:没有?|未|不曾)(?:怎么|有|去|舍得|来得及)?(?:下水|[拆穿洗用戴试剪喝吃开装撕剃骑])+(?:过|开|封|了|标|水|吊牌)*"
)
_DENIED = r"(?:未|没有?|不得|不能|无|非)[^，。；、]{0,5}"
_DONE_BEFORE = re.compile(r"(?:没有?|未)([\u4e00-\u9fff]{0,3})([泡装煮腌蒸烤炒涂抹喷戴骑剃吹染弹吹奏写画])过")
_LABELS = frozenset({"尺寸", "尺码", "颜色", "规格", "款式", "商品", "产品", "标准"})
_FILLING = re.compile(r"[的过后了者类被已即经]|一经|如果|如|若|凡是?")


@dataclass(frozen=True, slots=True)
class _State:
    """`said` = how shoppers tell of it; `written` = how shops write of it."""

    said: re.Pattern[str]
    written: str


_STATES: tuple[_State, ...] = (
    _State(
        re.compile(
            r"(?<!试)(?:用|使|戴|骑|玩)(?:过|了(?!一?下))|穿(?:出去|着|了[一两几\d]|过)|上过机|(?:打|切|钻)(?:过|了)[^,。]{0,3}[孔料洞]|爬(?:过|了)"
        ),
        r"使用|用过|户外|上过?机|穿着|穿过|佩戴|骑行|打过?孔|切过?料",
    ),
    _State(re.compile(r"\bwash|洗(?:了|过)|下(?:过|了)?水|过(?:了)?水"), r"洗过?|水洗|洗涤|下过?水"),
    _State(
        re.compile(r"\bopened\b|拆(?:了|开|过|封|一)|开封|撕(?:了|开)|打开(?:了|过)|开过"), r"拆|开封|密封|塑封|激活"
    ),
    _State(
        re.compile(
            r"\btags? (?:is |are |were )?(?:off|removed|cut)|剪标|(?:吊牌|标签?|洗标)[^,。]{0,3}(?:剪|没|掉|拆|撕|丢)|剪[^,。]{0,2}(?:吊牌|标)"
        ),
        r"吊牌|洗标|标签",
    ),
    _State(
        re.compile(r"装(?:上|好|了|过|完)|组装|粘(?:上|了|过)|贴(?:上|了|过)|充(?:过|了)?气"),
        r"安装|组装|粘贴|贴过|充过?气",
    ),
    _State(re.compile(r"(?<!吊牌)(?:剪|裁|改|烫|染|刻|切)(?:了|过|短)(?!标)"), r"修剪|剪|裁|改短|改过|烫|染|刻字?"),
    _State(re.compile(r"通(?:过|了)?电|插(?:上|过|了)?电|试机|开(?:过|了)机|充(?:过|了)电"), r"通电|插电|试机|开机"),
    _State(re.compile(r"(?:吃|喝|尝)(?:了|过)"), r"试吃|食用|饮用|吃过|喝过"),
)


@dataclass(frozen=True, slots=True)
class Term:
    """The words that decide, whether they let the goods go back, and their cells."""

    words: str
    allowed: bool
    facts: tuple[FactUse, ...]


def state_told(turn: Turn, product: Product | None, about: str) -> Term | None:
    """What the rules say of the state that the shopper tells of; None = he tells none, or they are silent on it.

    `about` = what the goods are called.
    """
    text = _NOT_DONE.sub(" ", f"{turn.reading.normal} {turn.reading.text if turn.english else ''}")
    for words, topic, facts in _rules(turn, product):
        done = next((m for m in _DONE_BEFORE.finditer(words) if re.search(rf"{m[2]}(?:了|过)", text)), None)
        if done is not None and not topic.endswith("运费"):
            return Term(_sentence_at(words, done.start()), False, facts)
    told = [state for state in _STATES if state.said.search(text)]
    kept: Term | None = None
    for state in told:
        for words, topic, facts in _rules(turn, product):
            ruled = _by_sentence(state, words, topic, about)
            if ruled is not None and not ruled[1]:
                return Term(ruled[0], False, facts)
            kept = kept or (Term(ruled[0], True, facts) if ruled else None)
    return kept


def _sentence_at(words: str, at: int) -> str:
    start = max(words.rfind(mark, 0, at) for mark in "。；;") + 1
    return re.split(r"[。；;]", words[start:], maxsplit=1)[0].strip()


def shut_out(turn: Turn, product: Product | None, about: str) -> Term | None:
    """The clause that takes these goods out of returns without a reason whatever their state, in the goods' own data
    or in a policy that names them."""
    for words, topic, facts in _rules(turn, product):
        own = topic == ""
        for sentence in re.split(r"[。；;]", words):
            if not _EXCLUDES.search(sentence) and not (own and _NO.match(sentence.strip())):
                continue
            if _items_of(sentence, about, own=own):
                return Term(words if own else sentence.strip(), False, facts)
    return None


def promised(turn: Turn, product: Product | None) -> dict[str, Any]:
    """Days and payer of the way back that the goods' own data or the shop's profile promise, as `shop_rules` of a case."""
    rules: dict[str, Any] = {}
    pairs = (*(product.attributes if product else ()), *turn.shop.profile.extra.items())
    for key, value in pairs:
        if _FREIGHT_KEY.search(key) or key == "return_freight":
            if _SELLER.search(value) or value == "seller":
                rules["no_reason_return_freight"] = "seller"
            continue
        if not (_OF_RETURNS.search(f"{key}{value}") or key == "no_reason_days") or _FAULTS.search(key):
            continue
        found = _DAYS.search(value.strip())
        days = int(next(g for g in found.groups() if g)) if found else 0
        if days >= _LEAST_DAYS:
            rules["no_reason_days"] = {"days": days, "count_from": "day_after_sign"}
    return rules


def own_cells(product: Product | None) -> tuple[FactUse, ...]:
    """The cells of the goods' own data that speak of returns."""
    if product is None:
        return ()
    told = [(k, v) for k, v in product.attributes if _OF_RETURNS.search(f"{k}{v}") or _FREIGHT_KEY.search(k)]
    return tuple(cite.cell(product.source, "属性", f"{key}:{value}") for key, value in told)


def _rules(turn: Turn, product: Product | None) -> Iterator[tuple[str, str, tuple[FactUse, ...]]]:
    """Words on returns with their topic and cells: the goods' own first (their topic is empty)."""
    for key, value in product.attributes if product else ():
        if product is not None and _OF_RETURNS.search(f"{key}{value}") and not _FREIGHT_KEY.search(key):
            yield value, "", (cite.title(product), cite.cell(product.source, "属性", f"{key}:{value}"))
    for policy in _policies(turn):
        yield policy.text, policy.topic, cite.policy(policy)


def _policies(turn: Turn) -> tuple[Policy, ...]:
    found = turn.shop.policies("无理由", "退换", "退货")
    return tuple(p for p in found if "运费" not in p.topic and "地址" not in p.topic)


def _by_sentence(state: _State, words: str, topic: str, about: str) -> tuple[str, bool] | None:
    """The sentence that rules a state, and whether it allows it."""
    for sentence in re.split(r"[。；;]", words):
        if _FAULTS.search(sentence):
            continue
        demands = re.search(
            rf"{_DENIED}(?:{state.written})|(?:{state.written})[^，。；]{{0,4}}(?:完整|齐全|完好)", sentence
        )
        if demands is not None and not _EXCLUDES.search(demands[0]):
            return sentence.strip(), False
        there = re.search(state.written, sentence)
        if there is None:
            continue
        excludes = _EXCLUDES.search(sentence, there.end())
        if excludes is not None:
            item = next(
                i for i in re.split(r"[、，,和及]", sentence[: excludes.start()] + " ") if re.search(state.written, i)
            )
            rest = _FILLING.sub("", re.sub(state.written, "", item)).strip()
            if len(rest) < 2 or common_runs(f"{topic}{sentence}", about):
                return sentence.strip(), False
        elif _ALLOWS.search(sentence, there.end()):
            return sentence.strip(), True
    return None


def _items_of(sentence: str, about: str, *, own: bool) -> bool:
    """Whether an excluding sentence takes out goods by what they are, not by their state."""
    excludes = _EXCLUDES.search(sentence)
    head = sentence[: excludes.start()] if excludes else sentence
    written = "|".join(state.written for state in _STATES)
    if re.search(rf"(?:{written})[^、]*后$", re.split(r"[，,]", head)[-1]) and not own:
        return False  # 内裤出于卫生考虑，密封内袋拆开后不支持: a state of theirs, whatever stands before the comma
    for item in re.split(r"[、，,：:和及]|以及", head):
        if re.search(rf"{written}|后$|过的|超过|未|没", item):
            continue
        if "定" in item and "定制" not in about and "定做" not in about and not own:
            continue  # made to measure: only goods that are
        if own or any(run not in _LABELS for run in common_runs(item, about)):
            return not (own and re.search(rf"(?:{written})", head))
    return False
