"""What a model may not see (RULES §10): names, addresses, waybills, phones and numbers stand in it as signs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from xiaoer.core.facts import Order
from xiaoer.core.text.contacts import find_orders, find_phones, mask_text

_LONG = re.compile(r"(?<![\dA-Za-z])(?=[A-Za-z0-9-]*\d{6})[A-Za-z0-9][A-Za-z0-9-]{8,30}(?![\dA-Za-z])")
_SIGN = re.compile(r"〔([单码人址名]\d{1,3})〕")
SHORTEST = 2


class Veil:
    """Signs for one talk. `veil` puts them in, `unveil` takes them out; what is masked for good stays masked."""

    def __init__(self, orders: Sequence[Order] = (), nick: str | None = None) -> None:
        self._sign_of: dict[str, str] = {}
        self._words: dict[str, str] = {}
        for order in orders:
            self._learn("人", order.receiver)
            self._learn("码", order.phone)
            self._learn("址", order.address)
            self._learn("单", order.number)
            for parcel in order.parcels:
                self._learn("单", parcel.waybill)
        self._learn("名", nick or "")

    def _learn(self, kind: str, value: str) -> str:
        value = value.strip()
        if len(value) < SHORTEST:
            return value
        if value not in self._sign_of:
            count = sum(1 for sign in self._words if sign[0] == kind) + 1
            self._sign_of[value] = f"〔{kind}{count}〕"
            self._words[f"{kind}{count}"] = value
        return self._sign_of[value]

    def veil(self, text: str) -> str:
        """A text as a model may see it."""
        for number in (*find_phones(text), *_compact(find_phones(text), text)):
            self._learn("码", number)
        for number in (*find_orders(text), *_LONG.findall(text)):
            self._learn("单", number)
        for value in sorted(self._sign_of, key=len, reverse=True):
            text = text.replace(value, self._sign_of[value])
        return mask_text(text)

    def unveil(self, text: str) -> str:
        """A model's text with the numbers in their places; a sign that was never given out stays as it is."""
        return _SIGN.sub(lambda m: self._words.get(m[1], m[0]), text)


def _compact(found: Iterable[str], text: str) -> list[str]:
    """Phones as they were written, with blanks or dashes."""
    spelled = []
    for number in found:
        match = re.search(r"[\s-]?".join(re.escape(c) for c in number), text)
        if match:
            spelled.append(match[0])
    return spelled
