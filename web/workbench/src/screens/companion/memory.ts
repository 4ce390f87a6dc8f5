/** What the companion remembers on this computer: per shopper one product and the last lines, and what was asked. Pure. */

export interface Turn {
  role: "shopper" | "agent";
  text: string;
}

export interface Chat {
  nick: string;
  order: string;
  product: string;
  turns: Turn[];
}

export interface Asked {
  text: string;
  nick: string;
}

export interface Memory {
  chats: Record<string, Chat>;
  asked: Asked[];
}

export const EMPTY_CHAT: Chat = { nick: "", order: "", product: "", turns: [] };
const CHATS = 50;
const ASKED = 20;
const TURNS = 10;

const keyOf = (shop: string) => `xiaoer.companion.${shop}`;

export function readMemory(storage: Storage, shop: string): Memory {
  try {
    const held = JSON.parse(storage.getItem(keyOf(shop)) ?? "{}") as Partial<Memory>;
    return { chats: held.chats ?? {}, asked: held.asked ?? [] };
  } catch {
    return { chats: {}, asked: [] };
  }
}

export function keepMemory(storage: Storage, shop: string, memory: Memory): void {
  storage.setItem(keyOf(shop), JSON.stringify(memory));
}

/** A question was answered: its lines join the shopper's chat, and it is the first of what was asked. */
export function remember(memory: Memory, chat: Chat, question: string, reply: string): { memory: Memory; chat: Chat } {
  const turns: Turn[] = [...chat.turns, { role: "shopper", text: question }];
  if (reply) turns.push({ role: "agent", text: reply });
  const next = { ...chat, turns: turns.slice(-TURNS) };
  const asked = [{ text: question, nick: chat.nick }, ...memory.asked.filter((one) => one.text !== question)];
  const others = Object.entries(memory.chats).filter(([nick]) => nick !== chat.nick);
  const chats = Object.fromEntries([...(chat.nick ? [[chat.nick, next] as const] : []), ...others].slice(0, CHATS));
  return { chat: next, memory: { chats, asked: asked.slice(0, ASKED) } };
}
