"""Parameters of addresses, within what databases and browsers can hold."""

from __future__ import annotations

from typing import Annotated

from litestar.params import FromPath, FromQuery, PathParameter, QueryParameter

from xiaoer.kit.ids import MAX_ID

PathText = FromPath[str]
PathId = Annotated[int, PathParameter(ge=1, le=MAX_ID)]
Before = Annotated[int | None, QueryParameter(ge=1, le=MAX_ID, description="Only what comes before this number.")]
After = Annotated[int | None, QueryParameter(ge=0, le=MAX_ID, description="Only what comes after this number.")]
Limit = Annotated[int, QueryParameter(ge=1, le=200, description="How many at most.")]
Many = Annotated[int, QueryParameter(ge=1, le=1000, description="How many at most.")]
Flag = FromQuery[bool]
Query = Annotated[str, QueryParameter(max_length=100, description="Words to look for.")]
