import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import AntApp from "antd/es/app";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { tellComposer } from "../../../app/ui";
import type { ServerFrame } from "../../../protocol/frames";
import type { Conversation } from "../../../protocol/types";
import { Desk } from "../../../store/desk";
import { DeskContext } from "../../../store/use";
import { conversation, message, phrase, session, snapshot } from "../../../testing/samples";
import { FakeSocket } from "../../../testing/socket";
import { Composer } from "./Composer";

const HELLO: ServerFrame = { type: "hello", staff: { id: 1, name: "青禾" }, status: "online", feeds: { tea: 0 } };
const PHRASES = [
  phrase({ id: 1, code: "cm1", text: "身高体重发我，帮您看尺码", group: "尺码" }),
  phrase({ id: 2, code: "cm2", text: "喜欢宽松还是合身呢", group: "尺码" }),
];
const drafts: string[] = [];

async function answer(request: Request): Promise<Response> {
  if (request.url.endsWith("/snapshot")) return Response.json(snapshot({ conversations: [conversation()] }));
  if (request.url.endsWith("/settings"))
    return Response.json({ drafts_shown: false, opening_words: ["您好，这里是{店铺}"], closing_words: ["慢走"] });
  if (request.url.endsWith("/phrases")) return Response.json({ phrases: PHRASES });
  if (request.url.includes("/messages")) {
    const at = new Date().toISOString();
    return Response.json({
      messages: [message({ author: "agent", staff_id: 1, at, body: { text: "错字" } })],
      more: false,
    });
  }
  if (request.method === "PUT") {
    const { text } = (await request.json()) as { text: string };
    drafts.push(text);
    return Response.json({ text, at: "2026-06-01T01:00:10.000Z" });
  }
  return Response.json({ conversation: conversation(), visits: [], draft: "", draft_at: null });
}

async function sit(part: Partial<Conversation> = {}) {
  const now = session();
  const ends = { onSignedOut: () => undefined, onLeft: () => undefined };
  const desk = new Desk(now, { socketUrl: "ws://desk", storage: localStorage, ...ends });
  await desk.start();
  FakeSocket.last.open();
  FakeSocket.last.say(HELLO);
  await desk.page("tea", 1);
  render(
    <AntApp>
      <QueryClientProvider client={new QueryClient()}>
        <DeskContext value={{ desk, session: now, signOut: () => undefined }}>
          <Composer conversation={conversation(part)} mine writes />
        </DeskContext>
      </QueryClientProvider>
    </AntApp>,
  );
  const field = screen.getByTestId<HTMLTextAreaElement>("composer");
  await act(async () => undefined);
  return { field, socket: FakeSocket.last };
}

function write(field: HTMLTextAreaElement, text: string): void {
  fireEvent.change(field, { target: { value: text, selectionEnd: text.length } });
}

const sends = (socket: FakeSocket) => socket.sent.filter((frame) => frame.type === "send");

/** The gate's answer to the last question that was asked while typing. */
async function judged(socket: FakeSocket, verdict: "warn" | "block", span: string, rewrite: string | null) {
  await waitFor(() => expect(socket.sent.at(-1)?.type).toBe("check"));
  const asked = socket.sent.at(-1);
  if (asked?.type !== "check") throw new Error("the gate was not asked");
  const start = asked.text.indexOf(span);
  const finding = { kind: "k", level: verdict, span, start, end: start + span.length, reason: "理由", source: "依据" };
  await act(async () =>
    socket.say({ type: "checked", id: asked.id, verdict, findings: [{ ...finding, rewrite: null }], rewrite }),
  );
}

beforeEach(() => {
  localStorage.clear();
  drafts.length = 0;
  FakeSocket.all = [];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", answer);
});
afterEach(async () => {
  cleanup();
  // Leaving saves the draft; it must still find the stand-in.
  await new Promise((done) => setTimeout(done, 20));
  vi.unstubAllGlobals();
});

it("Enter sends what is written, and not while an IME composes", async () => {
  const { field, socket } = await sit();
  write(field, "您好");
  fireEvent.keyDown(field, { key: "Enter", keyCode: 229 });
  expect(sends(socket)).toHaveLength(0);
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sends(socket)[0]).toMatchObject({ kind: "text", body: { text: "您好" }, assisted: false, warned: false });
  expect(field.value).toBe("");
});

it("a phrase is chosen with the keys and stays to be read before it is sent", async () => {
  const { field, socket } = await sit();
  write(field, "／cm");
  await waitFor(() => expect(screen.getAllByTestId("phrase-item")).toHaveLength(2));
  fireEvent.keyDown(field, { key: "ArrowDown" });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("喜欢宽松还是合身呢");
  expect(sends(socket)).toHaveLength(0);
});

it("what must be changed does not leave; Alt+R takes the rewrite", async () => {
  const { field, socket } = await sit();
  write(field, "😊面料最好");
  await judged(socket, "block", "最好", "😊面料很好");
  expect(screen.getByTestId("gate-layer").querySelector("[data-level=block]")?.textContent).toBe("最好");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sends(socket)).toHaveLength(0);
  act(() => tellComposer({ do: "rewrite" }));
  expect(field.value).toBe("😊面料很好");
});

it("what is doubtful asks once more, then goes as warned", async () => {
  const { field, socket } = await sit();
  write(field, "保证明天到");
  await judged(socket, "warn", "保证", null);
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sends(socket)).toHaveLength(0);
  expect(screen.getByTestId("gate-anyway")).toBeTruthy();
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sends(socket)[0]).toMatchObject({ warned: true });
});

it("a line that the server stops comes back into the empty composer with its findings", async () => {
  const { field, socket } = await sit();
  write(field, "加微信");
  fireEvent.keyDown(field, { key: "Enter" });
  const [sent] = sends(socket);
  const finding = {
    kind: "off_platform",
    level: "block",
    span: "微信",
    start: 1,
    end: 3,
    reason: "站外",
    source: "规则",
  };
  await act(async () =>
    socket.say({
      type: "refused",
      client_id: sent?.client_id,
      conversation: 1,
      code: "gate_block",
      detail: "",
      findings: [{ ...finding, level: "block", rewrite: null }],
      rewrite: null,
    }),
  );
  expect(field.value).toBe("加微信");
  expect(screen.getByTestId("gate-card").textContent).toContain("站外");
});

it("Tab takes the suggestion and marks the message as assisted; Esc frees it", async () => {
  const suggestion = {
    seq: 1,
    kind: "answer",
    reply: "建议选L码",
    intents: [],
    confidence: 1,
    facts: [],
    team: null,
  } as const;
  const { field, socket } = await sit({ suggestion: { ...suggestion, intents: [], facts: [] } });
  fireEvent.keyDown(field, { key: "Tab" });
  expect(field.value).toBe("建议选L码");
  fireEvent.keyDown(field, { key: "Enter" });
  expect(sends(socket)[0]).toMatchObject({ assisted: true });
  expect(screen.queryByTestId("suggestion")).toBeNull();
});

it("↑ brings the line just sent back to be changed; Esc leaves it as it was", async () => {
  const { field } = await sit();
  fireEvent.keyDown(field, { key: "ArrowUp" });
  expect(field.value).toBe("错字");
  expect(screen.getByTestId("editing")).toBeTruthy();
  fireEvent.keyDown(field, { key: "Escape" });
  expect(field.value).toBe("");
  expect(screen.queryByTestId("editing")).toBeNull();
});

it("takes what was told before it was there: on a phone the phrases are another page", async () => {
  tellComposer({ do: "insert", text: "马上为您查" });
  const { field } = await sit();
  expect(field.value).toBe("马上为您查");
});

it("a draft is in this browser at once and on the server after a pause", async () => {
  const { field } = await sit();
  write(field, "写到一半");
  expect(localStorage.getItem("xiaoer.draft.1.1.reply")).toContain("写到一半");
  await waitFor(() => expect(drafts).toEqual(["写到一半"]), { timeout: 3000 });
});

it("a draft follows from one's other screen, never over what is being typed, and the last writer holds", async () => {
  const { field, socket } = await sit();
  const draft = { type: "draft", shop: "tea", conversation: 1 } as const;
  await act(async () => socket.say({ ...draft, text: "在手机上写", at: "2026-06-01T01:00:00.000Z" }));
  expect(field.value).toBe("在手机上写");
  await act(async () => socket.say({ ...draft, text: "更早的", at: "2026-06-01T00:59:00.000Z" }));
  expect(field.value).toBe("在手机上写");
  write(field, "在电脑上写");
  await act(async () => socket.say({ ...draft, text: "手机又写", at: "2026-06-01T01:00:05.000Z" }));
  expect(field.value).toBe("在电脑上写");
  await waitFor(() => expect(drafts).toEqual(["在电脑上写"]), { timeout: 2000 });
  await act(async () => new Promise((done) => setTimeout(done, 3000)));
  expect(field.value).toBe("在电脑上写");
  await act(async () => socket.say({ ...draft, text: "", at: "2026-06-01T01:00:20.000Z" }));
  expect(field.value).toBe("");
}, 10_000);

it("the shop's opening is one press away until one has spoken, and its closing is found with /", async () => {
  const { field, socket } = await sit({
    visit: { opened_at: new Date(Date.now() + 1000).toISOString() } as Conversation["visit"],
  });
  fireEvent.click(await screen.findByTestId("opening-take"));
  await waitFor(() => expect(field.value).toMatch(/^您好，这里是./));
  expect(field.value).not.toContain("{店铺}");
  expect(screen.queryByTestId("opening")).toBeNull();
  write(field, "/结束");
  await waitFor(() => expect(screen.getAllByTestId("phrase-item")).toHaveLength(1));
  fireEvent.keyDown(field, { key: "Enter" });
  expect(field.value).toBe("慢走");
  const at = new Date(Date.now() + 2000).toISOString();
  const said = message({ seq: 6, author: "agent", staff_id: 1, at, body: { text: "您好" } });
  await act(async () =>
    socket.say({
      type: "event",
      event: {
        n: 1,
        shop: "tea",
        type: "message.created",
        at: said.at,
        data: { message: said, conversation: conversation() },
      },
    }),
  );
  write(field, "");
  await act(async () => undefined);
  expect(screen.queryByTestId("opening")).toBeNull();
});
