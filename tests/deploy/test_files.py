"""What stands in `deploy/` holds together, also where no engine runs it: names, stages, labels, commands, settings."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import yaml

from xiaoer.cli import COMMANDS
from xiaoer.kit.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
VARIABLES = {Settings.variable(f.name) for f in fields(Settings)}
INSTRUCTIONS = {
    "FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "EXPOSE", "VOLUME", "HEALTHCHECK", "CMD", "ARG", "LABEL",
    "ENTRYPOINT",
}  # fmt: skip


def instructions() -> list[tuple[str, str]]:
    """Instruction and arguments of each line of the container file, continued lines joined."""
    text = re.sub(r"\\\n\s*", " ", (DEPLOY / "Containerfile").read_text("utf-8"))
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def test_the_container_file_builds_from_what_is_there() -> None:
    stages: set[str] = set()
    for name, rest in instructions():
        assert name in INSTRUCTIONS, name
        if name == "FROM":
            image, *stage = re.split(r"\s+AS\s+", rest)
            assert re.fullmatch(r"docker\.io/library/[a-z]+:\d[\w.-]*", image), f"{image}: name the version"
            stages.update(stage)
        if name == "COPY" and "--from=" in rest:
            assert re.search(r"--from=(\w+)", rest)[1] in stages, rest  # type: ignore[index]
        elif name == "COPY":
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
    last = [i for i, (name, _) in enumerate(instructions()) if name == "FROM"][-1]
    final = dict(instructions()[last:])
    assert final["USER"] not in ("root", "0"), "nothing runs as root"
    assert "HEALTHCHECK" in final
    assert {v.split("=")[0] for v in final["ENV"].split()} <= VARIABLES
    assert re.match(r'\["xiaoer", "(\w+)"', final["CMD"])[1] in COMMANDS  # type: ignore[index]


def test_the_compose_file_joins_database_redis_and_desk() -> None:
    whole = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    services = whole["services"]
    assert set(services) == {"db", "redis", "desk"}
    desk = services["desk"]
    assert {name for name, how in desk["depends_on"].items() if how == {"condition": "service_healthy"}} == {
        "db", "redis",
    }  # fmt: skip
    assert (DEPLOY / desk["build"]["context"] / desk["build"]["dockerfile"]).is_file()
    assert set(desk["environment"]) <= VARIABLES
    assert "@db:5432/" in desk["environment"]["DATABASE_URL"]
    assert "//redis:6379" in desk["environment"]["REDIS_URL"]
    for service in services.values():
        for volume in service.get("volumes", []):
            assert volume.split(":")[0] in whole["volumes"]
        assert "healthcheck" in service or "build" in service
    assert not re.search(r"PASSWORD: *[\"']?\w+[\"']?\n", (DEPLOY / "compose.yaml").read_text("utf-8")), (
        "no password stands in the file"
    )


def test_the_windows_script_jumps_to_labels_that_exist_and_calls_commands_that_exist() -> None:
    raw = (DEPLOY / "windows" / "xiaoer.cmd").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n"), "cmd.exe wants CRLF"
    text = raw.decode("utf-8")
    assert set(re.findall(r"goto (\w+)", text)) == set(re.findall(r"^:(\w+)", text, re.M))
    for command in re.findall(r"xiaoer (?:\.cmd )?(serve|demo|\w+) --", text):
        assert command in COMMANDS, command
    assert "--only-binary" in text, "no compiler is ever needed"
    assert text.index("chcp 65001") < min(i for i, c in enumerate(text) if ord(c) > 0x2E7F)
