"""The packaged texts: kinds of shoppers, scenes, tactics and points, from `data/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from xiaoer.core.drills.shapes import Point, Scene, ShopperKind


@dataclass(frozen=True, slots=True)
class AskText:
    """An ask as written, with places to fill; `points` by name."""

    lines: tuple[str, ...]
    again: tuple[str, ...]
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SceneText:
    """A scene with its asks; `order` = state of the shopper's order, `needs` = what the shop must have."""

    scene: Scene
    goal: str
    order: str
    needs: str
    people: bool
    hidden: str
    asks: tuple[AskText, ...]


@dataclass(frozen=True, slots=True)
class TacticText:
    """A trick; `same` = the first ask is asked once more."""

    id: str
    title: str
    title_en: str
    same: bool
    lines: tuple[str, ...]
    points: tuple[str, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("xiaoer.core.drills") / "data" / name).read_text("utf-8"))


@cache
def kinds() -> tuple[ShopperKind, ...]:
    """All kinds of shoppers, in the file's order."""
    return tuple(
        ShopperKind(
            id=row["id"], title=row["id"], title_en=row["en"], patience=row["patience"],
            tolerance_s=row["tolerance_s"], mood=row["mood"], trust=row["trust"], tactic=row["tactic"],
            manner=tuple(row["manner"]),
        )
        for row in _read("kinds.toml")["kind"]
    )  # fmt: skip


@cache
def scenes() -> tuple[SceneText, ...]:
    """All scenes, in the file's order."""
    return tuple(_scene(row) for row in _read("scenes.toml")["scene"])


def _scene(row: Mapping[str, Any]) -> SceneText:
    return SceneText(
        scene=Scene(row["id"], row["title"], row["en"], row["group"], row["won"], row["lost"]),
        goal=row["goal"], order=row.get("order", ""), needs=row.get("needs", ""), people=row.get("people", False),
        hidden=row.get("hidden_step", ""),
        asks=tuple(AskText(tuple(a["lines"]), tuple(a["again"]), tuple(a["points"])) for a in row["ask"]),
    )  # fmt: skip


@cache
def tactics() -> Mapping[str, TacticText]:
    """Tactics by id."""
    return {
        name: TacticText(
            name, row["title"], row["en"], row.get("same", False), tuple(row["lines"]), tuple(row.get("points", ()))
        )
        for name, row in _read("tactics.toml").items()
    }


@cache
def steps() -> Mapping[str, Point]:
    """Points that need no shop data, by name; `{…}` still to be filled."""
    return {
        name: Point(
            id=name, kind=row.get("kind", "step"), what=row["what"], model=row["model"], words=tuple(row["words"]),
            never=tuple(row.get("never", ())),
        )
        for name, row in _read("steps.toml").items()
    }  # fmt: skip
