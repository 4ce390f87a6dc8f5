"""Privacy over the wire."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from xiaoer.kit.ids import Line


class Hold(BaseModel):
    """Why somebody's data must be kept (a lawsuit, an authority's letter); empty lifts the hold."""

    reason: Annotated[Line, Field(max_length=200)]


class Erasure(BaseModel):
    """Why, and by whose wish, somebody is erased: kept in the audit log."""

    reason: Annotated[Line, Field(min_length=1, max_length=200)]


class ErasedView(BaseModel):
    """What an erasure reached: messages blanked, rows per table, pictures deleted."""

    alias: str
    messages: int
    rows: dict[str, int]
    pictures: int


class ShopperCopy(BaseModel):
    """Everything that is held about a shopper."""

    shopper: dict[str, Any]
    messages: list[dict[str, Any]]
    visits: list[dict[str, Any]]
    pictures: list[dict[str, Any]]
    orders: list[Any]
    elsewhere: dict[str, list[dict[str, Any]]]


class PersonFound(BaseModel):
    """A shopper who was looked for; `hold` = why his data is kept, "" = it is not."""

    id: int
    nick: str
    anonymous: bool
    orders: int
    first_seen: str
    hold: str


class PeopleFound(BaseModel):
    """Shoppers, newest first, twenty at the most."""

    shoppers: list[PersonFound]
