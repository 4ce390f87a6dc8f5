"""Hatchling's hook for `make wheel`: the built pages and the example shops travel inside the wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGES = ("desk/index.html", "store/index.html", "widget/widget.js", "widget/widget.en.js", "docs/index.html")


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds what the package needs beside its modules; an editable install reads both from the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Refuse to build a wheel without its pages."""
        if version != "standard":
            return
        root = Path(self.root)
        missing = [page for page in PAGES if not (root / "src/xiaoer/web" / page).is_file()]
        if missing:
            raise RuntimeError(f"the pages are not built ({', '.join(missing)}): run make web first")
        build_data["artifacts"].append("src/xiaoer/web")
        build_data["force_include"]["examples"] = "xiaoer/examples"
