import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FeedEvent, ServerFrame } from "../protocol/frames";
import type { Message, Snapshot } from "../protocol/types";
import { conversation, message, session, snapshot } from "../testing/samples";
import { FakeSocket } from "../testing/socket";
import { Desk } from "./desk";

const HELLO: ServerFrame = { type: "hello", staff: { id: 1, name: "青禾" }, status: "online", feeds: { tea: 10 } };
const TEXT = { shop: "tea", conversation: 1, internal: false, kind: "text", assisted: false, warned: false } as const;

let held: Snapshot;
let page: { messages: Message[]; more: boolean };

function answer(url: string): object {
  if (url.endsWith("/snapshot")) return held;
  if (url.includes("/messages")) return page;
  return {};
}

async function seated(): Promise<{
  desk: Desk;
  socket: FakeSocket;
  signedOut: () => void;
  left: (shop: string) => void;
}> {
  const signedOut = vi.fn();
  const left = vi.fn();
  const options = { socketUrl: "ws://desk/ws/desk", storage: localStorage, onSignedOut: signedOut, onLeft: left };
  const desk = new Desk(session(), options);
  await desk.start();
  FakeSocket.last.open();
  return { desk, socket: FakeSocket.last, signedOut, left };
}

function created(n: number, part: Partial<Message> = {}): ServerFrame {
  const said = message({ seq: n - 9, rev: n - 9, ...part });
  const data = { message: said, conversation: conversation({ version: n, last_seq: n - 9 }) };
  const event: FeedEvent = { n, shop: "tea", at: said.at, type: "message.created", data };
  return { type: "event", event };
}

beforeEach(() => {
  localStorage.clear();
  FakeSocket.all = [];
  held = snapshot({ event: 10, conversations: [conversation()] });
  page = { messages: [message()], more: false };
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", async (request: Request) => {
    return Response.json(answer(request.url.split("?")[0] ?? ""));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("very many open chats", () => {
  it("come page by page behind the snapshot, and never in place of what an event brought", async () => {
    held = snapshot({ event: 10, more: true, conversations: [conversation()] });
    const ids = Array.from({ length: 1500 }, (_, i) => 1500 - i);
    const asked: string[] = [];
    let release = () => {};
    const waits = new Promise<void>((resolve) => {
      release = resolve;
    });
    vi.stubGlobal("fetch", async (request: Request) => {
      const url = new URL(request.url);
      if (!url.pathname.endsWith("/conversations")) return Response.json(answer(url.pathname));
      await waits;
      asked.push(url.search);
      const before = Number(url.searchParams.get("before") ?? Number.POSITIVE_INFINITY);
      const few = ids.filter((id) => id < before).slice(0, 500);
      return Response.json({ conversations: few.map((id) => conversation({ id, unread: 7 })) });
    });
    const { desk, socket } = await seated();
    socket.say(HELLO, created(11));
    release();
    await vi.waitFor(() => expect(asked).toHaveLength(4), 3000);
    expect(desk.read().state.conversations.size).toBe(1500);
    expect(asked.map((one) => new URLSearchParams(one).get("before"))).toEqual([null, "1001", "501", "1"]);
    expect(desk.read().state.conversations.get(1)).toMatchObject({ version: 11, unread: 0 });
    expect(desk.read().state.conversations.get(2)?.unread).toBe(7);
  });
});

describe("feeds", () => {
  it("go on from the snapshot's number, and after a cut from the last event applied", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { socket } = await seated();
    expect(socket.sent[0]).toEqual({ type: "auth", csrf: "token", feeds: { tea: 10 } });
    socket.say(HELLO, created(11), created(12));
    socket.drop();
    await vi.advanceTimersByTimeAsync(700);
    FakeSocket.last.open();
    expect(FakeSocket.all).toHaveLength(2);
    expect(FakeSocket.last.sent[0]).toMatchObject({ type: "auth", feeds: { tea: 12 } });
  });

  it("ask for what is missing when an event leaves a gap, and do not apply it", async () => {
    const { desk, socket } = await seated();
    socket.say(HELLO, created(13));
    expect(socket.sent.at(-1)).toEqual({ type: "follow", shop: "tea", after: 10 });
    expect(desk.read().state.feeds.tea).toBe(10);
  });

  it("a reset takes a new snapshot and follows from its number", async () => {
    const { desk, socket } = await seated();
    await desk.page("tea", 1);
    socket.say(HELLO);
    held = snapshot({ event: 500, conversations: [conversation({ id: 2 })] });
    socket.say({ type: "reset", shop: "tea" });
    await vi.waitFor(() => expect(socket.sent.at(-1)).toEqual({ type: "follow", shop: "tea", after: 500 }));
    expect([...desk.read().state.conversations.keys()]).toEqual([2]);
    expect(desk.read().state.threads.size).toBe(0);
  });

  it("two windows agree whatever they read by HTTP and whatever came as an event", async () => {
    const first = await seated();
    const second = await seated();
    await first.desk.page("tea", 1);
    first.socket.say(HELLO, created(11), created(12));
    second.socket.say(HELLO, created(11));
    page = { messages: [message(), message({ seq: 2, rev: 2 }), message({ seq: 3, rev: 3 })], more: false };
    await second.desk.page("tea", 1);
    second.socket.say(created(12));
    expect(second.desk.read().state).toEqual(first.desk.read().state);
  });
});

describe("sending", () => {
  it("what was not acknowledged is sent again with its old client_id, what was is not", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { desk, socket } = await seated();
    socket.say(HELLO);
    await Promise.resolve();
    const lost = desk.say({ ...TEXT, body: { text: "一" } });
    const safe = desk.say({ ...TEXT, body: { text: "二" } });
    socket.say({
      type: "ack",
      client_id: safe,
      conversation: 1,
      seq: 2,
      note_seq: null,
      rev: 2,
      at: "2026-03-05T06:00:00Z",
    });
    socket.drop();
    await vi.advanceTimersByTimeAsync(700);
    FakeSocket.last.open();
    FakeSocket.last.say(HELLO);
    await Promise.resolve();
    const again = FakeSocket.last.sent.filter((frame) => frame.type === "send");
    expect(again.map((frame) => frame.client_id)).toEqual([lost]);
  });

  it("what was said offline survives a reload", async () => {
    const { desk, socket } = await seated();
    socket.drop();
    const id = desk.say({ ...TEXT, body: { text: "还在" } });
    desk.stop();
    const next = await seated();
    next.socket.say(HELLO);
    await Promise.resolve();
    expect(next.socket.sent.at(-1)).toMatchObject({ type: "send", client_id: id, body: { text: "还在" } });
  });

  it("leaves the outbox when the message itself arrives, before or after its ack", async () => {
    const { desk, socket } = await seated();
    const id = desk.say({ ...TEXT, body: { text: "好" } });
    socket.say(HELLO, created(11, { client_id: id }));
    expect(desk.read().outbox).toEqual([]);
    expect(localStorage.length).toBe(0);
  });

  it("a refusal keeps the text with its reason; sent again it says that the warning was seen", async () => {
    const { desk, socket } = await seated();
    const id = desk.say({ ...TEXT, body: { text: "保证明天到" } });
    socket.say({ type: "refused", client_id: id, conversation: 1, code: "gate_warn", detail: "再想想", findings: [] });
    expect(desk.read().outbox[0]).toMatchObject({ state: "refused", refusal: { code: "gate_warn" } });
    desk.again(id, true);
    expect(socket.sent.at(-1)).toMatchObject({ type: "send", client_id: id, warned: true });
  });

  it("a card names its product and nothing that the server knows better", async () => {
    const { desk, socket } = await seated();
    desk.say({ ...TEXT, kind: "product_card", body: { product: "QH101", title: "裙", price: "1.00" } });
    expect(socket.sent.at(-1)).toMatchObject({ kind: "product_card", body: { product: "QH101" } });
    expect(Object.keys((socket.sent.at(-1) as { body: object }).body)).toEqual(["product"]);
  });
});

describe("rights", () => {
  it("nothing stays of a shop whose right has ended", async () => {
    const { desk, socket, left } = await seated();
    socket.say(HELLO, { type: "left", shop: "tea" });
    expect(left).toHaveBeenCalledWith("tea");
    expect(desk.read().state.conversations.size).toBe(0);
  });

  it("4401 ends the session instead of trying again", async () => {
    const { socket, signedOut } = await seated();
    socket.drop(4401);
    expect(signedOut).toHaveBeenCalledOnce();
  });
});

it("one notice for a whole packet of frames", async () => {
  const { desk, socket } = await seated();
  const seen = vi.fn();
  desk.subscribe(seen);
  socket.say(HELLO, created(11), created(12), created(13));
  expect(seen).toHaveBeenCalledOnce();
  await Promise.resolve();
});

it("the gate answers while the desk is connected, and is not waited for when it is not", async () => {
  const { desk, socket } = await seated();
  const asking = desk.check("tea", 1, "最好");
  const frame = socket.sent.at(-1);
  const id = frame?.type === "check" ? frame.id : "";
  socket.say({ type: "checked", id, verdict: "block", findings: [], rewrite: "很好" });
  expect(await asking).toMatchObject({ verdict: "block", rewrite: "很好" });
  socket.drop();
  expect(await desk.check("tea", 1, "最好")).toBeNull();
});
