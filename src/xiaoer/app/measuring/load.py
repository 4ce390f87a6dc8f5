"""The load process: shoppers and agents on real sockets, against the desk or against the bare echo.

`python -m xiaoer.app.measuring.load` reads a plan (JSON, one line) from stdin and writes one result (JSON) to stdout.
Closed loop: each side of a conversation keeps `window` messages on their way; open loop: messages leave at times that
were fixed before, and delays count from there. On the desk a message counts when it is acknowledged *and* has reached
the other side's socket; on the echo when it has come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import sys
import time
from itertools import islice
from typing import Any

import msgspec
import uvloop

from xiaoer.app.measuring import frames, talk
from xiaoer.app.measuring.wire import ClientSocket, client_frame, connect

now = time.perf_counter
SETTLE_S = 10.0


class Line:
    """One message on its way."""

    __slots__ = ("acked", "delivered_at", "sent_at", "side")

    def __init__(self, side: Side, sent_at: float) -> None:
        self.side, self.sent_at = side, sent_at
        self.acked = False
        self.delivered_at = 0.0


class Texts:
    """The lines of one side, each once: a supply made before the clock runs, and more when a fast server used it up."""

    __slots__ = ("_lines", "_ready", "late")

    BATCH = 500

    def __init__(self, templates: tuple[str, ...], run: int, count: int) -> None:
        self._lines = talk.lines(templates, run)
        self._ready = self._make(count)
        self.late = 0  # made while the clock ran: they cost the load process, not the server

    def _make(self, count: int) -> list[bytes]:
        return [msgspec.json.encode(t)[1:-1] for t in islice(self._lines, count)]

    def take(self) -> bytes:
        """The next line, as the inside of a JSON string."""
        if not self._ready:
            self._ready = self._make(self.BATCH)
            self.late += self.BATCH
        return self._ready.pop()


class Side:
    """One side of one conversation: what it sends, and through which socket."""

    __slots__ = ("prefix", "run", "socket", "texts")

    def __init__(self, run: Run, socket: ClientSocket, prefix: bytes, texts: Texts) -> None:
        self.run, self.socket, self.prefix, self.texts = run, socket, prefix, texts

    def send(self, at: float) -> None:
        """Send the next text."""
        run = self.run
        run.number += 1
        client_id = f"{run.name}-{run.number}"
        run.lines[client_id] = Line(self, at)
        self.socket.send(
            client_frame(b'%b"client_id":"%b","kind":"text","body":{"text":"%b"}}' % (
                self.prefix, client_id.encode(), self.texts.take(),
            ))
        )  # fmt: skip


class Run:
    """The state of one load."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.echo = plan["kind"] == "echo"
        self.name = f"r{plan['run']}"
        self.lines: dict[str, Line] = {}
        self.by_number: dict[tuple[int, int], str] = {}  # acknowledged, not yet seen by the shopper
        self.seen: dict[tuple[int, int], float] = {}  # seen by the shopper, not yet acknowledged
        self.number = self.done = 0
        self.refused: dict[str, int] = {}
        self.gaps = 0
        self.guest_ends: list[GuestEnd] = []
        self.lost = 0
        self.delays: list[float] = []
        self.from_at, self.to_at = float("inf"), float("inf")
        self.closed_loop = plan.get("rate") is None
        self.finishing = self.over = False
        texts = plan["texts"]
        self.shopper_texts = Texts(talk.SHOPPER, plan["run"], texts // 2)
        self.agent_texts = Texts(talk.AGENT, plan["run"], texts // 2)
        self.sides: list[Side] = []

    # -- what arrives -------------------------------------------------------------------------------------------

    def acknowledged(self, client_id: str, conversation: int, seq: int | None) -> None:
        """An ack; `seq` is given for an agent's line, which its shopper sees by number only."""
        line = self.lines.get(client_id)
        if line is None:
            return
        line.acked = True
        if seq is not None:
            at = self.seen.pop((conversation, seq), None)
            if at is None:
                self.by_number[conversation, seq] = client_id
                return
            line.delivered_at = at
        if line.delivered_at:
            self.finish(client_id, line)

    def reached(self, client_id: str) -> None:
        """A shopper's line has reached its agent."""
        line = self.lines.get(client_id)
        if line is not None and not line.delivered_at:
            line.delivered_at = now()
            if line.acked:
                self.finish(client_id, line)

    def shown(self, conversation: int, seq: int) -> None:
        """An agent's line has reached its shopper."""
        client_id = self.by_number.pop((conversation, seq), None)
        if client_id is None:
            self.seen[conversation, seq] = now()
            return
        line = self.lines[client_id]
        line.delivered_at = now()
        self.finish(client_id, line)

    def refuse(self, code: str, client_id: str | None) -> None:
        """A refusal: counted, and the side goes on."""
        self.refused[code] = self.refused.get(code, 0) + 1
        line = self.lines.pop(client_id or "", None)
        if line is not None and self.closed_loop and not self.finishing:
            line.side.send(now())

    def finish(self, client_id: str, line: Line) -> None:
        """Acknowledged and delivered: count it, and let its side go on."""
        del self.lines[client_id]
        self.done += 1
        at = now()
        counted_at = at if self.closed_loop else line.sent_at
        if self.from_at <= counted_at < self.to_at:
            self.delays.append(line.delivered_at - line.sent_at)
        if self.closed_loop and not self.finishing:
            line.side.send(at)

    def end(self, code: int | None) -> None:
        """A socket was closed by the server."""
        if not self.over:
            self.lost += 1


class EchoEnd:
    """What an echo socket hears: its own frames."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def hear(self, payload: bytes) -> None:
        """Called with each text."""
        run = self.run
        for frame in frames.read(payload):
            line = run.lines[frame.client_id]
            line.delivered_at = now()
            run.finish(frame.client_id, line)


class GuestEnd:
    """What a widget hears."""

    def __init__(self, run: Run, conversation: int) -> None:
        self.run, self.conversation = run, conversation
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.revs: set[int] = set()  # an own text may come back as its ack alone

    @property
    def gaps(self) -> int:
        """Changes between the first and the last that never came."""
        return max(self.revs) - min(self.revs) + 1 - len(self.revs) if self.revs else 0

    def hear(self, payload: bytes) -> None:
        """Called with each text."""
        for frame in frames.read(payload):
            match frame:
                case frames.Message(message=m):
                    self.revs.add(m.rev)
                    if m.author == "agent" and m.seq is not None:
                        self.run.shown(self.conversation, m.seq)
                case frames.Ack():
                    self.revs.add(frame.rev)
                    self.run.acknowledged(frame.client_id, self.conversation, None)
                case frames.Refused():
                    self.run.refuse(frame.code, frame.client_id)
                case frames.Hello():
                    self.ready.set_result(None)


class SeatEnd:
    """What a workbench hears: the whole feed of the shop, of which it must miss nothing."""

    def __init__(self, run: Run, conversations: list[int]) -> None:
        self.run, self.own = run, frozenset(conversations)
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.n = 0

    def hear(self, payload: bytes) -> None:
        """Called with each text."""
        for frame in frames.read(payload):
            match frame:
                case frames.Event(event=e):
                    if self.n and e.n != self.n + 1:
                        self.run.gaps += 1
                    self.n = e.n
                    m = e.data.message
                    if m is not None and m.author == "shopper" and m.conversation in self.own:
                        self.run.reached(m.client_id)
                case frames.Ack():
                    self.run.acknowledged(frame.client_id, frame.conversation, frame.seq)
                case frames.Refused():
                    self.run.refuse(frame.code, frame.client_id)
                case frames.Hello():
                    self.ready.set_result(None)


async def _open(run: Run) -> list[ClientSocket]:
    port, scene = run.plan["port"], run.plan["scene"]
    opened: list[ClientSocket] = []
    for guest in scene["guests"]:
        end: Any = EchoEnd(run) if run.echo else GuestEnd(run, guest["conversation"])
        run.guest_ends += [] if run.echo else [end]
        socket = await connect(port, f"/ws/widget/{scene['shop']}", on_text=end.hear, on_end=run.end)
        opened.append(socket)
        if not run.echo:
            socket.send(client_frame(msgspec.json.encode({"type": "auth", "token": guest["token"], "rev": 0})))
            await asyncio.wait_for(end.ready, 30)
        run.sides.append(Side(run, socket, b'{"type":"send",', run.shopper_texts))
    for seat in scene["seats"]:
        end = EchoEnd(run) if run.echo else SeatEnd(run, seat["conversations"])
        headers = {"Cookie": f"xiaoer_session={seat['cookie']}"}
        socket = await connect(port, "/ws/desk", on_text=end.hear, on_end=run.end, headers=headers)
        opened.append(socket)
        if not run.echo:
            socket.send(client_frame(msgspec.json.encode({"type": "auth", "csrf": seat["csrf"], "feeds": {}})))
            await asyncio.wait_for(end.ready, 30)
        for conversation in seat["conversations"]:
            prefix = f'{{"type":"send","shop":"{scene["shop"]}","conversation":{conversation},'.encode()
            run.sides.append(Side(run, socket, prefix, run.agent_texts))
    return opened


async def _closed(run: Run, plan: dict[str, Any]) -> None:
    started = now()
    run.from_at = started + plan["warmup"]
    run.to_at = run.from_at + plan["seconds"]
    for side in run.sides:
        for _ in range(plan["window"]):
            side.send(now())
    await asyncio.sleep(run.to_at - now())
    run.finishing = True


async def _paced(run: Run, plan: dict[str, Any]) -> None:
    rate = plan["rate"]
    started = now()
    run.from_at = started + plan["warmup"]
    run.to_at = run.from_at + plan["seconds"]
    whole = int((plan["warmup"] + plan["seconds"]) * rate)
    sent = 0
    while sent < whole:
        due = min(whole, int((now() - started) * rate) + 1)
        while sent < due:
            run.sides[sent % len(run.sides)].send(started + sent / rate)
            sent += 1
        await asyncio.sleep(0.001)


async def load(plan: dict[str, Any]) -> dict[str, Any]:
    """Run a plan; bounded in time."""
    run = Run(plan)
    opened: list[ClientSocket] = []
    try:
        async with asyncio.timeout(plan["warmup"] + plan["seconds"] + 90):
            opened = await _open(run)
            gc.collect()
            gc.freeze()
            cpu, began = time.process_time(), now()
            await (_closed(run, plan) if run.closed_loop else _paced(run, plan))
            busy = (time.process_time() - cpu) / (now() - began)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(SETTLE_S):
                    while run.lines:
                        await asyncio.sleep(0.02)
    finally:
        run.over = True
        for socket in opened:
            socket.end()
    return _result(run, plan, busy)


def _result(run: Run, plan: dict[str, Any], busy: float) -> dict[str, Any]:
    delays = sorted(run.delays)

    def share(part: float) -> float:
        return round(delays[min(len(delays) - 1, int(len(delays) * part))] * 1000, 3) if delays else 0.0

    return {
        "messages": len(delays), "all_messages": run.done, "per_second": round(len(delays) / plan["seconds"], 1),
        "p50_ms": share(0.5), "p99_ms": share(0.99), "max_ms": share(1.0), "refused": run.refused,
        "gaps": run.gaps + sum(g.gaps for g in run.guest_ends), "unfinished": len(run.lines),
        "sockets_lost": run.lost, "client_cpu": round(busy, 2),
        "texts_made_late": run.shopper_texts.late + run.agent_texts.late,
    }  # fmt: skip


def main() -> None:
    """Entry of the process."""
    plan = json.loads(sys.stdin.readline())
    print(json.dumps(uvloop.run(load(plan))), flush=True)


if __name__ == "__main__":
    main()
