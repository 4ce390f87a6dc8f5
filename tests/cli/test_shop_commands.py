"""`xiaoer import`, `export`, `doctor`, `serve` as one types them: 0 done, 2 bad input, a sentence, never a trace."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.app.test_doctor import free_port
from tests.support.shops import EXAMPLES, QINGHE

Run = subprocess.CompletedProcess[str]


def xiaoer(*arguments: str | Path, **environment: str) -> Run:
    """Run the command in a process of its own."""
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith("XIAOER_") and k not in ("DATABASE_URL", "REDIS_URL")
    }
    return subprocess.run(
        [sys.executable, "-m", "xiaoer.cli", *map(str, arguments)], check=False, capture_output=True, text=True, timeout=120,
        env={**clean, **environment},
    )  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> list[str | Path]:
    """Where the commands keep their data."""
    return ["--database", f"sqlite:///{tmp_path / 'x.sqlite3'}", "--data", tmp_path / "data"]


def test_import_twice_then_export_then_import_again(tmp_path: Path, place: list[str | Path]) -> None:
    first = xiaoer("import", EXAMPLES / QINGHE, *place, "--json")
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)
    assert report["shop"] == QINGHE
    assert (report["changed"], report["unchanged"], report["refused"]) == (0, 0, [])
    accounts = tmp_path / "data" / f"accounts-{QINGHE}.txt"
    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600
    assert len(accounts.read_text("utf-8").splitlines()) == 5
    assert not any(
        line.split("\t")[1] in first.stdout + first.stderr for line in accounts.read_text("utf-8").splitlines()
    )
    second = json.loads(xiaoer("import", EXAMPLES / QINGHE, *place, "--json").stdout)
    assert (second["added"], second["changed"], second["unchanged"]) == (0, 0, report["added"])
    out = tmp_path / "out"
    written = xiaoer("export", out, "--shop", QINGHE, *place)
    assert written.returncode == 0, written.stderr
    third = json.loads(xiaoer("import", out, "--shop", QINGHE, *place, "--json").stdout)
    assert third["added"] == 0


def test_refused_rows_are_told_with_their_place(tmp_path: Path, place: list[str | Path]) -> None:
    folder = Path(shutil.copytree(EXAMPLES / QINGHE, tmp_path / "shop"))
    with (folder / "skus.csv").open("a", encoding="utf-8") as file:
        file.write("QH101,BAD,颜色:白,不是钱,1,1\n")
    done = xiaoer("import", folder, *place)
    assert done.returncode in (0, 1)
    assert "skus.csv" in done.stderr
    assert "价格" in done.stderr
    assert "Traceback" not in done.stderr


def no_trace(done: Run, code: int = 2) -> str:
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert re.search(r"[一-鿿]", done.stdout + done.stderr)
    return done.stdout + done.stderr


def test_bad_input_is_one_sentence(tmp_path: Path, place: list[str | Path]) -> None:
    no_trace(xiaoer("import", tmp_path / "none", *place))
    (tmp_path / "nothing").mkdir()
    no_trace(xiaoer("import", tmp_path / "nothing", *place))
    no_trace(xiaoer("export", tmp_path / "out", "--shop", "none", *place))
    assert "XIAOER_PORT" in no_trace(xiaoer("doctor", XIAOER_PORT="eight"))


@pytest.mark.parametrize("command", [["import", "."], ["export", "out", "--shop", "x"], ["serve", "--port", "1"]])
def test_a_database_that_cannot_be_used_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    broken = tmp_path / "x.sqlite3"
    broken.write_bytes(b"this is no database" * 1000)
    arguments = [EXAMPLES / QINGHE if a == "." else tmp_path / a if a == "out" else a for a in command]
    no_trace(xiaoer(*arguments, "--database", f"sqlite:///{broken}", "--data", tmp_path / "data"))
    assert broken.read_bytes() == b"this is no database" * 1000


def test_doctor_says_what_it_sees(tmp_path: Path, place: list[str | Path]) -> None:
    done = xiaoer("doctor", *place, "--port", str(free_port()))
    assert done.returncode in (0, 1)
    for word in ("端口", "数据库", "页面", "磁盘", "时钟", "WebSocket"):
        assert word in done.stdout
    assert not (tmp_path / "x.sqlite3").exists()


def test_help_explains_every_command() -> None:
    shown = xiaoer("--help").stdout
    for command in ("demo", "serve", "import", "export", "ask", "check", "doctor", "bench"):
        assert re.search(rf"{command}\W+\w+", shown), command


def test_serve_begins_refuses_a_second_and_ends_on_a_signal(tmp_path: Path, place: list[str | Path]) -> None:
    xiaoer("import", EXAMPLES / QINGHE, *place)
    port = free_port()
    command = [sys.executable, "-m", "xiaoer.cli", "serve", "--port", str(port), *map(str, place)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        found = wait_for(f"http://127.0.0.1:{port}/health", server)
        assert (found["status"], found["database"]) == ("ok", "sqlite")
        second = xiaoer("serve", "--port", str(free_port()), *place)
        assert second.returncode != 0
        assert "PostgreSQL" in second.stderr
        assert "Traceback" not in second.stderr
        again = json.loads(xiaoer("import", EXAMPLES / QINGHE, *place, "--json").stdout)
        assert again["added"] == 0
    finally:
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=30)
    assert "Traceback" not in out + err
    assert server.returncode in (0, -signal.SIGTERM)


def wait_for(address: str, server: subprocess.Popen[str]) -> dict[str, str]:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, server.communicate()
        try:
            found: dict[str, str] = httpx.get(address, timeout=2, trust_env=False).json()
            return found
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer")
