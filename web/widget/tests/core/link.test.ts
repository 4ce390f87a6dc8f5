import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Halt, Link, type LinkDeps } from "../../src/core/link";
import { FakeSocket, settle } from "./desk";
import { visit } from "./make";

const HELLO = { type: "hello", conversation: null, state: visit(), reset: false } as const;
let events: string[];

function make(more: Partial<LinkDeps> = {}): Link {
  return new Link({
    url: "ws://desk/ws",
    token: async (fresh) => (fresh ? "fresh" : "token"),
    rev: () => 12,
    onFrames: (frames) => events.push(...frames.map((frame) => frame.type)),
    onStatus: (status) => events.push(`<${status}>`),
    onStop: (why, code) => events.push(`<${why}:${code}>`),
    onBroken: () => events.push("<broken>"),
    random: () => 0,
    socket: (url) => new FakeSocket(url) as unknown as WebSocket,
    ...more,
  });
}

async function connected(more: Partial<LinkDeps> = {}): Promise<Link> {
  const link = make(more);
  link.start();
  await settle();
  FakeSocket.last.open();
  FakeSocket.last.say(HELLO);
  return link;
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  events = [];
});
afterEach(() => vi.useRealTimers());

test("says who it is and what it has, and is online with the hello", async () => {
  const link = make();
  link.start();
  await settle();
  FakeSocket.last.open();
  expect(FakeSocket.last.sent).toEqual([{ type: "auth", token: "token", rev: 12 }]);
  expect(link.send({ type: "human" })).toBe(false);
  FakeSocket.last.say(HELLO);
  expect(link.send({ type: "human" })).toBe(true);
  expect(events).toEqual(["<connecting>", "hello", "<online>"]);
  link.stop();
});

test("comes back by itself, ever more slowly", async () => {
  const link = await connected();
  for (const wait of [500, 1000, 2000, 4000]) {
    const count = FakeSocket.all.length;
    FakeSocket.last.end(1006);
    await vi.advanceTimersByTimeAsync(wait - 1);
    expect(FakeSocket.all.length).toBe(count);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.all.length).toBe(count + 1);
  }
  link.stop();
});

test("a connection that held begins again with the short wait", async () => {
  const link = await connected();
  FakeSocket.last.end(1006);
  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last.open();
  FakeSocket.last.say(HELLO);
  await vi.advanceTimersByTimeAsync(6000);
  const count = FakeSocket.all.length;
  FakeSocket.last.end(1001);
  await vi.advanceTimersByTimeAsync(500);
  expect(FakeSocket.all.length).toBe(count + 1);
  link.stop();
});

test("a token that is turned down is replaced", async () => {
  const link = await connected();
  FakeSocket.last.end(4401);
  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last.open();
  expect(FakeSocket.last.sent[0]).toMatchObject({ token: "fresh" });
  link.stop();
});

test("stops where trying is useless", async () => {
  for (const [code, name] of [
    [4403, "origin"],
    [4404, "no_shop"],
  ] as const) {
    const link = await connected();
    const count = FakeSocket.all.length;
    FakeSocket.last.end(code);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all.length).toBe(count);
    expect(events[events.length - 1]).toBe(`<fatal:${name}>`);
    link.stop();
  }
});

test("an identity that ran out stops it, a network error does not", async () => {
  const expired = make({ token: () => Promise.reject(new Halt("expired", "old")) });
  expired.start();
  await settle();
  expect(events).toEqual(["<connecting>", "<expired:old>"]);
  let tries = 0;
  const offline = make({
    token: () => {
      tries++;
      return Promise.reject(new Error("no network"));
    },
  });
  offline.start();
  await vi.advanceTimersByTimeAsync(2000);
  expect(tries).toBeGreaterThan(1);
  offline.stop();
});

test("what the server could not read is not sent again as it is", async () => {
  const link = await connected();
  FakeSocket.last.end(4400);
  expect(events).toContain("<broken>");
  link.stop();
});

test("a silent line is left after one unanswered question", async () => {
  const link = await connected();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(FakeSocket.last.types).toContain("ping");
  await vi.advanceTimersByTimeAsync(15_000);
  expect(events).toContain("<offline>");
  link.stop();
});

test("an answered question keeps the line", async () => {
  const link = await connected();
  for (let i = 0; i < 20; i++) {
    await vi.advanceTimersByTimeAsync(5_000);
    if (FakeSocket.last.types[FakeSocket.last.types.length - 1] === "ping") FakeSocket.last.say({ type: "pong" });
  }
  expect(FakeSocket.all).toHaveLength(1);
  link.stop();
});

test("the browser's word on the network counts at once, both ways", async () => {
  const link = await connected();
  link.lost();
  expect(events[events.length - 1]).toBe("<offline>");
  link.wake();
  await settle();
  expect(FakeSocket.all).toHaveLength(2);
  link.stop();
});
