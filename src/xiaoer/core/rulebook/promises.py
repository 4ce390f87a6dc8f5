"""What a shop may promise beyond the law: each promise with the line that law draws (`rules/promises/*.toml`).

A promise may better the shopper's position, never worsen it (消费者权益保护法 第26条); a worse one is refused with
the article. The names are those of `shop_rules` in a case.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources

from xiaoer.core.errors import BadInput

_MOST = Decimal(10) ** 6


@dataclass(frozen=True, slots=True)
class Promise:
    """`name` = path below `shop_rules`; a number within `least`…`most`, or one of `choices`."""

    name: str
    zh: str
    en: str
    unit: str
    law: str
    least: Decimal | None
    most: Decimal | None
    choices: tuple[str, ...]
    refused: tuple[str, ...]


@cache
def promises() -> dict[str, Promise]:
    """All promises that a shop can make, by name."""
    folder = resources.files("xiaoer.core.rulebook") / "rules" / "promises"
    found: dict[str, Promise] = {}
    for file in sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        for row in tomllib.loads(file.read_text("utf-8"))["promise"]:
            found[row["name"]] = Promise(
                row["name"], row["zh"], row["en"], row.get("unit", ""), row.get("law", ""),
                _decimal(row.get("least")), _decimal(row.get("most")),
                tuple(row.get("choices", ())), tuple(row.get("refused", ())),
            )  # fmt: skip
    return found


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def read_promise(name: str, value: str) -> object:
    """The value as a case holds it (number, decimal string, truth, word).

    Raises `BadInput`: `worse_than_law` with the article, or what the value should look like.
    """
    promise = promises().get(name)
    if promise is None:
        raise BadInput(f"没有 {name} 这项承诺，可选：{'、'.join(promises())}", code="unknown_promise")
    value = value.strip()
    if promise.choices or promise.refused:
        return _choice(promise, value)
    return _number(promise, value)


def _choice(promise: Promise, value: str) -> object:
    if value in promise.refused:
        raise _worse(promise)
    if value not in promise.choices:
        raise BadInput(f"{promise.zh}：请填 {' 或 '.join(promise.choices)}，不是 {value}", code="bad_promise")
    return {"true": True, "false": False}.get(value, value)


def _number(promise: Promise, value: str) -> object:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0 or number > _MOST:
        raise BadInput(f"{promise.zh}：请填一个不小于 0 的数（{promise.unit}），不是 {value}", code="bad_promise")
    below = promise.least is not None and number < promise.least
    above = promise.most is not None and number > promise.most
    if below or above:
        raise _worse(promise)
    if promise.unit in ("天", "小时", "月", "倍"):
        if number != number.to_integral_value():
            raise BadInput(f"{promise.zh}：请填整数（{promise.unit}）", code="bad_promise")
        return int(number)
    return str(number)


def _worse(promise: Promise) -> BadInput:
    line = ""
    if promise.least is not None:
        line = f"，不能少于 {promise.least:f} {promise.unit}"
    elif promise.most is not None:
        line = f"，不能多于 {promise.most:f} {promise.unit}"
    return BadInput(f"{promise.zh}{line}：低于法律给买家的保障，不能生效（{promise.law}）", code="worse_than_law")


_OWN = "shop_rules."


def spoken(basis: Iterable[str]) -> list[str]:
    """Articles as people read them, each once: a path below `shop_rules` by what the shop promises there."""
    return list(dict.fromkeys(_spoken(article) for article in basis))


def _spoken(article: str) -> str:
    if not article.startswith(_OWN):
        return article
    name = article.removeprefix(_OWN)
    own = promises()
    promise = own.get(name) or next((one for one in own.values() if one.name.startswith(f"{name}.")), None)
    return f"本店规定：{promise.zh}" if promise else "本店规定"
