"""Materials over the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from xiaoer.kit.ids import Line, Number, Text

Kind = Literal["photo", "size", "report", "care", "repair"]


class Picture(BaseModel):
    """A picture of the shelf, to be sent by its `media`."""

    media: str
    url: str
    width: int
    height: int


class MaterialView(BaseModel):
    """A version of a material. `expired` = its last day has passed: it is not offered and cannot be sent."""

    id: int
    line: int
    version: int
    current: bool
    product: str
    kind: Kind
    title: str
    said: str
    url: str
    picture: Picture | None
    valid_until: date | None
    expired: bool
    by_name: str
    at: str


class Materials(BaseModel):
    """Materials, newest first."""

    materials: list[MaterialView]


class MaterialWish(BaseModel):
    """A material as one writes it: a picture (`media` of an upload of one's own, or of the version before) or a link.

    `product` = a product's number, empty = the whole shop; `said` = words sent with it; `valid_until` = the last day on
    which it may be sent; `version` = the one that was read, when an old one is changed.
    """

    product: Line = ""
    kind: Kind
    title: Annotated[Line, Field(min_length=1, max_length=80)]
    said: Annotated[Text, Field(max_length=500)] = ""
    url: Annotated[Line, Field(pattern=r"^(https?://\S+)?$", max_length=200)] = ""
    media: Line | None = None
    valid_until: date | None = None
    version: Number = 0
