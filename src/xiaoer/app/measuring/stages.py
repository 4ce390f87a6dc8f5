"""Where the microseconds of a message go: the loop's stages alone on the load's texts, the writer's by its counters."""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeVar

import msgspec

from xiaoer.app.measuring import talk
from xiaoer.core.facts import ShopFacts
from xiaoer.domains.desk.connections import Packed
from xiaoer.domains.desk.frames import desk_frames
from xiaoer.domains.desk.rules import Post, preview_of
from xiaoer.domains.desk.wording import Wordings
from xiaoer.domains.desk.words import text_body
from xiaoer.kit.events import StoredEvent, encode, frame
from xiaoer.kit.limits import Limiter

T = TypeVar("T")
LINES = 4000
RUN = 39


def on_the_loop(facts: ShopFacts, *, gate: bool) -> dict[str, float]:
    """µs per message of what the event loop does, each stage alone on texts of its own (a shop's lines)."""
    texts = list(islice(talk.lines(talk.AGENT, RUN), 2 * LINES))
    first, texts = texts[:LINES], texts[LINES:]
    frames = [
        encode(
            {
                "type": "send", "shop": "x", "conversation": 1, "client_id": f"s{n}", "kind": "text",
                "body": {"text": t},
            }
        )
        for n, t in enumerate(texts)
    ]  # fmt: skip
    wordings, limiter = Wordings(on=gate), Limiter(60_000_000, 1_000_000)
    for text in first:
        wordings.check(1, facts, text, by="agent")
    stages = {
        "read frame": _each(desk_frames.validate_json, frames),
        "limiter": _each(lambda t: limiter.take(1, time.monotonic()), texts),
        "make post": _each(_post, texts),
    }
    if gate:
        stages["gate (a shop's line)"] = _each(lambda t: wordings.check(1, facts, t, by="agent"), texts)
    events = [_event(n, t) for n, t in enumerate(texts)]
    stages["hand on (10 workbenches)"] = _each(_hand_on, [events[n : n + 40] for n in range(0, LINES, 40)]) / 40
    return {name: round(us, 1) for name, us in stages.items()}


def in_the_writer(port: int) -> dict[str, float]:
    """Counters of the writer of a running server, in seconds and entries."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    names = {
        "entries": "xiaoer_writes_total", "commits": "xiaoer_commits_total",
        "write": "xiaoer_writer_write_seconds_total", "number": "xiaoer_writer_number_seconds_total",
        "commit": "xiaoer_writer_commit_seconds_total",
    }  # fmt: skip
    found = {k: re.search(rf"^{name} (\S+)$", text, re.MULTILINE) for k, name in names.items()}
    return {k: float(m[1]) for k, m in found.items() if m is not None}


def writer_stages(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """µs per entry between two looks (time of the clock: waiting for the disk and for the interpreter are in it)."""
    entries = max(1.0, after["entries"] - before["entries"])
    stages = {
        "write rows": "write", "number events": "number", "commit to disk": "commit",
    }  # fmt: skip
    figures = {name: round((after[k] - before[k]) / entries * 1e6, 1) for name, k in stages.items()}
    commits = max(1.0, after["commits"] - before["commits"])
    return {**figures, "entries per commit": round(entries / commits, 1)}


def _each(work: Callable[[T], object], items: Sequence[T]) -> float:
    began = time.perf_counter()
    for item in items:
        work(item)
    return (time.perf_counter() - began) / len(items) * 1e6


def _post(text: str) -> Post:
    body = text_body(text, 5000)
    return Post(
        shop_id=1, conversation_id=1, client_id="c", author="agent", author_name="n", kind="text", body=encode(body),
        preview=preview_of("text", body), staff_id=1,
    )  # fmt: skip


def _event(n: int, text: str) -> StoredEvent:
    payload = msgspec.json.encode({"message": {"body": {"text": text}}, "conversation": {"filler": "好" * 350}})
    return StoredEvent(1, n, "message.created", 1_700_000_000_000, 1, payload.decode())


def _hand_on(events: Sequence[StoredEvent]) -> None:
    packed = Packed([frame(e, "shop") for e in events])
    for _ in range(10):
        packed.encode()
