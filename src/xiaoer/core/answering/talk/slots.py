"""What a conversation remembers between turns, as plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal, InvalidOperation

from xiaoer.core.answering.shapes import Memory
from xiaoer.core.reading.shapes import Entities

_MOST_SPOKEN = 6


@dataclass(frozen=True, slots=True)
class Slots:
    """`product`: spoken of now; `earlier`: the one before, with its choice; `card`: the product in view when it was
    last looked at; `talked`: goods spoken of before, the newest first; `topic`: the words of the last question for an
    attribute. Lengths cm, weight 斤.

    `listed`, `listed_orders`: numbers that the last reply named in order (第二款). `proposal`: the action that waits
    for a yes; `done`: order → types of action executed in this conversation, joined by `|`; `queue`: further wishes of
    the same message, as JSON; `details`: what was said for an action not yet proposed, and how the last one ended.
    `basket`: the goods that the last sum was for, `spoken`: all that were settled so far, as `SKU×pieces`.
    `awaited`: goods of a sum that waits for a variant, as `SKU×pieces` or `product×pieces`; `need`: the words of the
    wish that was answered last; `allergy`: what the shopper can't bear, by his own words.
    `pending`: the intent whose detail (`asks`) was asked back; `misses`: turns in a row without an answer.
    """

    product: str = ""
    card: str = ""
    choice: dict[str, str] = field(default_factory=dict)
    topic: str = ""
    earlier: str = ""
    talked: tuple[str, ...] = ()
    earlier_choice: dict[str, str] = field(default_factory=dict)
    height_cm: str = ""
    weight_jin: str = ""
    measures_cm: dict[str, str] = field(default_factory=dict)
    wish: str = ""
    province: str = ""
    quantity: int = 0
    order: str = ""
    listed: tuple[str, ...] = ()
    listed_orders: tuple[str, ...] = ()
    proposal: dict[str, str] = field(default_factory=dict)
    done: dict[str, str] = field(default_factory=dict)
    queue: tuple[str, ...] = ()
    details: dict[str, str] = field(default_factory=dict)
    intents: tuple[str, ...] = ()
    pending: str = ""
    asks: str = ""
    misses: int = 0
    basket: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()
    need: str = ""
    allergy: str = ""
    greeted: bool = False

    @property
    def height(self) -> Decimal | None:
        """Height in cm."""
        return _decimal(self.height_cm)

    @property
    def weight(self) -> Decimal | None:
        """Weight in 斤."""
        return _decimal(self.weight_jin)

    @property
    def measures(self) -> dict[str, Decimal]:
        """Body measures in cm by name."""
        read = {name: _decimal(value) for name, value in self.measures_cm.items()}
        return {name: value for name, value in read.items() if value is not None}


def as_goods(kept: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Remembered goods as (SKU number, pieces)."""
    pairs = (text.rpartition("×") for text in kept)
    return tuple((number, int(count)) for number, _, count in pairs if number and count.isdigit())


def kept_goods(slots: Slots, told: Sequence[Sequence[tuple[str, int]]]) -> Slots:
    """The goods of a reply's parts remembered: one settled variant beside those before, a sum in their place."""
    for goods in told:
        if not goods:
            continue
        new = dict(goods)
        before = {} if len(goods) > 1 else {n: c for n, c in as_goods(slots.spoken) if n not in new}
        spoken = [f"{n}×{c}" for n, c in {**before, **new}.items()][-_MOST_SPOKEN:]
        slots = replace(slots, basket=tuple(f"{n}×{c}" for n, c in goods), spoken=tuple(spoken))
    return slots


def load(memory: Memory) -> Slots:
    """Read the slots; what is missing or of another type counts as not said."""
    values: Mapping[str, object] = memory.values
    known: dict[str, object] = {}
    for name, default in asdict(Slots()).items():
        value = values.get(name)
        if isinstance(default, tuple) and isinstance(value, list):
            known[name] = tuple(str(item) for item in value)
        elif isinstance(value, dict) and isinstance(default, dict):
            known[name] = {str(key): str(item) for key, item in value.items()}
        elif type(value) is type(default):
            known[name] = value
    return Slots(**known)  # type: ignore[arg-type]


def store(slots: Slots) -> Memory:
    """Write the slots as JSON values."""
    values = asdict(slots)
    return Memory({name: list(value) if isinstance(value, tuple) else value for name, value in values.items()})


def merge(slots: Slots, said: Entities) -> Slots:
    """What was said now goes over what was said before."""
    return replace(
        slots,
        height_cm=str(said.height_cm) if said.height_cm is not None else slots.height_cm,
        weight_jin=str(said.weight_jin) if said.weight_jin is not None else slots.weight_jin,
        measures_cm={**slots.measures_cm, **{name: str(value) for name, value in said.measures_cm}},
        province=said.province or slots.province,
    )


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
