import { vi } from "vitest";
import type { ClientFrame, Message, ServerFrame, Session } from "../../src/core/protocol";

/** The other end of one socket, in the test's hands. */
export class FakeSocket {
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: ClientFrame[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    const last = FakeSocket.all[FakeSocket.all.length - 1];
    if (!last) throw new Error("no socket was opened");
    return last;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }
  close(): void {
    this.readyState = 3;
  }
  /** The server lets us in. */
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
  say(...frames: ServerFrame[]): void {
    this.onmessage?.({ data: JSON.stringify(frames.length === 1 ? frames[0] : frames) });
  }
  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  get types(): string[] {
    return this.sent.map((frame) => frame.type);
  }
  get clientIds(): string[] {
    return this.sent.flatMap((frame) => (frame.type === "send" ? [frame.client_id] : []));
  }
}

/** Answers the HTTP calls of the widget; `asked` is what it was asked. */
export function fakeHttp(answers: { session: () => Session | number; messages?: (before: number) => Message[] }) {
  const asked: { path: string; body: unknown; token: string | null }[] = [];
  const reply = (value: unknown, status = 200) => ({ ok: status < 300, status, json: async () => value });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const { pathname, searchParams } = new URL(url);
    const headers = init.headers as Record<string, string>;
    asked.push({
      path: pathname.split("/").slice(4).join("/"),
      body: init.body ? JSON.parse(String(init.body)) : null,
      token: headers.Authorization ?? null,
    });
    if (pathname.endsWith("/session")) {
      const answer = answers.session();
      return typeof answer === "number" ? reply({ code: "no", detail: "no" }, answer) : reply(answer);
    }
    if (pathname.endsWith("/messages")) {
      return reply({ messages: answers.messages?.(Number(searchParams.get("before"))) ?? [], more: false });
    }
    return reply({ code: "not_found" }, 404);
  });
  return asked;
}

/** Lets promises that are already settled take their turn. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}
