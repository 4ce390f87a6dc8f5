"""Questions with fresh numbers on every paper (计算题): sizes, fees, prices, deadlines, figures of the desk. Pure.

Answers come from the same calculators that answer shoppers, or from the arithmetic that the question spells out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from xiaoer.core.facts import Freight, Product, Promotion, ShopFacts
from xiaoer.core.grounding.claims import plain
from xiaoer.core.money import to_cents
from xiaoer.core.rulebook.calculators.freight import freight_fee
from xiaoer.core.rulebook.calculators.size import advise
from xiaoer.domains.academy.exams.shapes import Question, Skill, Topic

Maker = Callable[[Random], Question]
_DAY0 = datetime(2026, 3, 2)  # noqa: DTZ001 - a date on paper, in nobody's zone
_TRIES = 200


def calculations(facts: ShopFacts) -> Iterator[tuple[str, Maker]]:
    """(code, maker) of every calculation that the shop's tables allow."""
    yield "calc.signed_7", _signed
    yield "calc.paid_48h", _paid
    yield "calc.reply_rate", _reply_rate
    yield "calc.average_response", _average
    yield "calc.conversion", _conversion
    yield "calc.refund_share", _refund_share
    for product in facts.products.values():
        if _sizes(product):
            yield f"calc.size.{product.number}", _size_maker(product)
    seen: set[str] = set()
    for row in facts.freight:
        if row.province not in seen and row.remote and row.first_kg and row.step_kg and row.step_fee:
            seen.add(row.province)
            yield f"calc.freight.{row.province}", _freight_maker(row)
    for promotion in facts.promotions:
        if promotion.kind in ("店铺券", "会员券", "新客券") and _whole(promotion.threshold, promotion.benefit):
            yield f"calc.coupon.{promotion.number}", _coupon_maker(promotion)


def _calc(
    code: str, stem: str, right: str, why: str, *, topic: Topic = "交易流程", skill: Skill = "rules",
    difficulty: int = 3, source: str = "",
) -> Question:  # fmt: skip
    return Question(
        code=code, kind="calc", topic=topic, skill=skill, difficulty=difficulty, stem=stem, right=(right,), why=why,
        source=source, origin="calculated",
    )  # fmt: skip


def _date(at: datetime) -> str:
    return f"{at.month}月{at.day}日"


def _signed(dice: Random) -> Question:
    """七天无理由: counted from the day after the receipt (消费者权益保护法 第25条; 民法典 第201条)."""
    signed = _DAY0 + timedelta(days=dice.randrange(300))
    last = signed + timedelta(days=7)
    return _calc(
        "calc.signed_7",
        f"买家{_date(signed)}签收，七天无理由从签收次日起算，最后一天是几月几日？（写成“3月9日”的样子）",
        f"{_date(last)}|{last.month}.{last.day}|{last.month}-{last.day}|{last.month}/{last.day}",
        f"{_date(signed)}签收，次日是第1天，第7天是{_date(last)}。", topic="规则红线",
    )  # fmt: skip


def _paid(dice: Random) -> Question:
    paid = _DAY0 + timedelta(days=dice.randrange(300), hours=dice.randrange(8, 23), minutes=dice.randrange(0, 60, 5))
    due = paid + timedelta(hours=48)
    said = f"{due:%H:%M}"
    return _calc(
        "calc.paid_48h",
        f"买家{_date(paid)}{paid:%H:%M}付款，承诺48小时内发货，最晚几月几日几点几分前要发出？（写成“3月9日15:20”的样子）",
        f"{_date(due)}{said}|{_date(due)} {said}", "付款时刻往后推整整48小时，不是“后天下班前”。", topic="售后与物流",
    )  # fmt: skip


def _reply_rate(dice: Random) -> Question:
    asked = dice.choice((40, 50, 80, 120, 160, 200))
    missed = dice.randrange(1, asked // 8)
    rate = to_cents(Decimal(100 * (asked - missed)) / asked)
    return _calc(
        "calc.reply_rate",
        f"今天有{asked}位买家进线，其中{missed}位没有等到人工回复，回复率是百分之几？（只写数字，除不尽保留两位小数）",
        f"{rate.normalize():f}", f"（{asked}−{missed}）÷{asked}＝{rate.normalize():f}%。",
        topic="公司与平台", skill="backend", difficulty=2,
    )  # fmt: skip


def _average(dice: Random) -> Question:
    waits = [dice.randrange(5, 90) for _ in range(4)]
    waits[-1] += -sum(waits) % 4
    mean = sum(waits) // 4
    return _calc(
        "calc.average_response",
        f"一位客服的四次回复分别用了{'、'.join(map(str, waits))}秒，平均响应时间是多少秒？",
        str(mean), f"合计{sum(waits)}秒，除以4次。", topic="公司与平台", skill="backend", difficulty=1,
    )  # fmt: skip


def _conversion(dice: Random) -> Question:
    asked = dice.choice((50, 80, 100, 125, 200))
    bought = dice.randrange(asked // 5, asked // 2)
    rate = to_cents(Decimal(100 * bought) / asked)
    return _calc(
        "calc.conversion", f"本周接待{asked}位询单买家，最终有{bought}位付款，询单转化率是百分之几？（只写数字）",
        f"{rate.normalize():f}", f"{bought}÷{asked}＝{rate.normalize():f}%。",
        topic="礼仪与销售", skill="backend", difficulty=2,
    )  # fmt: skip


def _refund_share(dice: Random) -> Question:
    """Goods of one order share a discount by their price."""
    first, second = dice.randrange(60, 200, 10), dice.randrange(60, 200, 10)
    off = dice.choice((10, 15, 20, 30))
    refund = to_cents(Decimal(first) - Decimal(off) * first / (first + second))
    return _calc(
        "calc.refund_share",
        f"一单两件，标价{first}元和{second}元，用了一张减{off}元的券，优惠按价格比例分摊。退掉{first}元那件，应退多少元？"
        "（保留两位小数）",
        f"{refund:.2f}", f"{first}−{off}×{first}÷{first + second}＝{refund:.2f}元。",
        topic="售后与物流", skill="backend", difficulty=4,
    )  # fmt: skip


def _sizes(product: Product) -> bool:
    return sum(bool(r.height_cm and r.weight_jin) for r in product.size_chart) > 1


def _size_maker(product: Product) -> Maker:
    rows = [r for r in product.size_chart if r.height_cm and r.weight_jin]
    chart = "；".join(f"{r.size}：身高{_span(r.height_cm)}cm、体重{_span(r.weight_jin)}斤" for r in rows)

    def make(dice: Random) -> Question:
        height, weight, size = _body(dice, product)
        return _calc(
            f"calc.size.{product.number}",
            f"“{product.title}”尺码表：{chart}。买家身高{height}cm、体重{weight}斤，推荐哪个码？",
            size, f"体重先看，身高再核对：{height}cm、{weight}斤落在{size}。",
            topic="商品", skill="goods", source=str(product.source),
        )  # fmt: skip

    return make


def _body(dice: Random, product: Product) -> tuple[int, int, str]:
    """A body whose size is beyond doubt."""
    rows = [r for r in product.size_chart if r.height_cm and r.weight_jin]
    for _ in range(_TRIES):
        row = dice.choice(rows)
        assert row.height_cm
        assert row.weight_jin
        height = dice.randint(int(row.height_cm[0]), int(row.height_cm[1]))
        weight = dice.randint(int(row.weight_jin[0]), int(row.weight_jin[1]))
        advice = advise(product.size_chart, height_cm=Decimal(height), weight_jin=Decimal(weight))
        if advice.outcome == "one" and advice.height_fits:
            return height, weight, advice.sizes[0].size
    middle = rows[0]
    assert middle.height_cm
    assert middle.weight_jin
    return int(sum(middle.height_cm) / 2), int(sum(middle.weight_jin) / 2), middle.size


def _span(span: Sequence[Decimal] | None) -> str:
    return f"{_g(span[0])}–{_g(span[1])}" if span else ""


def _freight_maker(row: Freight) -> Maker:
    def make(dice: Random) -> Question:
        assert row.first_kg is not None
        assert row.step_kg is not None
        weight = row.first_kg + row.step_kg * dice.randint(1, 4) - Decimal("0.2")
        fee = freight_fee(row, weight_kg=weight, goods_paid=None).fee
        assert fee is not None
        return _calc(
            f"calc.freight.{row.province}",
            f"寄{row.province}：首重{_g(row.first_kg)}公斤{_g(row.first_fee)}元，续重每{_g(row.step_kg)}公斤{_g(row.step_fee)}元，不足一个"
            f"续重单位按一个算。包裹{_g(weight)}公斤，没有满包邮，运费多少元？",
            f"{fee.normalize():f}", f"超出首重{_g(weight - row.first_kg)}公斤，续重进一取整。",
            topic="售后与物流", skill="rules", source=str(row.source),
        )  # fmt: skip

    return make


def _coupon_maker(promotion: Promotion) -> Maker:
    threshold, benefit = Decimal(promotion.threshold), Decimal(promotion.benefit)

    def make(dice: Random) -> Question:
        goods = threshold + dice.randrange(-40, 120, 5)
        reached = goods >= threshold
        total = goods - benefit if reached else goods
        why = (
            f"够{_g(threshold)}元，减{_g(benefit)}元。" if reached else f"还差{_g(threshold - goods)}元，用不了这张券。"
        )
        return _calc(
            f"calc.coupon.{promotion.number}",
            f"买家领了“{promotion.name}”（满{_g(threshold)}元减{_g(benefit)}元），商品金额{_g(goods)}元，没有别的优惠，到手多少元？",
            f"{total:f}", why, topic="交易流程", skill="goods", difficulty=2, source=str(promotion.source),
        )  # fmt: skip

    return make


def _g(number: Decimal | None) -> str:
    return "" if number is None else plain(number)


def _whole(*texts: str) -> bool:
    return all(t.isdigit() for t in texts)
