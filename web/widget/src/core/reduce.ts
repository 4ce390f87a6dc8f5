import { has, put, putAll, putLive } from "./messages";
import type { Outgoing } from "./outbox";
import type { Message, ProductView, ServerFrame, Session } from "./protocol";
import { EMPTY, type LinkStatus, type Rating, type State, type Upload } from "./state";

export type Action =
  | { type: "frame"; frame: ServerFrame; now: number }
  | { type: "link"; status: LinkStatus; fatal?: string }
  | { type: "session"; session: Session; ownRead: number }
  | { type: "history"; history: State["history"]; messages?: Message[] }
  | { type: "outgoing"; entry: Outgoing }
  | { type: "outgoing.gone"; clientId: string }
  | { type: "outgoing.all"; entries: Outgoing[] }
  | { type: "upload"; upload: Upload }
  | { type: "upload.gone"; id: string }
  | { type: "open"; open: boolean }
  | { type: "read"; seq: number }
  | { type: "typing.over" }
  | { type: "human"; wants: boolean }
  | { type: "rating"; rating: Rating }
  | { type: "product"; product: ProductView | null }
  | { type: "forget" };

function replaced<T>(list: readonly T[], item: T, same: (other: T) => boolean): T[] {
  return list.some(same) ? list.map((other) => (same(other) ? item : other)) : [...list, item];
}

/** The message as it will be, built from what was sent; `rev` 0 gives way to the server's own copy. */
function acknowledged(entry: Outgoing, seq: number, at: string): Message {
  return {
    seq,
    rev: 0,
    client_id: entry.client_id,
    author: "shopper",
    author_name: "",
    kind: entry.kind,
    body: entry.body,
    at,
    recalled: false,
  };
}

function onAck(state: State, frame: Extract<ServerFrame, { type: "ack" }>): State {
  const entry = state.outgoing.find((out) => out.client_id === frame.client_id);
  if (!entry) return state;
  const known = has(state.messages, frame.seq);
  return {
    ...state,
    outgoing: state.outgoing.filter((out) => out !== entry),
    messages: known ? state.messages : put(state.messages, acknowledged(entry, frame.seq, frame.at)),
    lastSeq: Math.max(state.lastSeq, frame.seq),
  };
}

function onMessage(state: State, message: Message): State {
  return {
    ...state,
    messages: putLive(state.messages, message),
    rev: Math.max(state.rev, message.rev),
    lastSeq: Math.max(state.lastSeq, message.seq),
    outgoing: state.outgoing.filter((out) => message.author !== "shopper" || out.client_id !== message.client_id),
    agentTyping: message.author === "agent" ? false : state.agentTyping,
  };
}

function onRefused(state: State, frame: Extract<ServerFrame, { type: "refused" }>, now: number): State {
  if (frame.code === "rate_limited") {
    return { ...state, pausedUntil: now + Math.max(1, frame.retry_after_s ?? 1) * 1000 };
  }
  return {
    ...state,
    outgoing: state.outgoing.map((out) =>
      out.client_id === frame.client_id ? { ...out, state: "refused", code: frame.code, detail: frame.detail } : out,
    ),
  };
}

function onHello(state: State, frame: Extract<ServerFrame, { type: "hello" }>): State {
  const kept: State = frame.reset ? { ...state, messages: [], rev: 0 } : state;
  return {
    ...kept,
    visit: frame.state,
    lastSeq: Math.max(kept.lastSeq, frame.conversation?.last_seq ?? 0),
    agentRead: Math.max(kept.agentRead, frame.conversation?.agent_read_seq ?? 0),
  };
}

function onFrame(state: State, frame: ServerFrame, now: number): State {
  switch (frame.type) {
    case "hello":
      return onHello(state, frame);
    case "message":
      return onMessage(state, frame.message);
    case "ack":
      return onAck(state, frame);
    case "refused":
      return onRefused(state, frame, now);
    case "read":
      return { ...state, agentRead: Math.max(state.agentRead, frame.seq) };
    case "typing":
      return { ...state, agentTyping: frame.on };
    case "state":
      return {
        ...state,
        visit: frame.state,
        wantsHuman: false,
        rating: frame.state.rated === null ? state.rating : null,
        agentTyping: frame.state.phase === "assigned" && state.agentTyping,
      };
    default:
      return state;
  }
}

/** A new token for the same shopper changes nothing that is held; the first one says where to start. */
function onSession(state: State, session: Session, ownRead: number): State {
  const first = state.session === null;
  const last = session.conversation?.last_seq ?? 0;
  return {
    ...state,
    session,
    rev: first ? (session.conversation?.rev ?? 0) : state.rev,
    lastSeq: Math.max(state.lastSeq, last),
    ownRead: first ? ownRead : state.ownRead,
  };
}

/** New state = old state + what happened. Pure. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "frame":
      return onFrame(state, action.frame, action.now);
    case "link":
      return {
        ...state,
        link: action.status,
        fatal: action.fatal ?? null,
        agentTyping: action.status === "online" && state.agentTyping,
      };
    case "session":
      return onSession(state, action.session, action.ownRead);
    case "history":
      return { ...state, history: action.history, messages: putAll(state.messages, action.messages ?? []) };
    case "outgoing":
      return {
        ...state,
        outgoing: replaced(state.outgoing, action.entry, (out) => out.client_id === action.entry.client_id),
      };
    case "outgoing.gone":
      return { ...state, outgoing: state.outgoing.filter((out) => out.client_id !== action.clientId) };
    case "outgoing.all":
      return { ...state, outgoing: action.entries };
    case "upload":
      return { ...state, uploads: replaced(state.uploads, action.upload, (up) => up.id === action.upload.id) };
    case "upload.gone":
      return { ...state, uploads: state.uploads.filter((up) => up.id !== action.id) };
    case "open":
      return { ...state, open: action.open };
    case "read":
      return { ...state, ownRead: Math.max(state.ownRead, action.seq) };
    case "typing.over":
      return { ...state, agentTyping: false };
    case "human":
      return { ...state, wantsHuman: action.wants };
    case "rating":
      return { ...state, rating: action.rating };
    case "product":
      return { ...state, product: action.product };
    case "forget":
      return { ...EMPTY, open: state.open, product: state.product };
  }
}
