import type { Messages } from "./messages";
import type { Outgoing } from "./outbox";
import type { ProductView, Session, VisitState } from "./protocol";

/** `offline` tries again by itself; `expired` and `fatal` wait for somebody to do something. */
export type LinkStatus = "idle" | "connecting" | "online" | "offline" | "expired" | "fatal";

/** A picture on its way up. Held in memory only: browsers keep no files for us over a reload. */
export interface Upload {
  id: string;
  name: string;
  /** 0…1 */
  done: number;
  /** Why it failed, a code of the protocol or `network`; null while it runs. */
  failed: string | null;
}

export interface Rating {
  stars: number;
  word: string;
}

export interface State {
  link: LinkStatus;
  /** Code that explains `fatal`, e.g. `no_shop`. */
  fatal: string | null;
  session: Session | null;
  messages: Messages;
  /** Highest change seen over the socket: what a resume asks from. */
  rev: number;
  /** The newest number that the server has told of. */
  lastSeq: number;
  history: "idle" | "loading" | "failed";
  outgoing: readonly Outgoing[];
  uploads: readonly Upload[];
  visit: VisitState;
  /** The shop has read up to here. */
  agentRead: number;
  /** The shopper has read up to here. */
  ownRead: number;
  agentTyping: boolean;
  open: boolean;
  /** Asked for a person, and the server has not said what comes of it. */
  wantsHuman: boolean;
  /** A rating on its way. */
  rating: Rating | null;
  /** Until then (ms since 1970) nothing is sent: the server asked for a pause. */
  pausedUntil: number;
  /** The product in view on the page around the widget. */
  product: ProductView | null;
}

export const NO_VISIT: VisitState = {
  phase: "none",
  agent: null,
  position: null,
  wait_s: null,
  can_rate: false,
  rated: null,
};

export const EMPTY: State = {
  link: "idle",
  fatal: null,
  session: null,
  messages: [],
  rev: 0,
  lastSeq: 0,
  history: "idle",
  outgoing: [],
  uploads: [],
  visit: NO_VISIT,
  agentRead: 0,
  ownRead: 0,
  agentTyping: false,
  open: false,
  wantsHuman: false,
  rating: null,
  pausedUntil: 0,
  product: null,
};
