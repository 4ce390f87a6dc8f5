"""Questions out of a shop's own tables (题库自动出题). Pure.

The dice of each question are its code, so it stays the same until its cells change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from xiaoer.core.facts import Freight, Policy, Product, Promotion, ShopFacts
from xiaoer.core.grounding.claims import plain
from xiaoer.core.rulebook.calculators.freight import plain_province
from xiaoer.domains.academy.exams.shapes import BLANK, PAIR, Question

_OPTIONS = 4
_FEWEST = 3
_LONGEST = 60
_ASKED_ATTRIBUTES = (
    "面料",
    "厚薄",
    "弹力",
    "版型",
    "透不透",
    "洗涤",
    "规格",
    "口味",
    "保质期",
    "配料",
    "储存",
    "产地",
    "材质",
)
_PER_PRODUCT = 2
_KEY = re.compile(r"^(?P<key>[^:：;；]{1,12})[:：](?P<value>[^:：;；]{1,20}(?:[:：]\d\d)?)$")
_FIGURE = re.compile(r"\d")
_UNIT = re.compile(r"^(\d+(?:\.\d+)?)(天|小时|元|次|张照片|工作日|分钟)?$")


def questions_of(facts: ShopFacts) -> tuple[Question, ...]:
    """All questions that the tables give."""
    found = (*_policies(facts), *_products(facts), *_prices(facts), *_freights(facts), *_ways(facts),
             *_promotions(facts), *_answers(facts))  # fmt: skip
    return tuple({q.code: q for q in found}.values())


def _policies(facts: ShopFacts) -> Iterator[Question]:
    for policy in facts.policies:
        parts = [part.strip() for part in re.split(r"[;；]", policy.key_values)]
        pairs = [m for part in parts if (m := _KEY.match(part)) and _FIGURE.search(m["value"]) and "|" not in part]
        for pair in pairs:
            yield Question(
                code=f"shop.policy.{policy.number}.{pair['key']}", kind="fill", topic="规则红线", skill="rules",
                difficulty=2, stem=f"本店“{policy.topic}”的规定里，“{pair['key']}”是{BLANK}。",
                right=(_spellings(pair["value"].strip()),), why=policy.text, source=str(policy.source), origin="shop",
            )  # fmt: skip
        if len(facts.policies) > _FEWEST:
            yield _which_policy(facts, policy)


def _spellings(value: str) -> str:
    """`48小时` may be answered as `48`."""
    unit = _UNIT.match(value)
    return f"{value}|{unit[1]}" if unit and unit[2] else value


def _which_policy(facts: ShopFacts, policy: Policy) -> Question:
    others = [p.text for p in facts.policies if p.number != policy.number]
    code = f"shop.policy.{policy.number}"
    return Question(
        code=code, kind="single", topic="规则红线", skill="rules", difficulty=1,
        stem=f"下面哪一段是本店关于“{policy.topic}”的规定？", right=(policy.text,), wrong=_few(code, others),
        source=str(policy.source), origin="shop",
    )  # fmt: skip


def _products(facts: ShopFacts) -> Iterator[Question]:
    by_key: dict[str, list[str]] = {}
    for product in facts.products.values():
        for key, value in product.attributes:
            by_key.setdefault(key, []).append(value)
    for product in facts.products.values():
        asked = [(k, v) for k, v in product.attributes if k in _ASKED_ATTRIBUTES and len(v) <= _LONGEST]
        for key, value in asked[:_PER_PRODUCT]:
            others = sorted({v for v in by_key[key] if v != value})
            if len(others) < _FEWEST:
                continue
            code = f"shop.product.{product.number}.{key}"
            yield Question(
                code=code, kind="single", topic="商品", skill="goods", difficulty=2,
                stem=f"“{product.title}”的{key}是哪一项？", right=(value,), wrong=_few(code, others),
                source=str(product.source), origin="shop",
            )  # fmt: skip
    yield from _points(list(facts.products.values()))


def _points(products: Sequence[Product]) -> Iterator[Question]:
    """Four goods and their selling points to match."""
    told = [p for p in products if p.selling_points and PAIR not in p.title]
    for at in range(0, len(told) - _FEWEST, _OPTIONS):
        some = told[at : at + _OPTIONS]
        couples = tuple(f"{p.title}{PAIR}{p.selling_points}" for p in some)
        if len({p.selling_points for p in some}) == len(some) >= _FEWEST:
            yield Question(
                code=f"shop.points.{some[0].number}", kind="match", topic="商品", skill="goods", difficulty=3,
                stem="把商品和它的卖点连起来", right=couples, source=str(some[0].source), origin="shop",
            )  # fmt: skip


def _prices(facts: ShopFacts) -> Iterator[Question]:
    prices = sorted({f"{s.price:.2f}元" for p in facts.products.values() for s in p.skus if s.price is not None})
    for product in facts.products.values():
        own = {f"{s.price:.2f}元" for s in product.skus if s.price is not None}
        if len(own) != 1 or len(prices) <= _FEWEST:
            continue
        code, right = f"shop.price.{product.number}", next(iter(own))
        yield Question(
            code=code, kind="single", topic="商品", skill="goods", difficulty=2,
            stem=f"“{product.title}”日常标价是多少？", right=(right,),
            wrong=_few(code, [p for p in prices if p != right]), source=str(product.skus[0].source), origin="shop",
        )  # fmt: skip


def _freights(facts: ShopFacts) -> Iterator[Question]:
    first: dict[str, Freight] = {}
    for row in facts.freight:
        first.setdefault(plain_province(row.province), row)
    for name, row in first.items():
        if row.deliverable is False:
            yield _freight(
                f"shop.freight.{name}", f"本店的货发不发{name}？", ("不能发",), ("能发，包邮", "能发，按首重收费"), row
            )
        elif row.remote and row.first_fee is not None:
            fees = sorted({f"{plain(r.first_fee)}元" for r in first.values() if r.first_fee is not None})
            right, code = f"{plain(row.first_fee)}元", f"shop.freight.{name}"
            others = [f for f in fees if f != right]
            if len(others) >= 2:
                yield _freight(code, f"不满包邮门槛时，发{name}的首重运费是多少？", (right,), _few(code, others), row)
    thresholds = {n: (r, f"满{plain(r.free_from)}元") for n, r in first.items() if r.free_from is not None}
    values = sorted({text for _, text in thresholds.values()})
    for name, (row, right) in thresholds.items():
        code = f"shop.free.{name}"
        others = [v for v in values if v != right]
        if len(others) >= 2:
            yield _freight(code, f"寄到{name}，商品实付满多少包邮？", (right,), _few(code, others), row)


def _freight(code: str, stem: str, right: tuple[str, ...], wrong: tuple[str, ...], row: Freight) -> Question:
    return Question(
        code=code, kind="single", topic="售后与物流", skill="rules", difficulty=3, stem=stem, right=right, wrong=wrong,
        why=row.remark, source=str(row.source), origin="shop",
    )  # fmt: skip


def _ways(facts: ShopFacts) -> Iterator[Question]:
    """Provinces and how long a parcel takes there."""
    seen: dict[str, str] = {}
    for way in facts.delivery:
        if way.fastest_days is None or way.slowest_days is None:
            continue
        days = f"{way.fastest_days}到{way.slowest_days}天"
        where = f"从{way.warehouse}发往{plain_province(way.province)}"
        if days in seen.values():
            continue
        seen[where] = days
    if len(seen) >= _FEWEST:
        some = list(seen.items())[:_OPTIONS]
        yield Question(
            code="shop.delivery.days", kind="match", topic="售后与物流", skill="rules", difficulty=4,
            stem="包裹发出以后路上要几天？把线路和天数连起来", right=tuple(f"{w}{PAIR}{d}" for w, d in some),
            source=str(facts.delivery[0].source), origin="shop",
        )  # fmt: skip


def _promotions(facts: ShopFacts) -> Iterator[Question]:
    for promotion in facts.promotions:
        if promotion.threshold.replace(".", "").isdigit() and promotion.benefit.replace(".", "").isdigit():
            yield _promotion(promotion)


def _promotion(promotion: Promotion) -> Question:
    return Question(
        code=f"shop.promotion.{promotion.number}", kind="fill", topic="商品", skill="goods", difficulty=3,
        stem=f"“{promotion.name}”：商品金额满{BLANK}元，减{BLANK}元。",
        right=(promotion.threshold, promotion.benefit),
        why="；".join(t for t in (promotion.stacking, promotion.claim, promotion.note) if t),
        source=str(promotion.source), origin="shop",
    )  # fmt: skip


def _answers(facts: ShopFacts) -> Iterator[Question]:
    """The shop's answer to a question that shoppers ask, among answers to others."""
    known = [f for f in facts.faq if len(f.answer) <= 2 * _LONGEST]
    for entry in known:
        others = sorted({f.answer for f in known if f.answer != entry.answer})
        if len(others) < _FEWEST:
            return
        code = f"shop.faq.{entry.number}"
        yield Question(
            code=code, kind="single", topic="礼仪与销售", skill="listening", difficulty=1,
            stem=f"买家问：“{entry.question}”按本店的资料应该怎么答？", right=(entry.answer,),
            wrong=_few(code, others), source=str(entry.source), origin="shop",
        )  # fmt: skip


def _few(code: str, others: Sequence[str]) -> tuple[str, ...]:
    some = list(dict.fromkeys(others))
    return tuple(Random(code).sample(some, min(len(some), _OPTIONS - 1)))  # noqa: S311 - which wrong options show
