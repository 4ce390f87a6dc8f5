/** The shapes of docs/protocol.md §2–3, as the widget reads them. */

export type Author = "shopper" | "agent" | "robot" | "system";
export type Kind = "text" | "image" | "file" | "product_card" | "order_card" | "action_card" | "form";

/** Fields of all kinds of body; which are filled depends on `Message.kind`. A recalled message has none. */
export interface Body {
  text?: string;
  event?: string;
  media?: string;
  url?: string;
  name?: string;
  width?: number;
  height?: number;
  product?: string;
  sku?: string;
  spec?: string;
  title?: string;
  price?: string;
  picture?: string;
  order?: string;
  status?: string;
  amount?: string;
  count?: number;
  action?: number;
  state?: string;
  lines?: { name: string; value: string }[];
  /** The shopper may write a wish beside his yes. */
  wish?: boolean;
}

export interface Message {
  seq: number;
  rev: number;
  client_id: string;
  author: Author;
  author_name: string;
  kind: Kind;
  body: Body;
  at: string;
  recalled: boolean;
}

/** An after-sales case as its shopper sees it. */
export interface OwnCase {
  id: number;
  number: string;
  kind_text: string;
  state: string;
  next: string;
  mine: boolean;
  due_at: string | null;
  amount: string | null;
  return_address: string;
  acts: string[];
}

export type Phase = "none" | "robot" | "queued" | "assigned" | "away" | "closed";

/** Who answers now. `wait_s` null means that the time is not known, and the screen says so. */
export interface VisitState {
  phase: Phase;
  agent: string | null;
  position: number | null;
  wait_s: number | null;
  can_rate: boolean;
  rated: number | null;
}

export interface ShopInfo {
  code: string;
  name: string;
  platform: string;
  address_form: string;
  response_target_s: number | null;
  service_hours: string;
  open_now: boolean;
  staffed: boolean;
  robot: boolean;
  robot_name: string;
  greeting: string;
  consent: string;
  colour: string;
}

/** Where a conversation stands. `agent_read_seq`: the shop has read up to here. */
export interface Standing {
  last_seq: number;
  rev: number;
  open: boolean;
  agent_read_seq?: number;
}

export interface Session {
  token: string;
  expires_at: string;
  visitor_key: string | null;
  shopper: { nick: string; anonymous: boolean };
  conversation: Standing | null;
  shop: ShopInfo;
}

export interface ProductCard {
  number: string;
  title: string;
  category: string;
  price_from: string | null;
  price_to: string | null;
  picture: string;
  sold_out: boolean;
}

export interface Sku {
  number: string;
  spec: string;
  options: { name: string; value: string }[];
  price: string | null;
  stock: number | null;
  picture: string;
}

export interface ProductView extends ProductCard {
  selling_points: string;
  skus: Sku[];
}

export interface OrderLine {
  product: string;
  title: string;
  spec: string;
  quantity: number;
  price: string | null;
  picture: string;
}

export interface Parcel {
  number: string;
  courier: string;
  waybill: string;
  state: string;
  track: { at: string; city: string; text: string }[];
}

export interface OrderView {
  number: string;
  status: string;
  status_text: string;
  ordered_at: string | null;
  paid_amount: string | null;
  receiver: string;
  phone: string;
  address: string;
  province: string;
  city: string;
  lines: OrderLine[];
  parcels: Parcel[];
}

/** What the server sends over the socket. */
export type ServerFrame =
  | { type: "hello"; conversation: Standing | null; state: VisitState; reset: boolean }
  | { type: "message"; message: Message }
  | { type: "ack"; client_id: string; seq: number; rev: number; at: string }
  | { type: "refused"; client_id?: string; code: string; detail: string; retry_after_s?: number }
  | { type: "read"; by: "agent"; seq: number }
  | { type: "typing"; by: "agent"; on: boolean }
  | { type: "state"; state: VisitState }
  | { type: "pong" };

/** What the widget sends. */
export type ClientFrame =
  | { type: "auth"; token: string; rev: number }
  | { type: "send"; client_id: string; kind: Kind; body: Body; product?: string }
  | { type: "read"; seq: number }
  | { type: "typing"; on: boolean }
  | { type: "human" }
  | { type: "rate"; stars: number; word?: string }
  | { type: "ping" };

/** Longest text the server takes, in characters (code points). */
export const MAX_TEXT = 5000;
/** Largest picture the server takes, in bytes. */
export const MAX_PICTURE = 10 * 1024 * 1024;

/** Reads one text frame: an object, or an array of them in order. Unknown types are kept out by the reducer. */
export function parseFrames(data: string): ServerFrame[] {
  const parsed: unknown = JSON.parse(data);
  const list = Array.isArray(parsed) ? parsed : [parsed];
  return list.filter((frame): frame is ServerFrame => typeof frame === "object" && frame !== null && "type" in frame);
}
