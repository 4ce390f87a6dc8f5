"""What README and docs say is there: commands, links, pictures, settings, events and frames."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from typer.main import get_command

from xiaoer.cli import COMMANDS, build
from xiaoer.domains.desk.frames import ALL_FRAMES
from xiaoer.domains.desk.server_frames import SERVER_FRAMES, EventType
from xiaoer.kit.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"```sh\n(.*?)```", re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def shell_lines() -> list[tuple[str, str]]:
    """Every line of every shell block, with its page."""
    found = []
    for page in PAGES:
        for block in FENCE.findall(page.read_text("utf-8")):
            found += [(page.name, line.strip()) for line in block.splitlines() if line.strip()]
    return found


def xiaoer_lines() -> list[str]:
    """Every call of the command in shell blocks, without comments."""
    calls = []
    for _, line in shell_lines():
        words = shlex.split(line, comments=True)
        if words and words[0].endswith("xiaoer"):
            calls.append(shlex.join([w for w in words[1:] if w != "&"]))
    return calls


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("call", sorted(set(xiaoer_lines())))
def test_commands_in_the_docs_exist_with_their_flags(call: str) -> None:
    words = shlex.split(call)
    root = get_command(build())
    command = root.commands[words[0]]  # type: ignore[attr-defined]
    known = {flag for parameter in command.params for flag in parameter.opts} | {"--help"}
    assert {w for w in words if w.startswith("--")} <= known, call


def test_the_docs_call_the_command() -> None:
    assert xiaoer_lines()


@pytest.mark.parametrize(
    "call", sorted({c for c in xiaoer_lines() if c.split()[0] in ("ask", "check") and "path/to" not in c})
)
def test_commands_without_a_server_run_as_written(call: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "xiaoer.cli", *shlex.split(call)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_make_targets_in_the_docs_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for page, line in shell_lines():
        if line.startswith("make "):
            target = line.split()[1]
            assert re.search(rf"^{target}:", makefile, re.M), f"{page}: {line}"


def test_every_command_has_a_line_in_the_docs() -> None:
    whole = "\n".join(p.read_text("utf-8") for p in PAGES)
    assert [c for c in COMMANDS if f"xiaoer {c}" not in whole] == []


def test_every_setting_has_its_line_with_its_default() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    for item in fields(Settings):
        row = next((r for r in text.splitlines() if f"`{Settings.variable(item.name)}`" in r), "")
        assert item.metadata["doc"] in row, item.name
        default = int(item.default) if isinstance(item.default, bool) else item.default
        assert default == "" or f"`{default}`" in row, item.name


def test_every_event_and_frame_stands_in_the_protocol() -> None:
    text = (ROOT / "docs" / "protocol.md").read_text("utf-8")
    for name in get_args(EventType):
        room, verb = name.split(".")
        assert f"`{name}`" in text or (f"`{room}." in text and f"`.{verb}`" in text), name
    for frame in (*ALL_FRAMES, *SERVER_FRAMES):
        kind = get_args(frame.model_fields["type"].annotation)[0]
        assert f'"type":"{kind}"' in text, frame.__name__
