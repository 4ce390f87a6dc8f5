import { describe, expect, it } from "vitest";
import type { ConversationEventType, FeedEvent } from "../protocol/frames";
import { agent, conversation, message, snapshot } from "../testing/samples";
import { applyEvent, placeOf } from "./apply";
import { applySnapshot, type DeskState, dropShop, EMPTY, putConversation } from "./state";
import { inOrder, NEW_THREAD, putPage } from "./thread";

const SHOP = "tea";

function start(): DeskState {
  const state = applySnapshot(
    EMPTY,
    SHOP,
    snapshot({ event: 10, conversations: [conversation({ id: 1, version: 3 })] }),
  );
  const thread = putPage(NEW_THREAD, [message({ seq: 1, rev: 1 })], false);
  return { ...state, threads: new Map([[1, thread]]) };
}

function event(part: Partial<FeedEvent> & Pick<FeedEvent, "type" | "data">): FeedEvent {
  return { n: 11, shop: SHOP, at: "2026-03-05T06:00:00Z", ...part } as FeedEvent;
}

const CONVERSATION_EVENTS: ConversationEventType[] = [
  "conversation.opened",
  "conversation.queued",
  "conversation.assigned",
  "conversation.transferred",
  "conversation.closed",
  "conversation.read",
  "conversation.rated",
  "conversation.updated",
  "suggestion.made",
];

describe("old state + event = new state as the API shows it", () => {
  it.each(CONVERSATION_EVENTS)("%s puts the whole conversation in place", (type) => {
    const next = conversation({ id: 1, version: 4, unread: 7, state: "closed" });
    const state = applyEvent(start(), event({ type, data: { conversation: next } }));
    expect(state.conversations.get(1)).toEqual(next);
    expect(state.feeds[SHOP]).toBe(11);
  });

  it("conversation.opened brings one that was not there", () => {
    const fresh = conversation({ id: 2, version: 1 });
    const state = applyEvent(start(), event({ type: "conversation.opened", data: { conversation: fresh } }));
    expect([...state.conversations.keys()]).toEqual([1, 2]);
  });

  it("message.created adds to the open thread and moves the conversation on", () => {
    const said = message({ seq: 2, rev: 2, body: { text: "那黑色呢" } });
    const data = { message: said, conversation: conversation({ id: 1, version: 4, last_seq: 2 }) };
    const state = applyEvent(start(), event({ type: "message.created", data }));
    expect(state.threads.get(1)?.messages.map((one) => one.seq)).toEqual([1, 2]);
    expect(state.conversations.get(1)?.last_seq).toBe(2);
  });

  it("message.created of a thread that nobody opened is not kept", () => {
    const said = message({ conversation: 5, seq: 1, rev: 1 });
    const data = { message: said, conversation: conversation({ id: 5, version: 1 }) };
    const state = applyEvent(start(), event({ type: "message.created", data }));
    expect(state.threads.has(5)).toBe(false);
    expect(state.conversations.has(5)).toBe(true);
  });

  it("message.recalled blanks the message where it stands", () => {
    const gone = message({ seq: 1, rev: 2, recalled: true, body: {} });
    const data = { message: gone, conversation: conversation({ id: 1, version: 4 }) };
    const state = applyEvent(start(), event({ type: "message.recalled", data }));
    expect(state.threads.get(1)?.messages).toEqual([gone]);
  });

  it("message.changed puts a card as it is now in place of the old", () => {
    const card = message({ seq: 1, rev: 3, kind: "action_card", body: { action: 4, state: "done" } });
    const data = { message: card, conversation: conversation({ id: 1, version: 4 }) };
    const state = applyEvent(start(), event({ type: "message.changed", data }));
    expect(state.threads.get(1)?.messages).toEqual([card]);
  });

  it("casework.changed makes casework be read anew", () => {
    const state = applyEvent(start(), event({ type: "casework.changed", data: { about: "action", id: 4 } }));
    expect(state.work[SHOP]).toBe(1);
  });

  it("note.created stands among the messages by time and takes none of their numbers", () => {
    const note = message({ id: "9", seq: null, note_seq: 1, visibility: "internal", at: "2026-03-05T07:00:00Z" });
    const data = { message: note, conversation: conversation({ id: 1, version: 4 }) };
    const state = applyEvent(start(), event({ type: "note.created", data }));
    const thread = state.threads.get(1);
    expect(thread?.messages).toHaveLength(1);
    expect(thread && inOrder(thread).at(-1)).toEqual(note);
  });

  it("agent.changed puts the colleague in place", () => {
    const busy = agent({ id: 4, status: "busy", load: 3 });
    expect(applyEvent(start(), event({ type: "agent.changed", data: { agent: busy } })).agents[SHOP]?.get(4)).toEqual(
      busy,
    );
  });

  it("agent.left takes the colleague out", () => {
    const here = applyEvent(start(), event({ type: "agent.changed", data: { agent: agent({ id: 4 }) } }));
    const next = {
      ...event({ type: "agent.left", data: { agent: agent({ id: 4 }) } }),
      n: (here.feeds[SHOP] ?? 0) + 1,
    };
    expect(applyEvent(here, next).agents[SHOP]?.has(4)).toBe(false);
  });

  it("catalog.changed names the new version, so that products are read anew", () => {
    const state = applyEvent(start(), event({ type: "catalog.changed", data: { catalog_version: 8 } }));
    expect(state.catalog[SHOP]).toBe(8);
  });

  it("settings.changed makes the settings be read anew", () => {
    const before = start();
    const state = applyEvent(before, event({ type: "settings.changed", data: {} }));
    expect(state.settings[SHOP]).toBe((before.settings[SHOP] ?? 0) + 1);
  });

  it("a type of a newer server counts as read and changes nothing else", () => {
    const before = start();
    const unknown = event({ type: "task.created" as "settings.changed", data: {} });
    expect(applyEvent(before, unknown)).toEqual({ ...before, feeds: { [SHOP]: 11 } });
  });
});

describe("order of events", () => {
  it("an event seen before changes nothing", () => {
    const before = start();
    const old = event({
      n: 10,
      type: "conversation.closed",
      data: { conversation: conversation({ id: 1, version: 9 }) },
    });
    expect(placeOf(before, old)).toBe("seen");
    expect(applyEvent(before, old)).toBe(before);
  });

  it("an event that leaves a gap is not applied", () => {
    const before = start();
    const early = event({ n: 12, type: "settings.changed", data: {} });
    expect(placeOf(before, early)).toBe("gap");
    expect(applyEvent(before, early)).toBe(before);
  });

  it("feeds of shops are counted apart", () => {
    expect(placeOf(start(), event({ n: 1, shop: "dress", type: "settings.changed", data: {} }))).toBe("next");
  });
});

describe("version rule", () => {
  it("an older conversation does not take the place of a newer one, an equal one does", () => {
    const before = start();
    expect(putConversation(before, conversation({ id: 1, version: 2, unread: 5 }))).toBe(before);
    expect(putConversation(before, conversation({ id: 1, version: 3, unread: 5 })).conversations.get(1)?.unread).toBe(
      5,
    );
  });

  it("a late page of HTTP does not undo a recall", () => {
    const gone = message({ seq: 1, rev: 5, recalled: true, body: {} });
    const recalled = putPage(NEW_THREAD, [gone], false);
    expect(putPage(recalled, [message({ seq: 1, rev: 1 })], false).messages).toEqual([gone]);
  });
});

describe("snapshot", () => {
  it("stands for everything of its shop and leaves others alone", () => {
    const other = applySnapshot(
      start(),
      "dress",
      snapshot({ event: 3, conversations: [conversation({ id: 7, shop: "dress" })] }),
    );
    const state = applySnapshot(other, SHOP, snapshot({ event: 40, conversations: [conversation({ id: 2 })] }));
    expect([...state.conversations.keys()].sort()).toEqual([2, 7]);
    expect(state.feeds).toEqual({ [SHOP]: 40, dress: 3 });
    expect(state.threads.size).toBe(0);
  });

  it("nothing stays of a shop that one may no longer see", () => {
    const state = dropShop(start(), SHOP);
    expect(state).toEqual(EMPTY);
  });
});
