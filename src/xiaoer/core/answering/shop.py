"""A shop's facts with the look-ups that answering needs; built once per snapshot."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from xiaoer.core.answering.evidence.recall import Recall, clean, grams
from xiaoer.core.answering.goods.aspects import content_runs, is_rare
from xiaoer.core.answering.goods.synonyms import canonical
from xiaoer.core.answering.goods.variants import measured
from xiaoer.core.answering.wishes.acts import act_rules
from xiaoer.core.facts import Delivery, Freight, Policy, Product, ShopFacts
from xiaoer.core.reading.products import ProductIndex
from xiaoer.core.rulebook.calculators.freight import plain_province

_READ = 200  # characters of a message that may name a product
_LONGEST_WORD = 9
_FOR_WHOM = re.compile(r"适合|适用|阶段|人群|场合|用途|送")
_FEW = 3
_SEVERAL = 60
_MAIN = 3  # a pair in title, category or selling points counts as much as so many in other attributes
_NOUN_ANY = re.compile(
    r"([\u4e00-\u9fff])(?:[子头儿]|本)?(?=哪|里|有|的|谁|能|会|可|最|更|比|带|是|好|大|小|重|轻|耐|贵|便|适|$)"
)
_NOUN = re.compile(r"([\u4e00-\u9fff])[子头儿]")
_WITH_UNIT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:l|ml|kg|g|cm|w|寸|件|片|色|层)(?![a-z])")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_OWN_CARDS = re.compile(r"议价授权|质疑|竞争优势")  # read by their own skills, never quoted at a venture
_DEFAULT_ZONE = "Asia/Shanghai"


def _product_index(facts: ShopFacts) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Category and title words → products; bigrams of what describes a product → products."""
    words: dict[str, list[str]] = defaultdict(list)
    pairs: dict[str, list[str]] = defaultdict(list)
    for product in facts.products.values():
        for word in {product.category, *product.title.split()}:
            if 1 < len(word) < _LONGEST_WORD:
                words[word].append(product.number)
        whom = " ".join(value for key, value in product.attributes if _FOR_WHOM.search(key))
        about = canonical(f"{product.title} {product.category} {product.selling_points} {whom}")
        for gram in {about[i : i + 2] for i in range(len(about) - 1)}:
            pairs[gram] += [product.number] * _MAIN
        values = canonical(" ".join(value for key, value in product.attributes if not _FOR_WHOM.search(key)))
        for gram in {values[i : i + 2] for i in range(len(values) - 1)} - set(about):
            pairs[gram].append(product.number)
    return words, pairs


def words_of(product: Product) -> frozenset[str]:
    """Pairs of characters and measures of a product's title and category."""
    return grams(f"{product.title} {product.category}") | _measures(product.title)


def _measures(text: str) -> frozenset[str]:
    """5L, 250g: what tells like goods apart by number."""
    return frozenset(_WITH_UNIT.findall(measured(text).lower()))


class Shop:
    """`ShopFacts` plus indexes. Nothing here changes after it is built."""

    def __init__(self, facts: ShopFacts, index: ProductIndex | None = None) -> None:
        self.facts = facts
        self.profile = facts.profile
        self.acts = act_rules(facts.profile)
        self._index = index or ProductIndex.of(facts)
        told = tuple(policy for policy in facts.policies if not _OWN_CARDS.search(policy.topic))
        self.recall = Recall(facts.faq, told, " ".join(p.title for p in facts.products.values()))
        self._freight: dict[str, list[Freight]] = defaultdict(list)
        for row in facts.freight:
            self._freight[plain_province(row.province)].append(row)
        self._delivery: dict[str, list[Delivery]] = defaultdict(list)
        for line in facts.delivery:
            self._delivery[plain_province(line.province)].append(line)
        rules = {policy.source for policy in facts.policies}
        self.fees_told = any(row.source in rules for row in facts.freight)
        """Whether the freight rows come from the shop's written rules, and so for `days_told` and delivery."""
        self.days_told = any(row.source in rules for row in facts.delivery)
        self._ways: dict[str, set[str]] = defaultdict(set)
        for line in facts.delivery:
            self._ways[line.warehouse].add(line.way)
        self._category: dict[str, list[Product]] = defaultdict(list)
        for product in facts.products.values():
            self._category[product.category].append(product)
        self.categories = frozenset(c for name in self._category if len(c := name.rsplit("/", 1)[-1].strip()) > 1)
        """The last words of the categories of goods, of two letters or more."""
        self._letters: dict[str, set[str]] = defaultdict(set)
        for product in facts.products.values():
            for letter in set(f"{product.title}{product.category}"):
                self._letters[letter].add(product.number)
        self._worn = [p for p in facts.products.values() if p.size_chart][:2]
        self._numbers = {n.upper() for p in facts.products.values() for n in (p.number, *(s.number for s in p.skus))}
        self._of_sku = {sku.number: p.number for p in facts.products.values() for sku in p.skus}
        self._words, self._grams = _product_index(facts)
        try:
            self.zone = ZoneInfo(facts.profile.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            self.zone = ZoneInfo(_DEFAULT_ZONE)

    def product(self, number: str | None) -> Product | None:
        """A product by its number."""
        return self.facts.products.get(number) if number else None

    def product_of_sku(self, number: str) -> str | None:
        """The number of the product that a variant belongs to."""
        return self._of_sku.get(number)

    def is_goods(self, number: str) -> bool:
        """Whether a number is one of a product or variant, not of an order."""
        return number in self._numbers

    def only_worn(self) -> Product | None:
        """The one product with a size chart, of a shop that has one such."""
        return self._worn[0] if len(self._worn) == 1 else None

    def only_product(self) -> Product | None:
        """The product of a shop that sells one."""
        return next(iter(self.facts.products.values())) if len(self.facts.products) == 1 else None

    def freight(self, province: str) -> tuple[Freight, ...]:
        """Freight rows of a province, the shop's usual way first."""
        return tuple(self._freight.get(plain_province(province), ()))

    def way_of(self, warehouse: str | None) -> str:
        """The shipping way (方式) by which a warehouse sends; empty where the table tells none or several."""
        ways = self._ways.get(warehouse or "", set())
        return next(iter(ways)) if len(ways) == 1 else ""

    def delivery(self, province: str) -> tuple[Delivery, ...]:
        """Delivery rows of a province, of all warehouses."""
        return tuple(self._delivery.get(plain_province(province), ()))

    def find(self, text: str, in_view: str | None = None) -> tuple[str, ...]:
        """Numbers of the products that a text names, best first."""
        return self._index.find(text, in_view) or self._by_category(text)

    def in_shop_words(self, text: str) -> str:
        """A text with the shop's own names of goods (充电宝 → 移动电源)."""
        return self._index.in_shop_words(text)

    def of_kind(self, text: str) -> Product | None:
        """The first product of the category that a text names (电竞椅 of 外设/电竞椅), the longest name first."""
        said = self.in_shop_words(text[:_READ])
        named = [name for name in self.categories if name in said]
        best = max(named, key=len, default="")
        return next((p[0] for c, p in self._category.items() if best and c.rsplit("/", 1)[-1].strip() == best), None)

    def _by_category(self, text: str) -> tuple[str, ...]:
        """狗粮 → the only product of 宠物/狗粮."""
        for name, products in self._category.items():
            tail = name.rsplit("/", 1)[-1]
            if len(products) == 1 and len(tail) > 1 and tail in text:
                return (products[0].number,)
        return ()

    def only_of(self, found: Sequence[str], text: str) -> str | None:
        """The one product in whose name words of the text stand that are in no other's (幼猫 in 幼猫粮)."""
        pairs = {pair for pair in grams(text) if _HAN.fullmatch(pair)} | _measures(text)
        names = {n: words_of(self.facts.products[n]) for n in found}
        own = [n for n in found if pairs & names[n] - frozenset().union(*(names[m] for m in found if m != n))]
        return own[0] if len(own) == 1 else None

    def by_noun(self, text: str) -> str | None:
        """枕头 → the only product with 枕 in its title: nouns in 子 头 儿 that titles shorten, and
        rare letters at the end of words (给猫买砂). None = not one."""
        heads = [run[-1] for run in content_runs(text[:_READ]) if not run.isascii() and is_rare(run[-1])]
        for noun in (*_NOUN.findall(text[:_READ]), *heads):
            if len(self._letters.get(noun, ())) == 1:
                return next(iter(self._letters[noun]))
        return None

    def with_letter(self, letter: str) -> frozenset[str]:
        """The few products in whose title or category a rare letter stands (玉, 镯)."""
        numbers = frozenset(self._letters.get(letter, ())) if is_rare(letter) else frozenset()
        return numbers if len(numbers) <= _SEVERAL else frozenset()

    def of_noun(self, text: str) -> list[str]:
        """The few products of the one category, or with the one word in their titles, that a text names."""
        said = self.in_shop_words(text[:_READ])
        for name, products in self._category.items():
            if 1 < len(products) <= _FEW and name.rsplit("/", 1)[-1] in said:
                return [product.number for product in products]
        found = {
            word: numbers for word, numbers in self._words.items() if 1 < len(set(numbers)) <= _FEW and word in said
        }
        if found:
            return list(dict.fromkeys(found[max(found, key=len)]))
        for noun in _NOUN_ANY.findall(said):
            numbers = sorted(self._letters.get(noun, ()))
            if 0 < len(numbers) <= _FEW:
                return numbers
        return []

    def alike(self, product: Product) -> list[Product]:
        """Other products of the same category."""
        return [other for other in self._category[product.category] if other.number != product.number]

    def named_like(self, text: str) -> Counter[str]:
        """Product numbers with how many words of their title and category stand in a text."""
        short = text[:_READ]
        spans = {short[i : i + n] for i in range(len(short)) for n in range(2, _LONGEST_WORD) if i + n <= len(short)}
        return Counter(number for span in spans for number in self._words.get(span, ()))

    def near(self, text: str) -> Counter[str]:
        """Product numbers with how many bigrams of the text stand in their title, category and selling points."""
        return Counter(number for gram in grams(clean(text)) for number in self._grams.get(gram, ()))

    def policies(self, *topics: str) -> list[Policy]:
        """Policies whose topic holds one of these words, in the order of the words."""
        found: list[Policy] = []
        for topic in topics:
            found += [p for p in self.facts.policies if topic in p.topic and p not in found]
        return found

    def local(self, at: datetime) -> datetime:
        """A time in the shop's zone."""
        return at.astimezone(self.zone)
