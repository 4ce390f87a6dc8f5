"""A shop's facts with the look-ups that answering needs; built once per snapshot."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from xiaoer.core.answering.recall import Recall
from xiaoer.core.facts import Delivery, Freight, Policy, Product, ShopFacts
from xiaoer.core.rulebook.calculators.freight import plain_province

_DEFAULT_ZONE = "Asia/Shanghai"


class Shop:
    """`ShopFacts` plus indexes. Nothing here changes after it is built."""

    def __init__(self, facts: ShopFacts) -> None:
        self.facts = facts
        self.profile = facts.profile
        self.recall = Recall(facts.faq, facts.policies)
        self._freight: dict[str, list[Freight]] = defaultdict(list)
        for row in facts.freight:
            self._freight[plain_province(row.province)].append(row)
        self._delivery: dict[str, list[Delivery]] = defaultdict(list)
        for line in facts.delivery:
            self._delivery[plain_province(line.province)].append(line)
        self._category: dict[str, list[Product]] = defaultdict(list)
        for product in facts.products.values():
            self._category[product.category].append(product)
        try:
            self.zone = ZoneInfo(facts.profile.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            self.zone = ZoneInfo(_DEFAULT_ZONE)

    def product(self, number: str | None) -> Product | None:
        """A product by its number."""
        return self.facts.products.get(number) if number else None

    def only_product(self) -> Product | None:
        """The product of a shop that sells one."""
        return next(iter(self.facts.products.values())) if len(self.facts.products) == 1 else None

    def freight(self, province: str) -> tuple[Freight, ...]:
        """Freight rows of a province, the shop's usual way first."""
        return tuple(self._freight.get(plain_province(province), ()))

    def delivery(self, province: str) -> tuple[Delivery, ...]:
        """Delivery rows of a province, of all warehouses."""
        return tuple(self._delivery.get(plain_province(province), ()))

    def alike(self, product: Product) -> list[Product]:
        """Other products of the same category."""
        return [other for other in self._category[product.category] if other.number != product.number]

    def policies(self, *topics: str) -> list[Policy]:
        """Policies whose topic holds one of these words, in the order of the words."""
        found: list[Policy] = []
        for topic in topics:
            found += [p for p in self.facts.policies if topic in p.topic and p not in found]
        return found

    def local(self, at: datetime) -> datetime:
        """A time in the shop's zone."""
        return at.astimezone(self.zone)
