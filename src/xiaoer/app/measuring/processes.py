"""Processes that are measured: started on free ports of 127.0.0.1, watched through /proc, always ended."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from xiaoer.core.errors import XiaoerError

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(slots=True)
class Child:
    """A running process and what it says on stderr."""

    process: subprocess.Popen[str]
    port: int
    errors: IO[str]
    start_s: float = 0.0

    @property
    def rss_mb(self) -> float:
        """Resident memory of the process alone."""
        return rss_kb(self.process.pid) / 1024

    @property
    def rss_all_mb(self) -> float:
        """Resident memory with its children (the answering worker)."""
        return sum(rss_kb(pid) for pid in family(self.process.pid)) / 1024

    @property
    def cpu_s(self) -> float:
        """Processor seconds used so far, by the process alone."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def said(self) -> str:
        """The end of its stderr."""
        self.errors.seek(0)
        return self.errors.read()[-2000:]

    def kill(self) -> None:
        """End it at once (SIGKILL)."""
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> None:
        """End it politely, then by force."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()
        self.errors.close()


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def bytecode(place: Path) -> dict[str, str]:
    """Settings that let a server keep its compiled sources under `place`, whatever this machine is set to."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(place / "bytecode")}


def spawn(arguments: Sequence[str], port: int, environment: Mapping[str, str] | None = None) -> Child:
    """Start `python -m …` in the background."""
    errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115 - closed by stop()
    process = subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL, stderr=errors, text=True,
        env={**os.environ, **(environment or {})},
    )  # fmt: skip
    return Child(process, port, errors)


def answers(port: int, path: str, timeout_s: float = 2.0) -> int | None:
    """The status of a GET, or None while nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout_s)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def wait_for(child: Child, path: str, *, started: float, timeout_s: float = 60.0) -> None:
    """Wait until the process answers 200 on `path`; sets `start_s`. Raises `XiaoerError` with what it said."""
    while time.perf_counter() - started < timeout_s:
        if child.process.poll() is not None:
            raise XiaoerError(f"the process ended with {child.process.returncode}: {child.said()}")
        if answers(child.port, path) == 200:
            child.start_s = time.perf_counter() - started
            return
        time.sleep(0.01)
    raise XiaoerError(f"no answer on {path} within {timeout_s:g} s: {child.said()}")


@contextlib.contextmanager
def running(child: Child) -> Iterator[Child]:
    """End the process with the block."""
    try:
        yield child
    finally:
        child.stop()


def start_echo() -> Child:
    """The bare echo server."""
    port = free_port()
    child = spawn(["xiaoer.app.measuring.echo", str(port)], port)
    started = time.perf_counter()
    try:
        while answers(port, "/") is None:
            if child.process.poll() is not None or time.perf_counter() - started > 60:
                raise XiaoerError(f"the echo server does not start: {child.said()}")
            time.sleep(0.02)
    except BaseException:
        child.stop()
        raise
    return child


def start_server(
    database: str, data: Path, settings: Mapping[str, str], *, port: int | None = None, page: str = "/health"
) -> Child:
    """A server process of ours, ready; `start_s` = from exec to the first answer on `page`."""
    port = port or free_port()
    started = time.perf_counter()
    arguments = ["xiaoer.cli", "serve", "--port", str(port), "--database", database, "--data", str(data)]
    child = spawn(arguments, port, settings)
    try:
        wait_for(child, page, started=started)
    except BaseException:
        child.stop()
        raise
    return child


def rss_kb(pid: int) -> int:
    """Resident memory in kB; 0 when the process is gone. From /proc, else from `ps`."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        for line in status.read_text("ascii", "replace").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        return 0
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return int(told.stdout.strip() or 0)


def family(pid: int) -> list[int]:
    """A process and all its descendants (Linux; elsewhere the process alone)."""
    found, waiting = [pid], [pid]
    while waiting:
        children = Path(f"/proc/{waiting.pop()}/task")
        for task in children.glob("*/children"):
            with contextlib.suppress(OSError):
                new = [int(p) for p in task.read_text("ascii").split()]
                found += new
                waiting += new
    return found
