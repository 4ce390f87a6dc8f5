/** The desk's one source of truth: feeds, outbox and what is not stored (typing, who looks), behind `subscribe`. */
import { body, http } from "../protocol/api";
import type { Checked, FeedEvent, Refused, ServerFrame, Watcher } from "../protocol/frames";
import { Link, type LinkState } from "../protocol/socket";
import type { Conversation, Message, OwnStatus, Session, Snapshot, Status } from "../protocol/types";
import { applyEvent, placeOf } from "./apply";
import { acked, arrived, frameOf, keep, kept, type Outbox, type Outgoing, refused, waiting } from "./outbox";
import { applySnapshot, type DeskState, dropShop, EMPTY, putConversation, putConversations, withEntry } from "./state";
import { NEW_THREAD, putMessage, putPage } from "./thread";

export interface KeptDraft {
  /** null = long: it is read by HTTP. */
  text: string | null;
  at: string;
}

export interface View {
  state: DeskState;
  outbox: Outbox;
  link: LinkState;
  retryAt: number | null;
  status: Status;
  /** Until when (ms) the shopper of a conversation is shown as typing. */
  typing: ReadonlyMap<number, number>;
  looking: ReadonlyMap<number, readonly Watcher[]>;
  /** What colleagues are typing, by conversation; only leads hear of it. */
  drafting: ReadonlyMap<number, { name: string; text: string }>;
  /** One's own drafts as last kept from any of one's screens, by conversation. */
  drafts: ReadonlyMap<number, KeptDraft>;
  /** Shops whose first snapshot could not be had. */
  failed: readonly string[];
}

const START: View = {
  state: EMPTY,
  outbox: [],
  link: "connecting",
  retryAt: null,
  status: "offline",
  typing: new Map(),
  looking: new Map(),
  drafting: new Map(),
  drafts: new Map(),
  failed: [],
};

export const PAGE = 50;
const FILL = 250;
/** Between two pages: what one does now goes before. */
const FILL_PAUSE_MS = 150;
const FILL_AGAIN_MS = 3000;
/** What one opens first goes before. */
const FILL_FIRST_MS = 1500;
const TYPING_MS = 6000;

export interface DeskOptions {
  socketUrl: string;
  storage: Storage;
  onSignedOut(): void;
  onLeft(shop: string): void;
  now?: () => number;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Of two drafts the later one holds; a late HTTP answer never undoes a frame. */
function newest(drafts: View["drafts"], id: number, { text, at }: KeptDraft): View["drafts"] {
  const held = drafts.get(id);
  return held && (held.at > at || (held.at === at && held.text !== null))
    ? drafts
    : withEntry(drafts, id, { text, at });
}

export class Desk {
  private view: View = START;
  private readonly listeners = new Set<() => void>();
  private readonly checks = new Map<string, (answer: Checked) => void>();
  private readonly link: Link;
  private readonly news = new Set<(message: Message, conversation: Conversation) => void>();
  private looked: { shop: string; conversation: number } | null = null;
  /** The snapshot after which a shop's other open conversations are being read. */
  private readonly fills = new Map<string, Snapshot>();
  private checkNumber = 0;
  /** Pages of threads that are on their way. */
  private reading = 0;
  private life = 0;

  constructor(
    private readonly session: Session,
    private readonly options: DeskOptions,
  ) {
    this.link = new Link(options.socketUrl, {
      onOpen: () => this.link.send({ type: "auth", csrf: session.csrf, feeds: { ...this.view.state.feeds } }),
      onFrames: (frames) => this.take(frames),
      onState: (link, retryAt) => this.set({ link, retryAt }),
      onSignedOut: options.onSignedOut,
    });
  }

  // -- for React ---------------------------------------------------------------------------------------------------

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly read = (): View => this.view;

  // -- life --------------------------------------------------------------------------------------------------------

  async start(): Promise<void> {
    const life = ++this.life;
    this.set({ outbox: kept(this.options.storage, this.session.staff.id) });
    await Promise.all(this.session.shops.map((shop) => this.snapshot(shop.code)));
    if (life === this.life) this.link.start();
  }

  stop(): void {
    this.life++;
    this.link.stop();
  }

  hurry(): void {
    this.link.hurry();
  }

  async snapshot(shop: string): Promise<void> {
    try {
      const snapshot = await body(http.GET("/api/shops/{shop}/snapshot", { params: { path: { shop } } }));
      const failed = this.view.failed.filter((code) => code !== shop);
      this.set({ state: applySnapshot(this.view.state, shop, snapshot), failed });
      if (snapshot.more) void this.fill(shop, snapshot);
    } catch {
      this.set({ failed: [...new Set([...this.view.failed, shop])] });
    }
  }

  /** The open conversations that the snapshot left out, page by page behind the first screen; events go before. */
  private async fill(shop: string, snapshot: Snapshot): Promise<void> {
    this.fills.set(shop, snapshot);
    const { life } = this;
    let before: number | undefined;
    await pause(FILL_FIRST_MS);
    do {
      // A chat that is being opened goes before.
      while (this.reading > 0) await pause(FILL_PAUSE_MS);
      if (this.life !== life || this.fills.get(shop) !== snapshot) return;
      const query = { state: "open" as const, limit: FILL, ...(before === undefined ? {} : { before }) };
      const call = body(http.GET("/api/shops/{shop}/conversations", { params: { path: { shop }, query } }));
      const page = await call.catch(() => null);
      // Another snapshot, or the right to see the shop has ended.
      if (this.life !== life || this.fills.get(shop) !== snapshot || !(shop in this.view.state.feeds)) return;
      if (!page) {
        await pause(FILL_AGAIN_MS);
        continue;
      }
      this.set({ state: putConversations(this.view.state, page.conversations) });
      before = page.conversations.length < FILL ? undefined : page.conversations.at(-1)?.id;
      await pause(FILL_PAUSE_MS);
    } while (before !== undefined);
  }

  /** After a failed first snapshot, or when the feed was pruned: take it anew and go on from there. */
  async restart(shop: string): Promise<void> {
    await this.snapshot(shop);
    const after = this.view.state.feeds[shop];
    if (after !== undefined) this.link.send({ type: "follow", shop, after });
  }

  // -- saying things -----------------------------------------------------------------------------------------------

  say(out: Omit<Outgoing, "client_id" | "at" | "state">): string {
    const client_id = crypto.randomUUID();
    const at = new Date(this.now()).toISOString();
    const outgoing: Outgoing = { ...out, client_id, at, state: "waiting" };
    this.setOutbox([...this.view.outbox, outgoing]);
    this.link.send(frameOf(outgoing));
    return client_id;
  }

  /** Send a refused message once more; `warned` when the agent has seen the warnings. */
  again(client_id: string, warned = false): void {
    const outbox = this.view.outbox.map((out): Outgoing => {
      if (out.client_id !== client_id) return out;
      const { refusal: _, ...rest } = out;
      return { ...rest, state: "waiting", warned: out.warned || warned };
    });
    this.setOutbox(outbox);
    const out = outbox.find((one) => one.client_id === client_id);
    if (out) this.link.send(frameOf(out));
  }

  /** Forget a refused message (its text has gone back to the composer, or is not wanted). */
  forget(client_id: string): void {
    this.setOutbox(arrived(this.view.outbox, client_id));
  }

  /** Ask the wording gate; null when it cannot be asked now (sending asks it again anyway). */
  check(shop: string, conversation: number, text: string): Promise<Checked | null> {
    const id = String(++this.checkNumber);
    if (!this.link.send({ type: "check", shop, conversation, id, text })) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.checks.set(id, resolve);
      setTimeout(() => this.checks.delete(id) && resolve(null), 5000);
    });
  }

  markRead(shop: string, conversation: number, seq: number): void {
    this.link.send({ type: "read", shop, conversation, seq });
  }

  /** `text` goes to leads who look, where the shop's rules say so. */
  setTyping(shop: string, conversation: number, on: boolean, text?: string): void {
    this.link.send({ type: "typing", shop, conversation, on, ...(text === undefined ? {} : { text }) });
  }

  look(at: { shop: string; conversation: number } | null): void {
    const shop = at?.shop ?? this.looked?.shop;
    this.looked = at;
    if (shop) this.link.send({ type: "look", shop, conversation: at?.conversation ?? null });
  }

  /** `words` = what is said about it, and the promotion behind automatic replies; without them they stay. */
  setStatus(status: OwnStatus, words?: { text: string; promotion: string }): void {
    if (this.link.send({ type: "status", status, ...words })) this.set({ status });
  }

  /** Hear of lines and notes as they come, once each. */
  onNews(listener: (message: Message, conversation: Conversation) => void): () => void {
    this.news.add(listener);
    return () => this.news.delete(listener);
  }

  // -- reading -----------------------------------------------------------------------------------------------------

  put(conversation: Conversation): void {
    this.set({ state: putConversation(this.view.state, conversation) });
  }

  putDraft(id: number, draft: KeptDraft): void {
    this.set({ drafts: newest(this.view.drafts, id, draft) });
  }

  putMessage(message: Message): void {
    const thread = this.view.state.threads.get(message.conversation);
    if (thread) this.setThread(message.conversation, putMessage(thread, message));
  }

  /** The newest page of a thread, or the one before what is held. */
  async page(shop: string, id: number): Promise<void> {
    // The thread is there before the request leaves, so that events which overtake the answer are kept.
    const held = this.view.state.threads.get(id) ?? NEW_THREAD;
    this.setThread(id, { ...held, status: "loading" });
    const before = held.messages[0]?.seq ?? undefined;
    this.reading++;
    try {
      const query = before === undefined ? { limit: PAGE } : { before, limit: PAGE };
      const page = await body(
        http.GET("/api/shops/{shop}/conversations/{conversation_id}/messages", {
          params: { path: { shop, conversation_id: id }, query },
        }),
      );
      this.setThread(id, putPage(this.view.state.threads.get(id) ?? NEW_THREAD, page.messages, page.more));
    } catch {
      this.setThread(id, { ...(this.view.state.threads.get(id) ?? NEW_THREAD), status: "failed" });
    } finally {
      this.reading--;
    }
  }

  // -- frames ------------------------------------------------------------------------------------------------------

  /** All frames of one packet, then one notice to those who watch. */
  private take(frames: readonly ServerFrame[]): void {
    const before = this.view;
    for (const frame of frames) this.view = this.after(this.view, frame);
    if (this.view !== before) this.tell(before);
  }

  private after(view: View, frame: ServerFrame): View {
    switch (frame.type) {
      case "hello":
        queueMicrotask(() => this.welcome());
        return { ...view, status: frame.status, link: "open", retryAt: null };
      case "event":
        return this.afterEvent(view, frame.event);
      case "reset":
        void this.restart(frame.shop);
        return view;
      case "ack":
        return { ...view, outbox: acked(view.outbox, frame) };
      case "refused":
        return this.afterRefusal(view, frame);
      case "checked":
        this.checks.get(String(frame.id))?.(frame);
        this.checks.delete(String(frame.id));
        return view;
      case "typing":
        return { ...view, typing: withEntry(view.typing, frame.conversation, frame.on ? this.now() + TYPING_MS : 0) };
      case "looking":
        return { ...view, looking: withEntry(view.looking, frame.conversation, frame.agents) };
      case "drafting": {
        const draft = { name: frame.agent.name, text: frame.text };
        return { ...view, drafting: withEntry(view.drafting, frame.conversation, draft) };
      }
      case "draft":
        return { ...view, drafts: newest(view.drafts, frame.conversation, frame) };
      case "left":
        this.options.onLeft(frame.shop);
        return { ...view, state: dropShop(view.state, frame.shop) };
      default:
        return view;
    }
  }

  private afterEvent(view: View, event: FeedEvent): View {
    if (placeOf(view.state, event) === "gap") {
      this.link.send({ type: "follow", shop: event.shop, after: view.state.feeds[event.shop] ?? 0 });
      return view;
    }
    const state = applyEvent(view.state, event);
    const own = event.type === "agent.changed" && event.data.agent.id === this.session.staff.id;
    const status = own ? event.data.agent.status : view.status;
    if (event.type !== "message.created" && event.type !== "note.created") return { ...view, state, status };
    const { message, conversation } = event.data;
    if (state !== view.state) queueMicrotask(() => this.tellNews(message, conversation));
    const typing = message.author === "shopper" ? withEntry(view.typing, message.conversation, 0) : view.typing;
    return { ...view, state, typing, outbox: arrived(view.outbox, message.client_id) };
  }

  private tellNews(message: Message, conversation: Conversation): void {
    for (const listener of this.news) listener(message, conversation);
  }

  private afterRefusal(view: View, frame: Refused): View {
    const { client_id, retry_after_s } = frame;
    if (client_id && frame.code === "rate_limited")
      setTimeout(() => this.again(client_id), (retry_after_s ?? 1) * 1000);
    return { ...view, outbox: refused(view.outbox, frame) };
  }

  /** Connected again: say where we look, and send what is not known to be on disk with its old `client_id`. */
  private welcome(): void {
    this.link.settled();
    if (this.looked) this.link.send({ type: "look", ...this.looked });
    for (const out of waiting(this.view.outbox)) this.link.send(frameOf(out));
    for (const shop of this.view.failed) void this.restart(shop);
  }

  // -- inside ------------------------------------------------------------------------------------------------------

  private now(): number {
    return (this.options.now ?? Date.now)();
  }

  private setThread(id: number, thread: typeof NEW_THREAD): void {
    const { state } = this.view;
    this.set({ state: { ...state, threads: withEntry(state.threads, id, thread) } });
  }

  private setOutbox(outbox: Outbox): void {
    this.set({ outbox });
  }

  private set(part: Partial<View>): void {
    const before = this.view;
    this.view = { ...before, ...part };
    this.tell(before);
  }

  private tell(before: View): void {
    if (this.view.outbox !== before.outbox) keep(this.options.storage, this.session.staff.id, this.view.outbox);
    for (const listener of this.listeners) listener();
  }
}
