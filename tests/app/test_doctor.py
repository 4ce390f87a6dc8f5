"""`doctor`: each check says what it saw and what mends it; none changes anything."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from tests.support.databases import Copy
from tests.support.threads import serve_in_thread
from xiaoer.app import doctor
from xiaoer.app.doctor import Finding, examine
from xiaoer.kit.settings import Settings


def by_name(settings: Settings, url: str | None = None) -> dict[str, Finding]:
    return {f.what: f for f in examine(settings, url)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fresh(tmp_path: Path, **more: Any) -> Settings:
    values: dict[str, Any] = {
        "database_url": f"sqlite:///{tmp_path / 'new.sqlite3'}",
        "data_dir": str(tmp_path / "data"),
        "port": free_port(),
    }
    return Settings(**{**values, **more})


def test_a_fresh_machine_is_well(tmp_path: Path) -> None:
    found = by_name(fresh(tmp_path))
    assert {found[w].state for w in ("端口", "数据库", "磁盘", "时钟")} == {"ok"}
    assert found["WebSocket"].state == "warn"
    assert not (tmp_path / "new.sqlite3").exists()
    assert not (tmp_path / "data").exists()


def test_a_running_server_is_found_through_its_address(sqlite_shops: Copy) -> None:
    with serve_in_thread(sqlite_shops) as running:
        port = int(running.served.url.rsplit(":", 1)[1])
        settings = Settings(database_url=sqlite_shops.url, data_dir=str(sqlite_shops.data_dir), port=port)
        found = by_name(settings, running.served.url)
    assert {found[w].state for w in ("端口", "数据库", "WebSocket", "时钟", "磁盘")} == {"ok"}
    assert "就绪" in found["端口"].text
    assert "最新" in found["数据库"].text


def test_a_port_of_somebody_else(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        finding = doctor.check_port(fresh(tmp_path, port=port), f"http://127.0.0.1:{port}")
    assert finding.state == "bad"
    assert str(port + 1) in finding.remedy


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda p: p.write_bytes(b"no database" * 500), "损坏"),
        (lambda p: p.mkdir(), "不可用"),
    ],
)
def test_a_database_that_is_none(tmp_path: Path, make: Any, word: str) -> None:
    path = tmp_path / "x.sqlite3"
    make(path)
    finding = doctor.check_database(fresh(tmp_path, database_url=f"sqlite:///{path}"))
    assert finding.state == "bad"
    assert finding.remedy


def test_a_newer_database(sqlite_shops: Copy) -> None:
    import sqlite3

    path = sqlite_shops.url.removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    finding = doctor.check_database(Settings(database_url=sqlite_shops.url))
    assert (finding.state, "升级" in finding.remedy) == ("bad", True)


def test_a_postgresql_that_is_not_there() -> None:
    finding = doctor.check_database(Settings(database_url="postgresql://nobody@127.0.0.1:1/x"))
    assert finding.state == "bad"


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "FREE_BYTES", 10**18)
    assert doctor.check_disk(fresh(tmp_path)).state == "bad"


def test_a_check_that_breaks_is_a_finding_not_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Finding:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(doctor, "check_disk", broken)
    states = [f.state for f in examine(fresh(tmp_path), None)]
    assert states.count("bad") >= 1
    assert len(states) == 7


def test_who_can_reach_the_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = doctor.check_reach(fresh(tmp_path))
    assert (alone.state, "--host 0.0.0.0" in alone.text) == ("ok", True)
    monkeypatch.setattr(doctor, "lan_address", lambda: "192.168.3.7")
    everybody = doctor.check_reach(fresh(tmp_path, host="0.0.0.0", port=8712))
    assert (everybody.state, "http://192.168.3.7:8712/desk/" in everybody.text) == ("ok", True)
    locked_out = doctor.check_reach(fresh(tmp_path, host="0.0.0.0", secure_cookies=True))
    assert (locked_out.state, "HTTPS" in locked_out.text) == ("warn", True)
    monkeypatch.setattr(doctor, "lan_address", lambda: None)
    assert doctor.check_reach(fresh(tmp_path, host="0.0.0.0")).state == "warn"


def test_a_database_file_that_cannot_be_written(sqlite_shops: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(database_url=sqlite_shops.url, data_dir=str(sqlite_shops.data_dir))
    assert doctor.check_database(settings).state == "ok"
    path = sqlite_shops.url.removeprefix("sqlite:///")
    monkeypatch.setattr(doctor.os, "access", lambda place, mode: str(place) != path)
    found = doctor.check_database(settings)
    assert (found.state, "只读" in found.text, bool(found.remedy)) == ("bad", True, True)
