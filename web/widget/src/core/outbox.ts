import type { Body, ClientFrame, Kind } from "./protocol";
import type { Store } from "./storage";

/**
 * What the shopper has said and the server has not yet acknowledged. Each entry lives under its own key, so that two
 * tabs of one page never overwrite each other; sending the same entry twice is harmless, because the server knows its
 * `client_id`.
 */
export interface Outgoing {
  client_id: string;
  kind: Kind;
  body: Body;
  product?: string;
  /** When it was written, ms since 1970, by the browser's clock: orders the entries and dates the bubble. */
  at: number;
  /** `waiting` goes out at the next chance; `refused` waits for the shopper's decision. */
  state: "waiting" | "refused";
  code?: string;
  detail?: string;
}

/** Older entries wait for the shopper's decision: nobody expects yesterday's question to go out by itself. */
export const STALE_MS = 24 * 3600 * 1000;
/** Entries nobody came back for are forgotten after this. */
export const FORGET_MS = 30 * 24 * 3600 * 1000;

function parse(text: string | null): Outgoing | null {
  try {
    const entry = JSON.parse(text ?? "null") as Outgoing | null;
    return entry && typeof entry.client_id === "string" && typeof entry.at === "number" && entry.body ? entry : null;
  } catch {
    return null;
  }
}

export class Outbox {
  private readonly prefix: string;

  constructor(
    private readonly store: Store,
    scope: string,
  ) {
    this.prefix = `${scope}:out:`;
  }

  /** All entries, oldest first. A stale one comes back as refused with the code `stale`. */
  load(now: number): Outgoing[] {
    const entries: Outgoing[] = [];
    for (const key of this.store.keys(this.prefix)) {
      const entry = parse(this.store.get(key));
      if (!entry || now - entry.at >= FORGET_MS) this.store.remove(key);
      else if (entry.state === "waiting" && now - entry.at >= STALE_MS)
        entries.push({ ...entry, state: "refused", code: "stale" });
      else entries.push(entry);
    }
    return entries.sort((a, b) => a.at - b.at || (a.client_id < b.client_id ? -1 : 1));
  }

  put(entry: Outgoing): void {
    this.store.set(this.prefix + entry.client_id, JSON.stringify(entry));
  }

  remove(clientId: string): void {
    this.store.remove(this.prefix + clientId);
  }
}

type SendFrame = Extract<ClientFrame, { type: "send" }>;

/** The part of a card's body that the server wants; the rest of it is for the bubble that shows while waiting. */
function wireBody(kind: Kind, body: Body): Body {
  if (kind === "image") return { media: body.media };
  if (kind === "product_card") return body.sku ? { product: body.product, sku: body.sku } : { product: body.product };
  if (kind === "order_card") return { order: body.order };
  return { text: body.text };
}

export function sendFrame(entry: Outgoing): SendFrame {
  const frame: SendFrame = {
    type: "send",
    client_id: entry.client_id,
    kind: entry.kind,
    body: wireBody(entry.kind, entry.body),
  };
  return entry.product ? { ...frame, product: entry.product } : frame;
}
