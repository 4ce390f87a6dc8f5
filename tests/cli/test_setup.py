"""`xiaoer setup`: from an empty database to a first message, with nothing but what it prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx

from tests.app.test_doctor import free_port
from tests.cli.test_shop_commands import no_trace, wait_for, xiaoer


def test_from_nothing_to_the_first_message(tmp_path: Path) -> None:
    place: list[str | Path] = ["--database", f"sqlite:///{tmp_path / 'x.sqlite3'}"]
    made = json.loads(xiaoer("setup", "我的小店", "--hours", "00:00-24:00", *place, "--json").stdout)
    assert 'data-shop="shop"' in made["widget"]
    for wrong in (["再开一家"], ["x", "--code", "有 空格"], ["x", "--hours", "早到晚"], ["  "], ["x", "--code", "two"]):
        no_trace(xiaoer("setup", *wrong, *place))
    port = free_port()
    command = [sys.executable, "-m", "xiaoer.cli", "serve", "--port", str(port), *map(str, place)]
    command += ["--data", str(tmp_path / "data")]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(f"{base}/health", server)
        with httpx.Client(base_url=base, trust_env=False, timeout=20) as owner:
            signed = owner.post("/api/session", json={k: made[k] for k in ("login", "password")}).json()
            assert [(s["name"], s["role"]) for s in signed["shops"]] == [("我的小店", "owner")]
            assert signed["must_change"] is True
        opened = httpx.post(f"{base}/api/widget/shop/session", json={}, trust_env=False).json()
        assert (opened["shop"]["name"], opened["shop"]["open_now"]) == ("我的小店", True)
    finally:
        server.terminate()
        _, err = server.communicate(timeout=30)
    assert "Traceback" not in err


def test_a_database_address_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    for wrong in ("mysql://x", "hello"):
        for command in (["serve"], ["setup", "店"], ["backup", tmp_path / "b.zip"], ["import", tmp_path]):
            assert "sqlite:///" in no_trace(xiaoer(*command, "--database", wrong)), (wrong, command)
    (tmp_path / "folder").mkdir()
    assert "打不开" in no_trace(xiaoer("serve", "--database", f"sqlite:///{tmp_path / 'folder'}"))
    assert "是否启动" in no_trace(xiaoer("serve", "--database", "postgresql://nobody@127.0.0.1:1/x"))
