/** A socket that comes back: waits 0.5 s, 1 s, 2 s … at most 15 s with jitter, and finds a silent death by ping. */
import { CLOSED, type ClientFrame, type ServerFrame } from "./frames";

export type LinkState = "connecting" | "open" | "waiting" | "refused" | "stopped";

export interface LinkHandlers {
  /** The socket is open: the next frame must be `auth`. */
  onOpen(): void;
  onFrames(frames: ServerFrame[]): void;
  onState(state: LinkState, retryAt: number | null): void;
  /** The session is over (4401). */
  onSignedOut(): void;
}

const PING_MS = 20_000;
const PONG_MS = 10_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Wait before attempt `attempt` (0, 1, 2 …) in ms; `random` in [0, 1) spreads it over 75–125 %. */
export function waitBefore(attempt: number, random: number): number {
  const plain = Math.min(LONGEST_WAIT_MS / 1.25, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(plain * (0.75 + random / 2));
}

export class Link {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private ping: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly handlers: LinkHandlers,
  ) {}

  start(): void {
    this.stopped = false;
    globalThis.addEventListener?.("online", this.hurry);
    this.connect();
  }

  stop(): void {
    this.stopped = true;
    globalThis.removeEventListener?.("online", this.hurry);
    clearTimeout(this.retry);
    clearTimeout(this.ping);
    this.socket?.close(1000);
    this.handlers.onState("stopped", null);
  }

  /** True when the frame was handed to an open socket; it is certain only when it is acknowledged. */
  send(frame: ClientFrame): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Try now instead of at the end of the wait. */
  readonly hurry = (): void => {
    if (this.stopped || this.socket?.readyState === WebSocket.OPEN) return;
    clearTimeout(this.retry);
    this.connect();
  };

  /** The server has said `hello`: the next failure starts again with the short wait. */
  settled(): void {
    this.attempt = 0;
    this.handlers.onState("open", null);
  }

  private connect(): void {
    this.drop();
    this.handlers.onState("connecting", null);
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => {
      this.handlers.onOpen();
      this.beat();
    };
    socket.onmessage = (event) => {
      this.beat();
      const frames = JSON.parse(String(event.data)) as ServerFrame | ServerFrame[];
      this.handlers.onFrames(Array.isArray(frames) ? frames : [frames]);
    };
    socket.onclose = (event) => this.closed(socket, event.code);
  }

  private closed(socket: WebSocket, code: number): void {
    if (socket !== this.socket || this.stopped) return;
    clearTimeout(this.ping);
    this.socket = null;
    if (code === CLOSED.unauthenticated) {
      this.handlers.onSignedOut();
      return;
    }
    const refused = code === CLOSED.origin || code === CLOSED.tooMany;
    const wait = waitBefore(this.attempt++, Math.random());
    this.handlers.onState(refused ? "refused" : "waiting", Date.now() + wait);
    this.retry = setTimeout(() => this.connect(), wait);
  }

  private beat(): void {
    clearTimeout(this.ping);
    this.ping = setTimeout(() => {
      this.send({ type: "ping" });
      this.ping = setTimeout(() => this.lost(), PONG_MS);
    }, PING_MS);
  }

  private lost(): void {
    const socket = this.socket;
    if (!socket) return;
    socket.close();
    this.closed(socket, 1006);
  }

  private drop(): void {
    const old = this.socket;
    this.socket = null;
    if (old && old.readyState <= WebSocket.OPEN) old.close(1000);
  }
}
