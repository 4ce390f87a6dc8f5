/** A WebSocket that tests hold in their hands. */
import type { ClientFrame, ServerFrame } from "../protocol/frames";

export class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  readonly sent: ClientFrame[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (!socket) throw new Error("no socket was opened");
    return socket;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code = 1000): void {
    this.drop(code);
  }

  // -- what the server does ------------------------------------------------------------------------------------------

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  say(...frames: ServerFrame[]): void {
    this.onmessage?.({ data: JSON.stringify(frames.length === 1 ? frames[0] : frames) });
  }

  drop(code = 1006): void {
    if (this.readyState > FakeSocket.OPEN) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }

  types(): string[] {
    return this.sent.map((frame) => frame.type);
  }
}
