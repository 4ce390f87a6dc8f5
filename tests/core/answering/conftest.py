from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from xiaoer.core.answering.engine import Engine
from xiaoer.core.answering.shapes import Draft, Memory
from xiaoer.core.facts import Order, ShopFolder
from xiaoer.core.transcript import Transcript, Utterance
from xiaoer.files.shop_folder import read_shop

EXAMPLES = Path(__file__).parents[3] / "examples"
TRADES = Path(__file__).parent / "shops"
SHOPS = ("qinghe_womenswear", "shanyu_foodgift")


@cache
def shop(name: str) -> tuple[ShopFolder, Engine]:
    folder = read_shop(EXAMPLES / name).folder
    return folder, Engine(folder.facts)


class Chat:
    """A conversation with a shop, turn by turn."""

    def __init__(
        self, engine: Engine, orders: tuple[Order, ...], now: datetime, shopper: str | None, product: str | None
    ):
        self.engine, self.now, self.shopper, self.product = engine, now, shopper, product
        self.orders = tuple(o for o in orders if o.shopper == shopper)
        self.lines: list[Utterance] = []
        self.memory = Memory()

    def say(self, text: str, **more: Any) -> Draft:
        return self.hear(Utterance(0, self.now, "shopper", "", text, **more))

    def hear(self, *lines: Utterance) -> Draft:
        """Several lines before the reply."""
        for line in lines:
            self.lines.append(replace(line, seq=len(self.lines) + 1, author=self.shopper or ""))
        transcript = Transcript("c", "own", self.shopper, tuple(self.lines), self.product)
        draft = self.engine.answer(transcript, orders=self.orders, now=self.now, memory=self.memory)
        self.memory = draft.memory
        self.lines.append(Utterance(len(self.lines) + 1, self.now, "robot", "", draft.reply))
        return draft

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(u.text for u in self.lines if u.role == "shopper")


@cache
def trade(name: str, *, actions: bool) -> tuple[ShopFolder, Engine]:
    folder = read_shop(TRADES / name).folder
    return folder, Engine(folder.facts, actions=actions)


@pytest.fixture
def trade_chat() -> Callable[..., Chat]:
    """A conversation with one of the shops of other trades, actions allowed."""

    def open_chat(name: str, *, shopper: str | None = None, product: str | None = None, actions: bool = True) -> Chat:
        folder, engine = trade(name, actions=actions)
        return Chat(engine, folder.orders, datetime.fromisoformat("2026-11-23T14:00+08:00"), shopper, product)

    return open_chat


@pytest.fixture
def chat() -> Callable[..., Chat]:
    def open_chat(
        name: str = SHOPS[0],
        *,
        shopper: str | None = None,
        product: str | None = None,
        now: str = "2026-11-23T14:00+08:00",
    ) -> Chat:
        folder, engine = shop(name)
        return Chat(engine, folder.orders, datetime.fromisoformat(now), shopper, product)

    return open_chat


@pytest.fixture(params=SHOPS)
def example(request: pytest.FixtureRequest) -> tuple[ShopFolder, Engine]:
    return shop(request.param)
