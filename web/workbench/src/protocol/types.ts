/** The shapes of docs/protocol.md §2–§4 as the workbench reads them. Times are ISO 8601 UTC, money is a decimal string. */

export type Author = "shopper" | "agent" | "robot" | "system";
export type Role = "owner" | "lead" | "agent" | "trainer" | "auditor";
export type Status = "online" | "busy" | "away" | "offline";
export type OwnStatus = Exclude<Status, "offline">;
export type Mood = "calm" | "pleased" | "impatient" | "angry";
export type Kind = "text" | "image" | "file" | "product_card" | "order_card" | "action_card" | "form";
export type SystemEvent =
  | "opened"
  | "queued"
  | "assigned"
  | "transferred"
  | "closed"
  | "left_message"
  | "rated"
  | "human_requested"
  | "consent";

export interface Fact {
  source: string;
  field: string;
  value: string;
}

/** The fields of every kind of body; which are there depends on `Message.kind` (and none after a recall). */
export interface Body {
  text?: string;
  event?: SystemEvent;
  sources?: Fact[];
  media?: string;
  url?: string;
  width?: number;
  height?: number;
  product?: string;
  order?: string;
  title?: string;
  price?: string | null;
  picture?: string | null;
  sku?: string | null;
  spec?: string | null;
  status?: string;
  amount?: string | null;
  count?: number;
}

export interface Message {
  id: number;
  conversation: number;
  seq: number | null;
  note_seq: number | null;
  rev: number;
  client_id: string;
  author: Author;
  author_name: string;
  staff_id: number | null;
  assisted: boolean;
  visibility: "public" | "internal";
  kind: Kind;
  body: Body;
  at: string;
  recalled: boolean;
}

export interface ShopperBrief {
  id: number;
  nick: string;
  anonymous: boolean;
  level: string | null;
  tags: string[];
  orders: number;
}

export interface Suggestion {
  seq: number;
  kind: "answer" | "clarify" | "handoff" | "act";
  reply: string;
  intents: string[];
  confidence: number;
  facts: Fact[];
  team: string | null;
}

export interface Visit {
  id: number;
  opened_at: string;
  closed_at: string | null;
  tag: string | null;
  stars: number | null;
  word: string | null;
}

export interface Conversation {
  id: number;
  shop: string;
  shopper: ShopperBrief;
  state: "robot" | "queued" | "assigned" | "closed";
  team: string | null;
  agent: { id: number; name: string } | null;
  intent: string | null;
  mood: Mood;
  urgent: boolean;
  product: string | null;
  last_message: { seq: number; author: Author; kind: Kind; preview: string; at: string } | null;
  last_seq: number;
  rev: number;
  unread: number;
  agent_read_seq: number;
  shopper_read_seq: number;
  waiting_since: string | null;
  respond_by: string | null;
  queued_at: string | null;
  visit: Visit | null;
  suggestion: Suggestion | null;
  messages_left: boolean;
  version: number;
}

export interface Agent {
  id: number;
  name: string;
  service_number: string;
  role: Role;
  teams: string[];
  status: Status;
  load: number;
  capacity: number;
}

/** `start` and `end` count characters (code points), as Python does; see `composer/gate.ts`. */
export interface Finding {
  kind: string;
  level: "warn" | "block";
  span: string;
  start: number;
  end: number;
  reason: string;
  source: string;
  rewrite: string | null;
}

export interface Shop {
  code: string;
  name: string;
  platform: string;
  colour: string | null;
  role: Role;
  teams: string[];
  capacity: number;
  response_target_s: number;
  timezone: string;
  address_form: string;
}

export interface Session {
  staff: { id: number; login: string; name: string; service_number: string };
  csrf: string;
  shops: Shop[];
}

export interface Snapshot {
  event: number;
  conversations: Conversation[];
  agents: Agent[];
  catalog_version: number | string;
}

export interface ProductCard {
  number: string;
  title: string;
  category: string;
  price_from: string | null;
  price_to: string | null;
  picture: string | null;
  sold_out: boolean;
}

export interface Sku {
  number: string;
  spec: string;
  options: { name: string; value: string }[];
  price: string | null;
  stock: number | null;
  picture: string | null;
}

export const SIZE_COLUMNS = [
  "size",
  "height",
  "weight",
  "bust",
  "waist",
  "hip",
  "shoulder",
  "length",
  "sleeve",
  "fit",
  "remark",
] as const;
export type SizeColumn = (typeof SIZE_COLUMNS)[number];
export type SizeRow = Partial<Record<SizeColumn, string | null>>;

export interface ProductView extends ProductCard {
  selling_points: string | string[] | null;
  attributes: { name: string; value: string }[];
  skus: Sku[];
  size_chart: SizeRow[];
  promotions: { number: string; kind: string; name: string; text: string }[];
  policies?: { number: string; topic: string; text: string }[];
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
  paid_at: string | null;
  paid_amount: string | null;
  freight: string | null;
  ship_by: string | null;
  shipped_at: string | null;
  signed_at: string | null;
  receiver: string;
  phone: string;
  address: string;
  province: string;
  city: string;
  lines: {
    product: string;
    title: string;
    spec: string;
    quantity: number;
    price: string | null;
    picture: string | null;
  }[];
  parcels: Parcel[];
  after_sales: { kind: string; state: string; reason: string; due_at: string | null; refund: string | null } | null;
  remark: string | null;
}

export interface ShopperView {
  id: number;
  nick: string;
  anonymous: boolean;
  level: string | null;
  tags: string[];
  remark: string | null;
  first_seen: string | null;
  orders: OrderView[];
  visits: number;
}

export interface Phrase {
  id: number;
  code: string;
  text: string;
  group: string;
}

export type RobotMode = "off" | "suggest" | "answer";

export interface Settings {
  closing_tags: string[];
  response_target_s: number;
  auto_assign: boolean;
  robot: Record<string, RobotMode>;
  team_of: Record<string, string>;
  greeting: string;
  consent: string;
  service_hours: string;
  origins: string[];
}

export interface AuditRow {
  id: number;
  at: string;
  staff: string | null;
  action: string;
  subject: string;
  detail: string | Record<string, unknown> | null;
}

export interface Upload {
  media: string;
  url: string;
  width: number;
  height: number;
}

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  fields?: Record<string, string>;
}
