from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from xiaoer.core.errors import Refusal
from xiaoer.files.shop_folder import ReadResult, read_shop

Write = Callable[..., Path]


@pytest.fixture
def shop_with(tmp_path: Path) -> Callable[..., ReadResult]:
    """Write the named tables (and `toml`) into a folder, and read it as a shop."""

    def read(toml: str | None = None, **tables: str) -> ReadResult:
        if toml is not None:
            (tmp_path / "shop.toml").write_text(toml, encoding="utf-8")
        for name, text in tables.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return read_shop(tmp_path)

    return read


@pytest.fixture
def where() -> Callable[[ReadResult], list[tuple[str, int | None, str | None]]]:
    """The place of each refusal; checks on the way that each says why and what to do."""

    def places(result: ReadResult) -> list[tuple[str, int | None, str | None]]:
        assert all(refusal.why and refusal.remedy for refusal in result.refusals)
        return [_place(refusal) for refusal in result.refusals]

    def _place(refusal: Refusal) -> tuple[str, int | None, str | None]:
        return refusal.file, refusal.row, refusal.column

    return places
