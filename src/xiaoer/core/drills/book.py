"""The book of a shop's drills: its scenarios, the cells that bear what is said in them, and its wording gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from xiaoer.core.drills.scenarios import scenarios
from xiaoer.core.drills.shapes import Scenario
from xiaoer.core.facts import Product, ShopFacts
from xiaoer.core.grounding.shapes import FactUse
from xiaoer.core.reading.reader import Reader
from xiaoer.core.rulebook.calculators.freight import rows_for
from xiaoer.core.rulebook.gate import Gate, shop_context

_LAW = (
    FactUse("law", "七天无理由", "7天"),
    FactUse("law", "退款", "原路退回"),
)


class Book:
    """Built once per snapshot of facts and time; kept. `now` aware, in shop time; `own` = what people wrote."""

    def __init__(self, facts: ShopFacts, now: datetime, own: Sequence[Scenario] = ()) -> None:
        self.facts = facts
        self.now = now
        self.scenarios = (*scenarios(facts, now), *own)
        self._by_id = {s.id: s for s in self.scenarios}
        self._evidence: dict[str, tuple[FactUse, ...]] = {}
        self._product_cells: dict[str, tuple[FactUse, ...]] = {}

    @cached_property
    def gate(self) -> Gate:
        """The shop's wording gate."""
        return Gate(shop=shop_context(self.facts))

    @cached_property
    def reader(self) -> Reader:
        """The reader of the shop, for what a reply speaks of."""
        return Reader(self.facts)

    @cached_property
    def _shop_cells(self) -> tuple[FactUse, ...]:
        return (*_LAW, *_rules_of(self.facts))

    def scenario(self, wanted: str) -> Scenario:
        """A scenario by id; raises KeyError."""
        return self._by_id[wanted]

    def category(self, scenario: Scenario) -> str | None:
        """The category of the goods in a scenario."""
        product = self.facts.products.get(scenario.product or "")
        return product.category if product else None

    def evidence(self, scenario: Scenario) -> tuple[FactUse, ...]:
        """Every cell that may bear a word in this scenario."""
        if scenario.id not in self._evidence:
            self._evidence[scenario.id] = self._gather(scenario)
        return self._evidence[scenario.id]

    def _gather(self, scenario: Scenario) -> tuple[FactUse, ...]:
        cells = [*self._shop_cells, *scenario.evidence]
        for number, product in self.facts.products.items():
            if number == scenario.product or any(product.title[:2] in line for a in scenario.asks for line in a.lines):
                cells += self._of_product(product)
        if scenario.province:
            for row in rows_for(self.facts.freight, scenario.province):
                cells += [FactUse(str(row.source), "运费", f"{row.first_fee}元"),
                          FactUse(str(row.source), "包邮门槛", f"{row.free_from}元")]  # fmt: skip
            for way in self.facts.delivery:
                if way.province.startswith(scenario.province):
                    cells.append(FactUse(str(way.source), "承运快递", way.courier))
                    cells.append(FactUse(str(way.source), "天数", f"{way.fastest_days}天 {way.slowest_days}天"))
        return tuple(cells)

    def _of_product(self, product: Product) -> tuple[FactUse, ...]:
        if product.number not in self._product_cells:
            self._product_cells[product.number] = tuple(_product_cells(product))
        return self._product_cells[product.number]


def _rules_of(facts: ShopFacts) -> Iterator[FactUse]:
    for policy in facts.policies:
        yield FactUse(str(policy.source), "内容", f"{policy.text} {policy.key_values}")
    for entry in facts.faq:
        yield FactUse(str(entry.source), "答案", entry.answer)
    for promotion in facts.promotions:
        text = f"{promotion.name} 满{promotion.threshold}元减{promotion.benefit}元 {promotion.note}"
        yield FactUse(str(promotion.source), "名称", text)
    yield FactUse("shop.toml", "service_hours", facts.profile.service_hours)
    yield FactUse("shop.toml", "hotline", facts.profile.hotline)


def _product_cells(product: Product) -> Iterator[FactUse]:
    where = str(product.source)
    yield FactUse(where, "标题", product.title)
    yield FactUse(where, "卖点", product.selling_points)
    for key, value in product.attributes:
        yield FactUse(where, key, value)
    for sku in product.skus:
        for name, cell in (
            ("规格", sku.spec),
            ("价格", sku.price),
            ("库存", sku.stock),
            ("毛重克", sku.gross_weight_g),
        ):
            if cell is not None:
                yield FactUse(str(sku.source), name, str(cell))
    for row in product.size_chart:
        text = " ".join(
            "-".join(str(v) for v in span)
            for span in (row.height_cm, row.weight_jin, row.bust_cm, row.waist_cm, row.hip_cm, row.length_cm)
            if span
        )
        yield FactUse(str(row.source), "尺码", row.size)
        yield FactUse(str(row.source), "适合", f"{text} {row.remark}")
