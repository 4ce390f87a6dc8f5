"""`xiaoer backup` and `xiaoer restore` beside a running server: it begins anew by itself, with the old data."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.app.test_doctor import free_port
from tests.cli.test_shop_commands import no_trace, wait_for, xiaoer
from tests.support.databases import Copy
from tests.support.shops import LEAD, QINGHE


def test_backup_and_restore_beside_a_running_server(shops: Copy, tmp_path: Path) -> None:
    place: list[str | Path] = ["--database", shops.url, "--data", shops.data_dir]
    archive, port = tmp_path / "backup.zip", free_port()
    command = [sys.executable, "-m", "xiaoer.cli", "serve", "--port", str(port), *map(str, place)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{base}/health", server)
        made = xiaoer("backup", archive, *place)
        assert made.returncode == 0, made.stderr
        assert "已备份并验证" in made.stdout
        with httpx.Client(base_url=base, trust_env=False, timeout=20) as lead:
            account = shops.accounts[LEAD]
            signed = lead.post("/api/session", json={"login": account.login, "password": account.password}).json()
            header = {"X-CSRF-Token": signed["csrf"]}
            changed = lead.patch(f"/api/shops/{QINGHE}/settings", json={"greeting": "备份之后"}, headers=header)
            assert changed.status_code == 200, changed.text
            assert "可以恢复" in xiaoer("restore", archive, *place, "--check").stdout
            assert lead.get("/api/session").status_code == 200
            done = xiaoer("restore", archive, *place)
            assert done.returncode == 0, done.stderr
            _until_signed_out(lead, server)
            again = lead.post("/api/session", json={"login": account.login, "password": account.password})
            assert again.status_code == 200, again.text
            assert lead.get(f"/api/shops/{QINGHE}/settings").json()["greeting"] != "备份之后"
        assert list(shops.data_dir.glob("before-restore-*.zip"))
        broken = tmp_path / "broken.zip"
        broken.write_bytes(archive.read_bytes()[:5000])
        assert "损坏" in no_trace(xiaoer("restore", broken, *place))
    finally:
        server.terminate()
        _, err = server.communicate(timeout=30)
    assert "Traceback" not in err


def _until_signed_out(client: httpx.Client, server: subprocess.Popen[str]) -> None:
    """The session of before the restore holds no longer, and the server answers again."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, server.communicate()
        try:
            if client.get("/api/session").status_code == 401:
                time.sleep(1.5)  # its new life
                if client.get("/health").status_code == 200:
                    return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise AssertionError("the server did not begin anew")
