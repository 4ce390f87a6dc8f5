import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Client } from "../../src/core/client";
import type { Message, Session } from "../../src/core/protocol";
import { memoryStore, type Store } from "../../src/core/storage";
import { FakeSocket, fakeHttp, settle } from "./desk";
import { message, session, visit } from "./make";

let store: Store;
let answer: () => Session | number;
let pages: (before: number) => Message[];
let asked: ReturnType<typeof fakeHttp>;

const make = (identity: string | null = null) =>
  new Client({ origin: "http://desk.example", shop: "demo", store, language: () => "zh", identity });
const hello = (last: number) =>
  ({
    type: "hello",
    conversation: { last_seq: last, rev: last, open: true },
    state: visit(),
    reset: false,
  }) as const;

/** Connects the newest socket and lets the server greet. */
async function greet(last = 0): Promise<void> {
  await settle();
  FakeSocket.last.open();
  FakeSocket.last.say(hello(last));
  await settle();
}
const seqs = (client: Client) => client.state.messages.map((m) => m.seq);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  store = memoryStore();
  answer = () => session({ visitor_key: "key-1" });
  pages = () => [];
  asked = fakeHttp({ session: () => answer(), messages: (before) => pages(before) });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a passer-by costs the server nothing", async () => {
  make().start();
  await settle();
  expect(asked).toEqual([]);
  expect(FakeSocket.all).toEqual([]);
});

test("a visitor is found again by the key", async () => {
  const client = make();
  client.start();
  client.setOpen(true);
  await settle();
  expect(asked[0]?.body).toEqual({});
  client.stop();
  const again = make();
  again.start();
  await settle();
  expect(asked[1]?.body).toEqual({ visitor_key: "key-1" });
  again.stop();
});

test("a conversation that waits for the visitor is connected without opening the chat", async () => {
  store.set("xiaoer:demo:visitor_key", "key-1");
  answer = () => session({ visitor_key: "key-1", conversation: { last_seq: 3, rev: 3, open: true } });
  pages = () => [message(3), message(2), message(1)];
  const client = make();
  client.start();
  await settle();
  expect(FakeSocket.all).toHaveLength(1);
  expect(seqs(client)).toEqual([1, 2, 3]);
  client.stop();
});

test("what was written offline goes out once, in order, with its old numbers", async () => {
  const client = make();
  client.start();
  client.setOpen(true);
  await greet();
  FakeSocket.last.end(1006);
  client.send("text", { text: "一" });
  client.send("text", { text: "二" });
  const ids = client.state.outgoing.map((out) => out.client_id);
  expect(client.state.link).toBe("offline");
  await vi.advanceTimersByTimeAsync(600);
  await greet();
  expect(FakeSocket.last.clientIds).toEqual(ids);
  for (const [i, id] of ids.entries()) {
    FakeSocket.last.say({ type: "ack", client_id: id, seq: i + 1, rev: i + 1, at: "2026-03-05T06:00:00Z" });
  }
  expect(client.state.outgoing).toEqual([]);
  expect(client.state.messages.map((m) => m.body.text)).toEqual(["一", "二"]);
  expect(store.keys("xiaoer:demo:visitor:out:")).toEqual([]);
  client.stop();
});

test("a lost ack leads to the same client_id again, after a reload too", async () => {
  const client = make();
  client.start();
  client.setOpen(true);
  await greet();
  client.send("text", { text: "还在吗" });
  const [id] = FakeSocket.last.clientIds;
  client.stop();
  const again = make();
  again.start();
  await greet();
  expect(FakeSocket.last.clientIds).toEqual([id]);
  again.stop();
});

test("too fast: waits as long as it was told, then sends all again in order", async () => {
  const client = make();
  client.start();
  client.setOpen(true);
  await greet();
  client.send("text", { text: "一" });
  const [id] = FakeSocket.last.clientIds as [string];
  FakeSocket.last.say({ type: "refused", client_id: id, code: "rate_limited", detail: "", retry_after_s: 2 });
  client.send("text", { text: "二" });
  expect(FakeSocket.last.clientIds).toEqual([id]);
  await vi.advanceTimersByTimeAsync(2000);
  expect(FakeSocket.last.clientIds).toEqual([id, ...client.state.outgoing.map((out) => out.client_id)]);
  client.stop();
});

test("a hole in the numbers is filled", async () => {
  pages = (before) => [4, 3, 2, 1].filter((n) => n < before).map((n) => message(n));
  const client = make();
  client.start();
  client.setOpen(true);
  await greet();
  FakeSocket.last.say({ type: "message", message: message(1) }, { type: "message", message: message(5) });
  await vi.advanceTimersByTimeAsync(1600);
  expect(seqs(client)).toEqual([1, 2, 3, 4, 5]);
  client.stop();
});

test("a hole that the server cannot fill is asked for once", async () => {
  const client = make();
  client.start();
  client.setOpen(true);
  await greet();
  for (const n of [1, 5, 6, 7]) {
    FakeSocket.last.say({ type: "message", message: message(n) });
    await vi.advanceTimersByTimeAsync(1600);
  }
  expect(asked.filter((call) => call.path === "messages")).toHaveLength(1);
  client.stop();
});

test("scrolling up reads older pages until the first message", async () => {
  answer = () => session({ visitor_key: "k", conversation: { last_seq: 60, rev: 60, open: true } });
  pages = (before) => Array.from({ length: Math.min(50, before - 1) }, (_, i) => message(before - 1 - i));
  const client = make();
  client.start();
  client.setOpen(true);
  await greet(60);
  expect(seqs(client)[0]).toBe(11);
  await client.loadOlder();
  await client.loadOlder();
  expect(seqs(client)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
  client.stop();
});

test("another identity takes nothing over from the last one", async () => {
  const jwt = (sub: string) => `h.${btoa(JSON.stringify({ sub }))}.s`;
  const client = make(jwt("a"));
  client.start();
  client.setOpen(true);
  await greet();
  client.draft = "半句话";
  client.send("text", { text: "我的订单" });
  client.setIdentity(jwt("b"));
  expect(client.draft).toBe("");
  expect(client.state.outgoing).toEqual([]);
  await greet();
  expect(FakeSocket.last.clientIds).toEqual([]);
  expect(asked[asked.length - 1]?.body).toEqual({ identity: jwt("b") });
  client.setIdentity(jwt("a"));
  expect(client.state.outgoing).toHaveLength(1);
  expect(client.draft).toBe("半句话");
  client.stop();
});

test("an answer for the last identity is not taken for this one", async () => {
  let release = (_: Session) => {};
  const late = new Promise<Session>((resolve) => {
    release = resolve;
  });
  const client = make("h.e30.s");
  vi.spyOn(client.api, "session").mockReturnValueOnce(late);
  client.start();
  client.setIdentity(null);
  release(session({ shopper: { nick: "别人", anonymous: false } }));
  await settle();
  expect(client.state.session).toBeNull();
});

test("an identity that ran out is said, and never silently made anonymous", async () => {
  answer = () => 401;
  const client = make("h.e30.s");
  client.start();
  client.setOpen(true);
  await settle();
  expect(client.state.link).toBe("expired");
  expect(asked.every((call) => JSON.stringify(call.body).includes("identity"))).toBe(true);
});

test("a visitor key that is no longer known is replaced", async () => {
  store.set("xiaoer:demo:visitor_key", "old");
  let first = true;
  answer = () => {
    if (!first) return session({ visitor_key: "new" });
    first = false;
    return 401;
  };
  const client = make();
  client.setOpen(true);
  await vi.advanceTimersByTimeAsync(600);
  await greet();
  expect(store.get("xiaoer:demo:visitor_key")).toBe("new");
  expect(client.state.link).toBe("online");
  client.stop();
});

test("a wish for a person and a rating survive a dead line", async () => {
  const client = make();
  client.setOpen(true);
  await greet();
  FakeSocket.last.end(1006);
  client.human();
  client.rate(5, " 很快 ");
  await vi.advanceTimersByTimeAsync(600);
  await greet();
  expect(FakeSocket.last.sent).toContainEqual({ type: "human" });
  expect(FakeSocket.last.sent).toContainEqual({ type: "rate", stars: 5, word: "很快" });
  client.stop();
});

test("unread falls to nothing when seen, and stays there after a reload", async () => {
  answer = () => session({ visitor_key: "k", conversation: { last_seq: 2, rev: 2, open: true } });
  pages = () => [message(2), message(1)];
  store.set("xiaoer:demo:visitor_key", "k");
  store.set("xiaoer:demo:visitor:read", "1");
  const client = make();
  client.start();
  await greet(2);
  expect(client.unread).toBe(1);
  client.seen();
  expect(client.unread).toBe(0);
  expect(FakeSocket.last.sent).toContainEqual({ type: "read", seq: 2 });
  client.stop();
  const again = make();
  again.start();
  await settle();
  expect(again.unread).toBe(0);
  again.stop();
});
