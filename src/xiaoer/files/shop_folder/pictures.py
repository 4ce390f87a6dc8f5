"""Optional pictures: `pictures/<商品编号>.svg|png|jpg|jpeg|webp`, one a product."""

from __future__ import annotations

from pathlib import Path

_SUFFIXES = (".svg", ".webp", ".png", ".jpg", ".jpeg")


def read_pictures(folder: Path) -> dict[str, Path]:
    """Product number → picture; of several for one product, svg, webp, png, jpg are preferred in turn.

    Links that lead out of the folder are left out.
    """
    place = Path(folder) / "pictures"
    if not place.is_dir():
        return {}
    root = place.resolve()
    found: dict[str, Path] = {}
    for path in sorted(place.iterdir(), key=_rank):
        inside = path.resolve().is_relative_to(root)
        if path.suffix.lower() in _SUFFIXES and path.is_file() and inside:
            found.setdefault(path.stem, path)
    return found


def _rank(path: Path) -> tuple[str, int]:
    suffix = path.suffix.lower()
    return path.stem, _SUFFIXES.index(suffix) if suffix in _SUFFIXES else len(_SUFFIXES)
