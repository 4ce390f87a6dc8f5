/** What was said but is not yet known to be on disk. Kept in the browser, so that a reload or a cut loses nothing. */
import type { Ack, ClientFrame, Refused, SendKind } from "../protocol/frames";
import type { Body, CallKind } from "../protocol/types";

export interface Outgoing {
  client_id: string;
  shop: string;
  conversation: number;
  internal: boolean;
  kind: SendKind;
  body: Body;
  assisted: boolean;
  warned: boolean;
  /** Why a lead sends a blocked line all the same. */
  override?: string;
  at: string;
  state: "waiting" | "acked" | "refused";
  refusal?: Refused;
  /** A note that calls colleagues. */
  call?: { kind: CallKind; mentions: number[] };
}

export type Outbox = readonly Outgoing[];

const KEY = "xiaoer.outbox";

export function frameOf(out: Outgoing): ClientFrame {
  const { shop, conversation, client_id } = out;
  if (out.internal) return { type: "note", shop, conversation, client_id, text: out.body.text ?? "", ...out.call };
  const { kind, assisted, warned, override } = out;
  const frame: ClientFrame = {
    type: "send",
    shop,
    conversation,
    client_id,
    kind,
    body: wireBody(out),
    assisted,
    warned,
  };
  return override ? { ...frame, override } : frame;
}

type Wire = Extract<ClientFrame, { type: "send" }>["body"];

/** Only what may be sent (protocol §2): a card is named by its number, a picture by its media. */
function wireBody({ kind, body }: Outgoing): Wire {
  if (kind === "image") return { media: body.media };
  if (kind === "product_card") return body.sku ? { product: body.product, sku: body.sku } : { product: body.product };
  if (kind === "order_card") return { order: body.order };
  return { text: body.text };
}

export function acked(outbox: Outbox, ack: Ack): Outbox {
  return outbox.map((out) => (out.client_id === ack.client_id ? { ...out, state: "acked", at: ack.at } : out));
}

export function refused(outbox: Outbox, refusal: Refused): Outbox {
  return outbox.map((out) => (out.client_id === refusal.client_id ? { ...out, state: "refused", refusal } : out));
}

export function arrived(outbox: Outbox, client_id: string): Outbox {
  return outbox.some((out) => out.client_id === client_id)
    ? outbox.filter((out) => out.client_id !== client_id)
    : outbox;
}

export function waiting(outbox: Outbox): Outbox {
  return outbox.filter((out) => out.state === "waiting");
}

/** What is acknowledged needs no keeping. Each member of staff has an own drawer: desks are shared. */
export function keep(storage: Storage, staff: number, outbox: Outbox): void {
  const rest = outbox.filter((out) => out.state !== "acked");
  if (rest.length) storage.setItem(`${KEY}.${staff}`, JSON.stringify(rest));
  else storage.removeItem(`${KEY}.${staff}`);
}

export function kept(storage: Storage, staff: number): Outbox {
  try {
    const found: unknown = JSON.parse(storage.getItem(`${KEY}.${staff}`) ?? "[]");
    return Array.isArray(found) ? (found as Outgoing[]) : [];
  } catch {
    return [];
  }
}
