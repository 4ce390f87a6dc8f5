import { backoffMs } from "./backoff";
import { type ClientFrame, parseFrames, type ServerFrame } from "./protocol";

/** Why the socket stays shut until somebody acts. */
export type Stop = "expired" | "fatal";

export interface LinkDeps {
  url: string;
  /** A token; `fresh` = the last one was turned down. Rejects with `Halt` when trying again is useless. */
  token: (fresh: boolean) => Promise<string>;
  /** The change to resume from. */
  rev: () => number;
  onFrames: (frames: ServerFrame[]) => void;
  onStatus: (status: "connecting" | "online" | "offline") => void;
  onStop: (why: Stop, code: string) => void;
  /** The server could not read what we sent (close 4400): whatever is in flight must not be sent again as it is. */
  onBroken: () => void;
  random?: () => number;
  socket?: (url: string) => WebSocket;
}

/** Thrown by `token` when there is no use in trying again. */
export class Halt extends Error {
  constructor(
    readonly why: Stop,
    readonly code: string,
  ) {
    super(code);
  }
}

const PING_AFTER_MS = 25_000;
const PONG_WITHIN_MS = 10_000;
const CHECK_EVERY_MS = 5_000;
/** A connection that held this long was a good one: the next attempt comes soon again. */
const STEADY_MS = 5_000;
const FATAL_CLOSES: Record<number, string> = { 4403: "origin", 4404: "no_shop" };
const CROWDED = 4429;

/** Keeps one socket to the desk: connects, says who we are and what we have, waits, comes back. */
export class Link {
  private socket: WebSocket | null = null;
  private running = false;
  private online = false;
  private attempt = 0;
  private fresh = false;
  private since = 0;
  private heard = 0;
  private pinged = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private heart: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly deps: LinkDeps) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.heart = setInterval(() => this.beat(), CHECK_EVERY_MS);
    void this.connect();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.retry);
    clearInterval(this.heart);
    this.drop();
  }

  /** Tries at once instead of waiting: the network is back, or the page is looked at again. */
  wake(): void {
    if (!this.running || this.socket) return;
    this.attempt = 0;
    clearTimeout(this.retry);
    void this.connect();
  }

  /** The network is gone, says the browser: no use in waiting for a time-out. */
  lost(): void {
    if (this.running && this.socket) this.again(0);
  }

  /** False when there is no connection; the caller keeps what must not be lost. */
  send(frame: ClientFrame): boolean {
    if (!this.online || this.socket?.readyState !== 1) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.online = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close();
  }

  private async connect(): Promise<void> {
    this.deps.onStatus("connecting");
    let token: string;
    try {
      token = await this.deps.token(this.fresh);
    } catch (error) {
      if (!this.running) return;
      if (error instanceof Halt) this.halt(error.why, error.code);
      else this.again(0);
      return;
    }
    if (!this.running || this.socket) return;
    this.fresh = false;
    this.open(token);
  }

  private open(token: string): void {
    const socket = this.deps.socket ? this.deps.socket(this.deps.url) : new WebSocket(this.deps.url);
    this.socket = socket;
    this.since = this.heard = Date.now();
    this.pinged = 0;
    socket.onopen = () => socket.send(JSON.stringify({ type: "auth", token, rev: this.deps.rev() }));
    socket.onmessage = (event) => this.receive(String(event.data));
    socket.onclose = (event) => this.closed(event.code);
  }

  private receive(data: string): void {
    this.heard = Date.now();
    const frames = parseFrames(data);
    const hello = !this.online && frames.some((frame) => frame.type === "hello");
    if (hello) this.online = true;
    this.deps.onFrames(frames);
    if (hello) this.deps.onStatus("online");
  }

  private closed(code: number): void {
    this.socket = null;
    const fatal = FATAL_CLOSES[code];
    if (code === 4400) this.deps.onBroken();
    this.fresh = code === 4401;
    if (fatal) this.halt("fatal", fatal);
    else this.again(code);
  }

  private halt(why: Stop, code: string): void {
    this.stop();
    this.deps.onStop(why, code);
  }

  private again(code: number): void {
    this.drop();
    clearTimeout(this.retry);
    this.deps.onStatus("offline");
    if (this.since > 0 && Date.now() - this.since > STEADY_MS) this.attempt = 0;
    this.since = 0;
    const attempt = code === CROWDED ? 10 : this.attempt++;
    this.retry = setTimeout(() => void this.connect(), backoffMs(attempt, (this.deps.random ?? Math.random)()));
  }

  /** A dead line gives no sign by itself: ask, and leave when no answer comes. */
  private beat(): void {
    if (!this.socket) return;
    const now = Date.now();
    const asked = this.pinged > this.heard;
    const silent = asked && now - this.pinged > PONG_WITHIN_MS;
    const stuck = !this.online && now - this.since > PONG_WITHIN_MS;
    if (silent || stuck) this.again(0);
    else if (!asked && now - this.heard > PING_AFTER_MS && this.send({ type: "ping" })) this.pinged = now;
  }
}
