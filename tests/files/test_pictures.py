from __future__ import annotations

from pathlib import Path

from xiaoer.files.shop_folder import read_pictures


def test_pictures_by_product_number(tmp_path: Path) -> None:
    place = tmp_path / "pictures"
    place.mkdir()
    for name in ("P1.png", "P1.svg", "P2.JPG", "P.3.webp", "note.txt", "P4.svg.bak"):
        (place / name).write_bytes(b"x")
    (place / "P5.svg").mkdir()
    outside = tmp_path / "secret.png"
    outside.write_bytes(b"x")
    (place / "P6.png").symlink_to(outside)
    found = read_pictures(tmp_path)
    assert {number: path.name for number, path in found.items()} == {
        "P1": "P1.svg",
        "P2": "P2.JPG",
        "P.3": "P.3.webp",
    }


def test_no_pictures(tmp_path: Path) -> None:
    assert read_pictures(tmp_path) == {}
