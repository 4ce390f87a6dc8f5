import { Api, Problem, type SessionWish } from "./api";
import { clientId, subjectOf } from "./identity";
import { Halt, Link } from "./link";
import { missingBefore, olderBefore, unreadAfter } from "./messages";
import { Outbox, type Outgoing, sendFrame } from "./outbox";
import { type Body, type Kind, MAX_PICTURE, type OrderView, type ServerFrame, type Session } from "./protocol";
import { type Action, reduce } from "./reduce";
import { EMPTY, type State } from "./state";
import type { Store } from "./storage";

export interface ClientDeps {
  origin: string;
  shop: string;
  store: Store;
  language: () => string;
  identity: string | null;
  now?: () => number;
}

const TYPING_OVER_MS = 6_000;
const TYPING_IDLE_MS = 3_000;
const TYPING_REPEAT_MS = 4_000;
const FILL_AFTER_MS = 1_500;

/** Joins state, outbox, HTTP and socket. Everything that is shown is in `state`; everything one can do is a method. */
export class Client {
  state: State = EMPTY;
  readonly api: Api;
  private readonly listeners = new Set<() => void>();
  private readonly now: () => number;
  private link: Link;
  private outbox: Outbox;
  private identity: string | null;
  private token: Promise<Session> | null = null;
  private epoch = 0;
  private files = new Map<string, File>();
  private fill: ReturnType<typeof setTimeout> | undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private agentIdle: ReturnType<typeof setTimeout> | undefined;
  private typingIdle: ReturnType<typeof setTimeout> | undefined;
  private typingSince = 0;
  private wanted: string | null = null;

  constructor(private readonly deps: ClientDeps) {
    this.now = deps.now ?? Date.now;
    this.identity = deps.identity;
    this.api = new Api(deps.origin, deps.shop, deps.language);
    this.outbox = this.makeOutbox();
    this.link = this.makeLink();
  }

  // --- what the screen listens to ---

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get unread(): number {
    return unreadAfter(this.state.messages, this.state.ownRead);
  }

  get anonymous(): boolean {
    return this.identity === null;
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    for (const listener of this.listeners) listener();
  }

  // --- who is here ---

  private get scope(): string {
    const who = this.identity === null ? "visitor" : `shopper:${subjectOf(this.identity) ?? ""}`;
    return `xiaoer:${this.deps.shop}:${who}`;
  }

  private get visitorSlot(): string {
    return `xiaoer:${this.deps.shop}:visitor_key`;
  }

  private makeOutbox(): Outbox {
    return new Outbox(this.deps.store, this.scope);
  }

  private makeLink(): Link {
    return new Link({
      url: `${this.deps.origin.replace(/^http/, "ws")}/ws/widget/${encodeURIComponent(this.deps.shop)}`,
      token: async (fresh) => (await this.session(fresh)).token,
      rev: () => this.state.rev,
      onFrames: (frames) => this.onFrames(frames),
      onStatus: (status) => {
        this.dispatch({ type: "link", status });
        if (status === "online") this.onOnline();
      },
      onStop: (why, code) => this.dispatch({ type: "link", status: why, fatal: code }),
      onBroken: () => this.refuseWaiting(),
    });
  }

  /** Looks up a conversation that is already there; a passer-by costs the server nothing until they open the chat. */
  start(): void {
    this.dispatch({ type: "outgoing.all", entries: this.outbox.load(this.now()) });
    const waiting = this.state.outgoing.length > 0;
    if (this.state.open || waiting) this.link.start();
    else this.lookUp();
  }

  private lookUp(): void {
    if (this.identity === null && !this.deps.store.get(this.visitorSlot)) return;
    const epoch = this.epoch;
    this.session(false).then(
      ({ conversation }) => {
        if (epoch !== this.epoch || !conversation) return;
        if (conversation.open || conversation.last_seq > this.state.ownRead) this.link.start();
      },
      () => undefined,
    );
  }

  /** Another shopper (a signed identity), or an anonymous one (null). What the last one said stays with the last one. */
  setIdentity(identity: string | null): void {
    if (identity === this.identity) return;
    this.stop();
    this.epoch++;
    this.identity = identity;
    this.token = null;
    this.files.clear();
    this.outbox = this.makeOutbox();
    this.link = this.makeLink();
    this.dispatch({ type: "forget" });
    this.start();
  }

  stop(): void {
    this.link.stop();
    for (const timer of [this.fill, this.pause, this.agentIdle, this.typingIdle]) clearTimeout(timer);
  }

  wake(): void {
    this.link.wake();
  }

  lost(): void {
    this.link.lost();
  }

  private session(fresh: boolean): Promise<Session> {
    if (!this.token || fresh) {
      const asked = this.ask();
      this.token = asked;
      asked.catch(() => {
        if (this.token === asked) this.token = null;
      });
    }
    return this.token;
  }

  private async ask(): Promise<Session> {
    const epoch = this.epoch;
    const key = this.deps.store.get(this.visitorSlot);
    const wish: SessionWish = this.identity ? { identity: this.identity } : key ? { visitor_key: key } : {};
    let session: Session;
    try {
      session = await this.api.session(wish);
    } catch (error) {
      throw this.judged(error as Problem, key !== null);
    }
    if (epoch !== this.epoch) throw new Problem(0, "gone", "");
    if (session.visitor_key) this.deps.store.set(this.visitorSlot, session.visitor_key);
    const first = this.state.session === null;
    this.dispatch({ type: "session", session, ownRead: this.readMark(session) });
    if (first) void this.fillGaps();
    return session;
  }

  /** What a refused session means: a key that is no longer known is forgotten, an expired identity needs the page. */
  private judged(problem: Problem, hadKey: boolean): Error {
    const { status } = problem;
    if (status === 404) return new Halt("fatal", "no_shop");
    if (status === 403) return new Halt("fatal", "origin");
    if (status === 400 || status === 401 || status === 422) {
      if (this.identity) return new Halt("expired", problem.code);
      if (hadKey) this.deps.store.remove(this.visitorSlot);
    }
    return problem;
  }

  /** On a device that keeps no mark, what was there before counts as read. */
  private readMark(session: Session): number {
    const kept = Number(this.deps.store.get(`${this.scope}:read`));
    return kept > 0 ? kept : (session.conversation?.last_seq ?? 0);
  }

  /** Calls with a token; a token that has run out is replaced once. */
  private async withToken<T>(call: (token: string) => Promise<T>): Promise<T> {
    try {
      return await call((await this.session(false)).token);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      return call((await this.session(true)).token);
    }
  }

  // --- what comes in ---

  private onFrames(frames: ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type === "ack") this.outbox.remove(frame.client_id);
      if (frame.type === "message" && frame.message.author === "shopper") this.outbox.remove(frame.message.client_id);
      this.dispatch({ type: "frame", frame, now: this.now() });
      if (frame.type === "refused") this.onRefused(frame.client_id);
      if (frame.type === "typing" && frame.on) this.expectTyping();
    }
    clearTimeout(this.fill);
    this.fill = setTimeout(() => void this.fillGaps(), FILL_AFTER_MS);
  }

  private onRefused(id: string | undefined): void {
    const entry = this.state.outgoing.find((out) => out.client_id === id);
    if (entry?.state === "refused") this.outbox.put(entry);
    const wait = this.state.pausedUntil - this.now();
    if (wait <= 0) return;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.flush(), wait);
  }

  private expectTyping(): void {
    clearTimeout(this.agentIdle);
    this.agentIdle = setTimeout(() => this.dispatch({ type: "typing.over" }), TYPING_OVER_MS);
  }

  private onOnline(): void {
    this.flush();
    if (this.state.wantsHuman) this.link.send({ type: "human" });
    if (this.state.rating) this.sendRating();
    if (this.state.ownRead > 0) this.link.send({ type: "read", seq: this.state.ownRead });
    for (const up of this.state.uploads) if (up.failed === "network") void this.upload(up.id);
  }

  private refuseWaiting(): void {
    for (const out of this.state.outgoing) {
      if (out.state === "waiting") this.keep({ ...out, state: "refused", code: "bad_frame" });
    }
  }

  // --- older messages ---

  private async load(before: number | null): Promise<void> {
    if (before === null || this.state.history === "loading") return;
    const epoch = this.epoch;
    this.dispatch({ type: "history", history: "loading" });
    try {
      const messages = await this.withToken((token) => this.api.messages(token, before));
      if (epoch === this.epoch) this.dispatch({ type: "history", history: "idle", messages });
    } catch {
      if (epoch === this.epoch) this.dispatch({ type: "history", history: "failed" });
    }
  }

  /** Numbers have no gap; where one shows, its messages are fetched. */
  fillGaps(): Promise<void> {
    return this.load(missingBefore(this.state.messages, this.state.lastSeq));
  }

  loadOlder(): Promise<void> {
    return this.load(missingBefore(this.state.messages, this.state.lastSeq) ?? olderBefore(this.state.messages));
  }

  // --- what goes out ---

  private keep(entry: Outgoing): void {
    this.outbox.put(entry);
    this.dispatch({ type: "outgoing", entry });
  }

  private flush(): void {
    if (this.state.pausedUntil > this.now()) return;
    for (const out of this.state.outgoing) {
      if (out.state === "waiting" && !this.link.send(sendFrame(out))) return;
    }
  }

  /** Keeps first, sends then: from here on nothing is lost by a closed tab. */
  send(kind: Kind, body: Body): void {
    const product = this.state.product?.number;
    const entry: Outgoing = {
      client_id: clientId(),
      kind,
      body,
      at: this.now(),
      state: "waiting",
      ...(product ? { product } : {}),
    };
    this.keep(entry);
    this.typing(false);
    this.link.start();
    if (this.state.pausedUntil <= this.now()) this.link.send(sendFrame(entry));
  }

  /** Sends a refused entry anew: as a new message, since the old one was turned down. */
  again(old: Outgoing): void {
    this.discard(old.client_id);
    this.send(old.kind, old.body);
  }

  discard(id: string): void {
    this.outbox.remove(id);
    this.dispatch({ type: "outgoing.gone", clientId: id });
  }

  picture(file: File): void {
    const id = clientId();
    this.files.set(id, file);
    const failed = !/^image\/(jpeg|png|webp|gif)$/.test(file.type)
      ? "bad_media"
      : file.size > MAX_PICTURE
        ? "too_long"
        : null;
    this.dispatch({ type: "upload", upload: { id, name: file.name, done: 0, failed } });
    if (!failed) void this.upload(id);
  }

  async upload(id: string): Promise<void> {
    const file = this.files.get(id);
    if (!file) return;
    const show = (done: number, failed: string | null) => {
      if (this.files.has(id)) this.dispatch({ type: "upload", upload: { id, name: file.name, done, failed } });
    };
    show(0, null);
    try {
      const name = file.name || "picture";
      const sent = await this.withToken((token) => this.api.upload(token, file, name, (done) => show(done, null)));
      if (!this.files.has(id)) return;
      this.dropUpload(id);
      this.send("image", sent as Body);
    } catch (error) {
      const status = error instanceof Problem ? error.status : 0;
      show(0, status === 0 || status >= 500 ? "network" : status === 429 ? "rate_limited" : "bad_media");
    }
  }

  dropUpload(id: string): void {
    this.files.delete(id);
    this.dispatch({ type: "upload.gone", id });
  }

  human(): void {
    this.dispatch({ type: "human", wants: true });
    this.link.start();
    this.link.send({ type: "human" });
  }

  rate(stars: number, word: string): void {
    this.dispatch({ type: "rating", rating: { stars, word } });
    this.sendRating();
  }

  private sendRating(): void {
    const rating = this.state.rating;
    if (!rating) return;
    const word = rating.word.trim();
    this.link.send({ type: "rate", stars: rating.stars, ...(word ? { word } : {}) });
  }

  /** Tells that the shopper writes; repeated now and then, ended by a pause. */
  typing(on: boolean): void {
    clearTimeout(this.typingIdle);
    const now = this.now();
    if (on && now - this.typingSince > TYPING_REPEAT_MS && this.link.send({ type: "typing", on })) {
      this.typingSince = now;
    }
    if (!on && this.typingSince > 0) {
      this.link.send({ type: "typing", on });
      this.typingSince = 0;
    }
    if (on) this.typingIdle = setTimeout(() => this.typing(false), TYPING_IDLE_MS);
  }

  /** What is on the screen has been seen. */
  seen(): void {
    const newest = this.state.messages[this.state.messages.length - 1]?.seq ?? 0;
    if (newest <= this.state.ownRead) return;
    this.deps.store.set(`${this.scope}:read`, String(newest));
    this.dispatch({ type: "read", seq: newest });
    this.link.send({ type: "read", seq: newest });
  }

  setOpen(open: boolean): void {
    if (open === this.state.open) return;
    this.dispatch({ type: "open", open });
    if (open) this.link.start();
  }

  async setProduct(number: string | null): Promise<void> {
    if (number === this.wanted) return;
    this.dispatch({ type: "product", product: null });
    this.wanted = number;
    if (number === null) return;
    const product = await this.api.product(number).catch(() => null);
    if (this.wanted === number) this.dispatch({ type: "product", product });
  }

  orders(): Promise<OrderView[]> {
    return this.withToken((token) => this.api.orders(token));
  }

  // --- a text that is not sent yet survives a reload ---

  get draft(): string {
    return this.deps.store.get(`${this.scope}:draft`) ?? "";
  }

  set draft(text: string) {
    if (text) this.deps.store.set(`${this.scope}:draft`, text);
    else this.deps.store.remove(`${this.scope}:draft`);
  }
}
