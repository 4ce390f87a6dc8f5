"""One contract for every form of blobs."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiaoer.ports.blobs import Blobs, FolderBlobs


@pytest.fixture(params=["folder"])
def blobs(tmp_path: Path) -> Blobs:
    return FolderBlobs(tmp_path / "blobs")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=5000))
def test_bytes_come_back(blobs: Blobs, data: bytes) -> None:
    name = f"{uuid4().hex}.png"
    assert blobs.get(name) is None
    blobs.put(name, data)
    assert blobs.get(name) == data


def test_a_name_can_be_written_anew_and_forgotten(blobs: Blobs) -> None:
    blobs.put("ab.txt", b"1")
    blobs.put("ab.txt", b"2")
    assert blobs.get("ab.txt") == b"2"
    blobs.delete("ab.txt")
    blobs.delete("ab.txt")
    assert blobs.get("ab.txt") is None


def test_names_do_not_mix(blobs: Blobs) -> None:
    blobs.put("abc", b"1")
    blobs.put("abd", b"2")
    blobs.delete("abc")
    assert (blobs.get("abc"), blobs.get("abd")) == (None, b"2")


@pytest.mark.parametrize(
    "name", ["", "../a", "..", "a/b", "/etc/passwd", "a\\b", ".hidden", "a\x00b", "a" * 300, "a..b/../c", "ключ", "a b"]
)
def test_names_that_lead_elsewhere_are_refused(blobs: Blobs, name: str) -> None:
    for call in (lambda: blobs.get(name), lambda: blobs.put(name, b""), lambda: blobs.delete(name)):
        with pytest.raises(ValueError, match="no name"):
            call()


def test_nobody_sees_half_a_file(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    blobs.put("whole.bin", b"x" * 100_000)
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["whole.bin"]


def test_a_name_with_a_newline_at_its_end_is_refused(blobs: Blobs) -> None:
    with pytest.raises(ValueError, match="no name"):
        blobs.put("abc\n", b"")
