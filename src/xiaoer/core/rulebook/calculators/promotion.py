"""What a shopper pays (到手价): automatic promotions, then the one best coupon that may be combined.

Order of computing: prices of single goods (限时折扣 第二件半价 多件折扣), then 满减 and 每满减, then a coupon.
Money to the cent, halves up. A promotion whose words can't be understood leaves the total unsaid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_FLOOR, Decimal
from itertools import combinations

from xiaoer.core.facts import Policy, Product, Promotion, Sku
from xiaoer.core.money import ZERO, to_cents
from xiaoer.core.rulebook.calculators.promotion_terms import (
    COUPON_KINDS,
    ITEM_KINDS,
    Basis,
    Stacking,
    Terms,
    excluded_by_note,
    in_scope,
    may_combine,
    stacking_of,
    state_of,
    terms_of,
    threshold_basis,
)


@dataclass(frozen=True, slots=True)
class BasketLine:
    """A variant and how many of it. `price` per piece in yuan."""

    product: Product
    sku: Sku
    price: Decimal
    quantity: int


@dataclass(frozen=True, slots=True)
class Applied:
    """A promotion that counts, and what it takes off in yuan (0 for gifts)."""

    promotion: Promotion
    saves: Decimal


@dataclass(frozen=True, slots=True)
class Missing:
    """A threshold not yet reached: `gap` in yuan."""

    promotion: Promotion
    gap: Decimal


@dataclass(frozen=True, slots=True)
class Priced:
    """`total` None = it depends on `unclear`. `possible` = member and new-customer coupons that might count."""

    list_total: Decimal
    total: Decimal | None
    applied: tuple[Applied, ...]
    gifts: tuple[Promotion, ...] = ()
    missing: tuple[Missing, ...] = ()
    possible: tuple[Promotion, ...] = ()
    unclear: tuple[Promotion, ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    promotion: Promotion
    terms: Terms
    stacking: Stacking


def price_basket(
    lines: Sequence[BasketLine],
    promotions: Sequence[Promotion],
    now: datetime,
    *,
    policies: Sequence[Policy] = (),
    claims: frozenset[str] = frozenset(),
) -> Priced:
    """Price a basket. `claims` ⊆ {会员券, 新客券}: coupons that the shopper says apply to him."""
    running = [p for p in promotions if state_of(p, now) == "running" and _scoped(p, lines)]
    possible = tuple(p for p in running if p.kind in ("会员券", "新客券") and p.kind not in claims)
    known, unclear = _understand([p for p in running if p not in possible])
    basis = threshold_basis(policies)
    start = _Cart.of(lines)
    automatic = _best_automatic(start, [k for k in known if _is_automatic(k)], basis)
    coupon, final = _best_coupon(automatic, [k for k in known if k.promotion.kind in COUPON_KINDS], basis)
    gifts = tuple(k.promotion for k in known if k.promotion.kind == "赠品" and _reached(k, final, final.left))
    touching = tuple(p for p in unclear if p.kind != "赠品" and _might_touch(p, start))
    touching += _unsure(known, start, final)
    applied = (*automatic.applied, *((coupon,) if coupon else ()))
    total = to_cents(sum(final.left, ZERO))
    list_total = to_cents(sum(start.left, ZERO))
    steps = (f"标价合计{list_total}", *(f"{a.promotion.name}减{a.saves}" for a in applied), f"到手{total}")
    missing = _missing(known, final, basis)
    return Priced(list_total, None if touching else total, applied, gifts, missing, possible, touching, steps)


@dataclass(frozen=True, slots=True)
class _Cart:
    """What each line costs: by list, after the discounts of single goods, and what is left now."""

    lines: tuple[BasketLine, ...]
    item: tuple[Decimal, ...]
    left: tuple[Decimal, ...]
    applied: tuple[Applied, ...] = ()
    used: tuple[_Known, ...] = ()

    @staticmethod
    def of(lines: Sequence[BasketLine]) -> _Cart:
        whole = tuple(line.price * line.quantity for line in lines)
        return _Cart(tuple(lines), whole, whole)

    def inside(self, promotion: Promotion) -> list[int]:
        return [i for i, line in enumerate(self.lines) if in_scope(promotion, line.product)]

    def base(self, basis: Basis) -> tuple[Decimal, ...]:
        if basis == "list":
            return tuple(line.price * line.quantity for line in self.lines)
        return self.item if basis == "item" else self.left


def _scoped(promotion: Promotion, lines: Sequence[BasketLine]) -> bool:
    return any(in_scope(promotion, line.product) for line in lines)


def _is_automatic(known: _Known) -> bool:
    return known.promotion.kind not in COUPON_KINDS and known.promotion.kind != "赠品"


def _understand(promotions: Sequence[Promotion]) -> tuple[list[_Known], list[Promotion]]:
    known, unclear = [], []
    for promotion in promotions:
        terms, stacking = terms_of(promotion), stacking_of(promotion.stacking)
        if terms is None or stacking is None:
            unclear.append(promotion)
        else:
            noted = excluded_by_note(promotion.note)
            known.append(_Known(promotion, terms, replace(stacking, excludes=stacking.excludes | noted)))
    return known, unclear


def _unsure(known: Sequence[_Known], start: _Cart, final: _Cart) -> tuple[Promotion, ...]:
    """Promotions in use whose words leave open whether another one that this basket reaches may stand beside them."""
    reached = {k.promotion.kind for k in known if k.promotion.kind != "赠品" and _reached(k, start, start.left)}
    used = [k for k in final.used if k.stacking.unsure & (reached - {k.promotion.kind})]
    return tuple(k.promotion for k in used)


def _might_touch(promotion: Promotion, cart: _Cart) -> bool:
    """Whether a promotion not understood could change this basket's total."""
    terms = terms_of(promotion)
    return terms is None or _reached(_Known(promotion, terms, Stacking()), cart, cart.left)


def _reached(known: _Known, cart: _Cart, amounts: Sequence[Decimal]) -> bool:
    inside = cart.inside(known.promotion)
    if not inside:
        return False
    if known.terms.pieces is not None:
        return sum(cart.lines[i].quantity for i in inside) >= known.terms.pieces
    return sum((amounts[i] for i in inside), ZERO) >= (known.terms.money or ZERO)


def _best_automatic(start: _Cart, known: Sequence[_Known], basis: Basis) -> _Cart:
    """All automatic promotions that may stand together; where they may not, the set that saves most."""
    usable = [k for k in known if _reached(k, start, start.left)]
    best = start
    for size in range(1, min(len(usable), 5) + 1):
        for chosen in combinations(usable, size):
            if not _stand_together(chosen):
                continue
            cart = start
            for k in sorted(chosen, key=lambda k: k.promotion.kind not in ITEM_KINDS):
                cart = _use(k, cart, basis)
            if sum(cart.left, ZERO) < sum(best.left, ZERO):
                best = cart
    return best


def _stand_together(chosen: Sequence[_Known]) -> bool:
    ladders = [k.promotion.kind for k in chosen if k.promotion.kind != "第二件半价"]
    if len(ladders) != len(set(ladders)):
        return False  # rows of one kind are steps of one ladder: one step counts
    return all(_combine(a, b) for a, b in combinations(chosen, 2))


def _combine(a: _Known, b: _Known) -> bool:
    return may_combine(a.stacking, b.promotion.kind) and may_combine(b.stacking, a.promotion.kind)


def _use(known: _Known, cart: _Cart, basis: Basis) -> _Cart:
    """The cart after one promotion; unchanged where its threshold is not reached."""
    inside = cart.inside(known.promotion)
    saves = _saving(known, cart, inside, basis)
    if saves <= 0:
        return cart
    left = list(cart.left)
    _take_off(left, inside, saves)
    item = tuple(left) if known.promotion.kind in ITEM_KINDS else cart.item
    applied = (*cart.applied, Applied(known.promotion, saves))
    return replace(cart, left=tuple(left), item=item, applied=applied, used=(*cart.used, known))


def _saving(known: _Known, cart: _Cart, inside: list[int], basis: Basis) -> Decimal:
    kind, terms = known.promotion.kind, known.terms
    amount = sum((cart.left[i] for i in inside), ZERO)
    if not _reached(known, cart, cart.left if kind in ITEM_KINDS else cart.base(basis)):
        return ZERO
    if kind in ("限时折扣", "多件折扣"):
        return to_cents(amount * (1 - (terms.factor or Decimal(1))))
    if kind == "第二件半价":
        return _every_second(cart, inside, 1 - (terms.factor or Decimal("0.5")))
    times = Decimal(1)
    if kind == "每满减" and terms.money:
        reached = sum((cart.base(basis)[i] for i in inside), ZERO)
        times = (reached / terms.money).to_integral_value(ROUND_FLOOR)
    off = to_cents((terms.off or ZERO) * times)
    return min(off, amount, terms.most if terms.most is not None else off)


def _every_second(cart: _Cart, inside: list[int], share: Decimal) -> Decimal:
    """A share (half) of the cheaper piece of every pair; pieces of different goods pair up, dearest first."""
    pieces = [cart.left[i] / cart.lines[i].quantity for i in inside for _ in range(cart.lines[i].quantity)]
    pieces.sort(reverse=True)
    return to_cents(sum(pieces[1::2], ZERO) * share)


def _take_off(left: list[Decimal], inside: list[int], saves: Decimal) -> None:
    """Share a saving over its lines in proportion, so that the sum stays exact."""
    whole = sum((left[i] for i in inside), ZERO)
    rest = saves
    for i in inside[:-1]:
        part = to_cents(saves * left[i] / whole) if whole else ZERO
        left[i] -= part
        rest -= part
    left[inside[-1]] -= rest


def _best_coupon(cart: _Cart, coupons: Sequence[_Known], basis: Basis) -> tuple[Applied | None, _Cart]:
    best: tuple[Applied | None, _Cart] = (None, cart)
    for coupon in coupons:
        if not all(_combine(coupon, used) for used in cart.used):
            continue
        after = _use(coupon, cart, basis)
        if after is not cart and sum(after.left, ZERO) < sum(best[1].left, ZERO):
            best = (after.applied[-1], after)
    return best


def _missing(known: Sequence[_Known], cart: _Cart, basis: Basis) -> tuple[Missing, ...]:
    found = []
    for k in known:
        if k.terms.money is None or k.promotion.kind == "赠品":
            continue
        amount = sum((cart.base(basis)[i] for i in cart.inside(k.promotion)), ZERO)
        if amount < k.terms.money:
            found.append(Missing(k.promotion, to_cents(k.terms.money - amount)))
    return tuple(sorted(found, key=lambda m: m.gap))
