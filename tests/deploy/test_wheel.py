"""`make wheel`: one file that opens the example shops in a clean environment, with no Node and no compiler."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.app.test_doctor import free_port
from tests.cli.test_shop_commands import wait_for
from tests.support.services import demand
from xiaoer.api.pages import WEB

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `make wheel` builds it."""
    demand("web", (WEB / "desk" / "index.html").is_file(), "the pages are not built (make web)")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; what it depends on is lent by this one, so that no network is needed."""
    place = tmp_path_factory.mktemp("clean") / "env"
    venv.create(place, with_pip=False, symlinks=True)
    command = [sys.executable, "-m", "pip", "--python", str(place / "bin" / "python"), "install", "--quiet"]
    done = subprocess.run(
        [*command, "--no-index", "--no-deps", str(wheel)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    site = next((place / "lib").glob("python*/site-packages"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place


def test_the_wheel_is_for_every_machine_and_holds_pages_and_shops(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "web/desk/index.html", "web/store/index.html", "web/widget/widget.js", "web/widget/widget.en.js", "web/docs/index.html",
        "examples/qinghe_womenswear/shop.toml", "examples/shanyu_foodgift/products.csv",
        "kit/migrations/env.py", "kit/migrations/versions/0001_base.py",
    ):  # fmt: skip
        assert f"xiaoer/{wanted}" in names, wanted
    assert not [n for n in names if "node_modules" in n or n.startswith("tests/")]


@contextmanager
def demo(clean: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """`xiaoer demo` of the clean environment, with nothing else on the path."""
    port = free_port()
    environment = {"PATH": str(clean / "bin"), "HOME": str(folder), "LANG": "C.UTF-8"}
    command = [str(clean / "bin" / "xiaoer"), "demo", "--port", str(port), "--data", str(folder / "data"), "--json"]
    server = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/health", server)
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
    finally:
        server.terminate()
        _, err = server.communicate(timeout=30)
        assert "Traceback" not in err


def test_demo_runs_in_a_clean_environment(clean: Path, tmp_path: Path) -> None:
    where = [str(clean / "bin" / "python"), "-c", "import xiaoer; print(xiaoer.__file__)"]
    found = subprocess.run(
        where, cwd=tmp_path, env={**os.environ, "PYTHONPATH": ""}, capture_output=True, text=True, check=False
    )
    assert found.stdout.startswith(str(clean)), found.stdout + found.stderr
    with demo(clean, tmp_path) as told, httpx.Client(trust_env=False, timeout=20, follow_redirects=True) as browser:
        for page in (told["storefront"], told["workbench"], told["api_docs"]):
            answer = browser.get(page)
            assert (answer.status_code, "<html" in answer.text) == (200, True), page
        base = told["workbench"].removesuffix("/desk/")
        assert browser.get(f"{base}/widget.js").status_code == 200
        account = next(a for a in told["accounts"] if a["login"] == "qinghe-owner")
        signed = browser.post(f"{base}/api/session", json={k: account[k] for k in ("login", "password")})
        assert [s["code"] for s in signed.json()["shops"]] == ["qinghe_womenswear"]
        picture = browser.get(f"{base}/shops/qinghe_womenswear/pictures/QH101.svg")
        assert picture.headers["content-type"].startswith("image/svg")
