"""The first shop and its owner over the wire."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from xiaoer.domains.shop.schemas import NewShop
from xiaoer.domains.staff.schemas import Name, Password
from xiaoer.kit.ids import Code, Line


class FirstOwner(BaseModel):
    """Who owns the first shop."""

    login: Code
    name: Name
    password: Password


class Founding(BaseModel):
    """The first shop and its owner; `code` = what the server showed when it started."""

    code: Annotated[Line, Field(max_length=100)]
    owner: FirstOwner
    shop: NewShop
