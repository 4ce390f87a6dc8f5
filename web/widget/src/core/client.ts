import { Account } from "./account";
import { Api, type Uploaded } from "./api";
import { clientId } from "./identity";
import { Link } from "./link";
import { missingBefore, olderBefore, unreadAfter } from "./messages";
import { Outbox, type Outgoing, sendFrame } from "./outbox";
import type { Body, Kind, OrderView, OwnCase, ServerFrame, Session } from "./protocol";
import { type Action, reduce } from "./reduce";
import { EMPTY, type State } from "./state";
import type { Store } from "./storage";
import { Typing } from "./typing";
import { Uploads } from "./uploads";

export interface ClientDeps {
  origin: string;
  shop: string;
  store: Store;
  language: () => string;
  identity: string | null;
  now?: () => number;
}

/** How long a "typing" of the desk holds without another one. */
const TYPING_OVER_MS = 6_000;
/** Quiet on the line after which a gap in the numbers is a gap, and not a message still on its way. */
const FILL_AFTER_MS = 1_500;

/** Joins state, outbox, HTTP and socket. Everything that is shown is in `state`; everything one can do is a method. */
export class Client {
  state: State = EMPTY;
  readonly api: Api;
  private readonly listeners = new Set<() => void>();
  private readonly now: () => number;
  private readonly typed: Typing;
  private account: Account;
  private link: Link;
  private outbox: Outbox;
  private uploads: Uploads;
  private wanted: string | null = null;
  /** Numbers before which the server has nothing for us, though some are missing: not asked for again. */
  private readonly empty = new Set<number>();
  private fill: ReturnType<typeof setTimeout> | undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private agentIdle: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deps: ClientDeps) {
    this.now = deps.now ?? Date.now;
    this.api = new Api(deps.origin, deps.shop, deps.language);
    this.typed = new Typing((on) => this.link.send({ type: "typing", on }), this.now);
    this.account = this.makeAccount(deps.identity);
    this.outbox = new Outbox(deps.store, this.account.scope);
    this.uploads = this.makeUploads();
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

  /** Names who is here: what the screen keeps of one shopper must not stay for the next. */
  get who(): string {
    return this.account.scope;
  }

  get anonymous(): boolean {
    return this.account.identity === null;
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    for (const listener of this.listeners) listener();
  }

  // --- who is here ---

  private makeAccount(identity: string | null): Account {
    const { store, shop } = this.deps;
    const account: Account = new Account(this.api, store, shop, identity, (session) => {
      if (this.account === account) this.onSession(session);
    });
    return account;
  }

  private makeUploads(): Uploads {
    return new Uploads(
      this.api,
      this.account,
      (action) => this.dispatch(action),
      (body) => this.send("image", body),
    );
  }

  private makeLink(): Link {
    const { account } = this;
    return new Link({
      url: `${this.deps.origin.replace(/^http/, "ws")}/ws/widget/${encodeURIComponent(this.deps.shop)}`,
      token: async (fresh) => (await account.session(fresh)).token,
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
    if (this.state.open || this.state.outgoing.length > 0) this.link.start();
    else if (this.account.known) void this.lookUp();
  }

  private async lookUp(): Promise<void> {
    const { account, link } = this;
    const session = await account.session().catch(() => null);
    const conversation = session?.conversation;
    if (account !== this.account || !conversation) return;
    if (conversation.open || conversation.last_seq > this.state.ownRead) link.start();
  }

  /** Another shopper (a signed identity), or an anonymous one (null). What the last one said stays with the last one. */
  setIdentity(identity: string | null): void {
    if (identity === this.account.identity) return;
    this.stop();
    this.account = this.makeAccount(identity);
    this.outbox = new Outbox(this.deps.store, this.account.scope);
    this.uploads = this.makeUploads();
    this.link = this.makeLink();
    this.empty.clear();
    this.dispatch({ type: "forget" });
    this.start();
  }

  stop(): void {
    this.link.stop();
    this.typed.stop();
    for (const timer of [this.fill, this.pause, this.agentIdle]) clearTimeout(timer);
  }

  wake(): void {
    this.link.wake();
  }

  lost(): void {
    this.link.lost();
  }

  private onSession(session: Session): void {
    const first = this.state.session === null;
    this.dispatch({ type: "session", session, ownRead: this.readMark(session) });
    if (first) void this.fillGaps();
  }

  /** On a device that keeps no mark, what was there before counts as read. */
  private readMark(session: Session): number {
    const kept = Number(this.deps.store.get(`${this.account.scope}:read`));
    return kept > 0 ? kept : (session.conversation?.last_seq ?? 0);
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
    this.uploads.resume();
  }

  private refuseWaiting(): void {
    for (const out of this.state.outgoing) {
      if (out.state === "waiting") this.keep({ ...out, state: "refused", code: "bad_frame" });
    }
  }

  // --- older messages ---

  private gap(): number | null {
    const before = missingBefore(this.state.messages, this.state.lastSeq);
    return before === null || this.empty.has(before) ? null : before;
  }

  private async load(before: number | null): Promise<void> {
    if (before === null || this.state.history === "loading") return;
    const { account } = this;
    this.dispatch({ type: "history", history: "loading" });
    try {
      const messages = await account.withToken((token) => this.api.messages(token, before));
      if (account !== this.account) return;
      if (messages.length === 0) this.empty.add(before);
      this.dispatch({ type: "history", history: "idle", messages });
    } catch {
      if (account === this.account) this.dispatch({ type: "history", history: "failed" });
    }
  }

  /** Numbers have no gap; where one shows, its messages are fetched. */
  private fillGaps(): Promise<void> {
    return this.load(this.gap());
  }

  loadOlder(): Promise<void> {
    return this.load(this.gap() ?? olderBefore(this.state.messages));
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
    this.typed.set(false);
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
    this.uploads.add(file);
  }

  retryUpload(id: string): void {
    void this.uploads.run(id);
  }

  dropUpload(id: string): void {
    this.uploads.drop(id);
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

  typing(on: boolean): void {
    this.typed.set(on);
  }

  /** What is on the screen has been seen. */
  seen(): void {
    const newest = this.state.messages[this.state.messages.length - 1]?.seq ?? 0;
    if (newest <= this.state.ownRead) return;
    this.deps.store.set(`${this.account.scope}:read`, String(newest));
    this.dispatch({ type: "read", seq: newest });
    this.link.send({ type: "read", seq: newest });
  }

  setOpen(open: boolean): void {
    if (open === this.state.open) return;
    this.dispatch({ type: "open", open });
    if (open) this.link.start();
  }

  /** The product in view, by number; null = none. One that the shop does not know is treated as none. */
  async setProduct(number: string | null): Promise<void> {
    if (number === this.wanted) return;
    this.wanted = number;
    this.dispatch({ type: "product", product: null });
    if (number === null) return;
    const product = await this.api.product(number).catch(() => null);
    if (this.wanted === number) this.dispatch({ type: "product", product });
  }

  orders(): Promise<OrderView[]> {
    return this.account.withToken((token) => this.api.orders(token));
  }

  cases(): Promise<OwnCase[]> {
    return this.account.withToken((token) => this.api.cases(token));
  }

  writeCase(body: object, id?: number): Promise<OwnCase> {
    return this.account.withToken((token) => this.api.writeCase(token, body, id));
  }

  answer(id: number, yes: boolean, wish: string): Promise<unknown> {
    return this.account.withToken((token) => this.api.answer(token, id, yes, wish));
  }

  /** A picture that goes with something else than a message. */
  upload(file: File): Promise<Uploaded> {
    return this.account.withToken((token) => this.api.upload(token, file, file.name, () => {}));
  }

  // --- a text that is not sent yet survives a reload ---

  get draft(): string {
    return this.deps.store.get(`${this.account.scope}:draft`) ?? "";
  }

  set draft(text: string) {
    const slot = `${this.account.scope}:draft`;
    if (text) this.deps.store.set(slot, text);
    else this.deps.store.remove(slot);
  }
}
