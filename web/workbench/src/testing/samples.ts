/** Small whole entities for tests; each part may be set. */
import type { Agent, Conversation, Message, Phrase, Session, Snapshot } from "../protocol/types";

export function conversation(part: Partial<Conversation> = {}): Conversation {
  return {
    id: 1,
    shop: "tea",
    shopper: { id: 11, nick: "小满爱喝茶", anonymous: false, level: "", tags: [], orders: 3 },
    state: "assigned",
    team: "售前",
    agent: { id: 1, name: "青禾" },
    intent: null,
    mood: "calm",
    urgent: false,
    product: null,
    last_message: null,
    last_seq: 1,
    rev: 1,
    unread: 0,
    agent_read_seq: 0,
    shopper_read_seq: 0,
    waiting_since: null,
    respond_by: null,
    queued_at: null,
    visit: null,
    suggestion: null,
    messages_left: false,
    practice: false,
    snoozed_until: null,
    version: 1,
    ...part,
  };
}

export function message(part: Partial<Message> = {}): Message {
  const seq = part.seq === undefined ? 1 : part.seq;
  return {
    id: String(seq ?? 100),
    conversation: 1,
    seq,
    note_seq: null,
    rev: 1,
    client_id: `c${part.id ?? seq}`,
    author: "shopper",
    author_name: "小满爱喝茶",
    staff_id: null,
    assisted: false,
    visibility: "public",
    kind: "text",
    body: { text: "在吗" },
    at: "2026-03-05T06:00:00Z",
    recalled: false,
    ...part,
  };
}

export function agent(part: Partial<Agent> = {}): Agent {
  const base = { id: 1, name: "青禾", service_number: "01", role: "agent", teams: ["售前"], status: "online" } as const;
  return { ...base, teams: [...base.teams], status_text: "", promotion: "", load: 0, capacity: 10, ...part };
}

export function snapshot(part: Partial<Snapshot> = {}): Snapshot {
  return { event: 0, conversations: [], more: false, agents: [], catalog_version: 1, ...part };
}

export function session(part: Partial<Session> = {}): Session {
  const shop = { code: "tea", name: "山前茶铺", platform: "own", colour: "#1F6F78", role: "agent" };
  return {
    staff: { id: 1, login: "qinghe", name: "青禾", service_number: "01" },
    csrf: "token",
    shops: [{ ...shop, teams: [], capacity: 10, response_target_s: 60, timezone: "Asia/Shanghai", address_form: "亲" }],
    ...part,
  };
}

export function phrase(part: Partial<Phrase> = {}): Phrase {
  return { id: 1, code: "", text: "您好", group: "", personal: false, uses: 0, pinyin: "", version: 1, ...part };
}
