"""Signing in over the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from xiaoer.kit.ids import Line, Text


class SignIn(BaseModel):
    """Login, password and, where two-factor sign-in is on, the code."""

    login: Annotated[Line, Field(min_length=1, max_length=64)]
    password: Annotated[Text, Field(min_length=1, max_length=200)]
    code: Annotated[Line, Field(max_length=10)] | None = None


class StaffView(BaseModel):
    """The signed-in person."""

    id: int
    login: str
    name: str
    service_number: str


class ShopOfStaff(BaseModel):
    """A shop and what one is in it."""

    code: str
    name: str
    platform: str
    colour: str
    role: str
    teams: list[str]
    capacity: int
    response_target_s: int
    timezone: str
    address_form: str


class SessionView(BaseModel):
    """A session; `csrf` goes into the header of every writing request."""

    staff: StaffView
    csrf: str
    shops: list[ShopOfStaff]
