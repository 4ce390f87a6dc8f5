"""Parameters of addresses, within what databases and browsers can hold."""

from __future__ import annotations

from typing import Annotated

from litestar.params import Parameter

from xiaoer.kit.ids import MAX_ID

PathId = Annotated[int, Parameter(ge=1, le=MAX_ID)]
Before = Annotated[int | None, Parameter(ge=1, le=MAX_ID, description="Only what comes before this number.")]
Limit = Annotated[int, Parameter(ge=1, le=200, description="How many at most.")]
Query = Annotated[str, Parameter(max_length=100, description="Words to look for.")]
