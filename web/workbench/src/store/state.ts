/** What the desk holds: entities by id, exactly as the API shows them, and how far each shop's feed was read. */
import type { Agent, Conversation, Message, Snapshot } from "../protocol/types";

export interface Thread {
  /** Public messages, by `seq`. */
  messages: readonly Message[];
  /** Notes, by `note_seq`. */
  notes: readonly Message[];
  /** Older ones can be had. */
  more: boolean;
  status: "loading" | "ready" | "failed";
}

export interface DeskState {
  /** Number of the last event applied, by shop. */
  feeds: Readonly<Record<string, number>>;
  conversations: ReadonlyMap<number, Conversation>;
  agents: Readonly<Record<string, ReadonlyMap<number, Agent>>>;
  threads: ReadonlyMap<number, Thread>;
  catalog: Readonly<Record<string, number | string>>;
  /** Goes up whenever a shop's settings changed. */
  settings: Readonly<Record<string, number>>;
  /** Goes up whenever a case or a task of the shop moved. */
  work: Readonly<Record<string, number>>;
}

export const EMPTY: DeskState = {
  feeds: {},
  conversations: new Map(),
  agents: {},
  threads: new Map(),
  catalog: {},
  settings: {},
  work: {},
};

/** `map` with one entry put in place; the old map is left as it was. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

/** Only what is not older than the one held takes its place (a late HTTP answer never undoes an event). */
export function putConversation(state: DeskState, conversation: Conversation): DeskState {
  const held = state.conversations.get(conversation.id);
  if (held && held.version > conversation.version) return state;
  return { ...state, conversations: withEntry(state.conversations, conversation.id, conversation) };
}

/** Many at once: the map is copied but one time. */
export function putConversations(state: DeskState, page: readonly Conversation[]): DeskState {
  const conversations = new Map(state.conversations);
  for (const one of page) {
    const held = conversations.get(one.id);
    if (!held || held.version <= one.version) conversations.set(one.id, one);
  }
  return { ...state, conversations };
}

export function putAgent(state: DeskState, shop: string, agent: Agent): DeskState {
  const team = withEntry(state.agents[shop] ?? new Map<number, Agent>(), agent.id, agent);
  return { ...state, agents: { ...state.agents, [shop]: team } };
}

export function dropAgent(state: DeskState, shop: string, id: number): DeskState {
  const team = new Map(state.agents[shop]);
  team.delete(id);
  return { ...state, agents: { ...state.agents, [shop]: team } };
}

/** A snapshot stands for everything of its shop; threads of the shop are dropped, for they may have a hole. */
export function applySnapshot(state: DeskState, shop: string, snapshot: Snapshot): DeskState {
  const others = dropShop(state, shop);
  const conversations = new Map(others.conversations);
  for (const conversation of snapshot.conversations) conversations.set(conversation.id, conversation);
  return {
    ...others,
    conversations,
    feeds: { ...others.feeds, [shop]: snapshot.event },
    agents: { ...others.agents, [shop]: new Map(snapshot.agents.map((agent) => [agent.id, agent])) },
    catalog: { ...others.catalog, [shop]: snapshot.catalog_version },
    settings: { ...others.settings, [shop]: (state.settings[shop] ?? 0) + 1 },
  };
}

/** The right to see `shop` has ended: nothing of it stays. */
export function dropShop(state: DeskState, shop: string): DeskState {
  const gone = [...state.conversations.values()].filter((c) => c.shop === shop).map((c) => c.id);
  const conversations = new Map(state.conversations);
  const threads = new Map(state.threads);
  for (const id of gone) {
    conversations.delete(id);
    threads.delete(id);
  }
  return {
    conversations,
    threads,
    feeds: without(state.feeds, shop),
    agents: without(state.agents, shop),
    catalog: without(state.catalog, shop),
    settings: without(state.settings, shop),
    work: without(state.work, shop),
  };
}

function without<V>(record: Readonly<Record<string, V>>, key: string): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
