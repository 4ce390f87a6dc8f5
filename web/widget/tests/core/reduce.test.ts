import { expect, test } from "vitest";
import type { Outgoing } from "../../src/core/outbox";
import type { ServerFrame } from "../../src/core/protocol";
import { type Action, reduce } from "../../src/core/reduce";
import { EMPTY, type State } from "../../src/core/state";
import { message, session, visit } from "./make";

const NOW = Date.parse("2026-03-05T06:00:00Z");
const frame = (one: ServerFrame): Action => ({ type: "frame", frame: one, now: NOW });
const after = (state: State, ...actions: Action[]) => actions.reduce(reduce, state);
const entry = (id: string): Outgoing => ({
  client_id: id,
  kind: "text",
  body: { text: id },
  at: NOW,
  state: "waiting",
});

test("an acknowledged message takes its number and leaves the outbox", () => {
  const state = after(
    EMPTY,
    { type: "outgoing", entry: entry("a") },
    frame({ type: "ack", client_id: "a", seq: 4, rev: 4, at: "2026-03-05T06:00:01Z" }),
  );
  expect(state.outgoing).toEqual([]);
  expect(state.messages).toMatchObject([{ seq: 4, author: "shopper", body: { text: "a" } }]);
});

test("an ack does not move the point to resume from: the messages before it may still be on their way", () => {
  const state = after(
    EMPTY,
    { type: "outgoing", entry: entry("a") },
    frame({ type: "message", message: message(1) }),
    frame({ type: "ack", client_id: "a", seq: 9, rev: 9, at: "2026-03-05T06:00:01Z" }),
  );
  expect(state.rev).toBe(1);
});

test("the server's own copy replaces the acknowledged one, once", () => {
  const own = message(1, { author: "shopper", client_id: "a", body: { text: "a" } });
  const state = after(
    EMPTY,
    { type: "outgoing", entry: entry("a") },
    frame({ type: "ack", client_id: "a", seq: 1, rev: 1, at: own.at }),
    frame({ type: "message", message: own }),
    frame({ type: "message", message: own }),
  );
  expect(state.messages).toEqual([own]);
  expect(state.rev).toBe(1);
});

test("the copy may come before the ack, and clears the outbox as well", () => {
  const own = message(1, { author: "shopper", client_id: "a" });
  const state = after(EMPTY, { type: "outgoing", entry: entry("a") }, frame({ type: "message", message: own }));
  expect(state.outgoing).toEqual([]);
  expect(after(state, frame({ type: "ack", client_id: "a", seq: 1, rev: 1, at: own.at }))).toEqual(state);
});

test("an agent's message with the same client_id is not taken for one's own", () => {
  const state = after(
    EMPTY,
    { type: "outgoing", entry: entry("a") },
    frame({ type: "message", message: message(1, { client_id: "a" }) }),
  );
  expect(state.outgoing).toHaveLength(1);
});

test("a refused message stays with its reason, the others go on", () => {
  const state = after(
    EMPTY,
    { type: "outgoing", entry: entry("a") },
    { type: "outgoing", entry: entry("b") },
    frame({ type: "refused", client_id: "a", code: "too_long", detail: "太长" }),
  );
  expect(state.outgoing).toMatchObject([
    { client_id: "a", state: "refused", code: "too_long" },
    { client_id: "b", state: "waiting" },
  ]);
});

test("too fast is a pause, not a refusal", () => {
  const state = after(
    EMPTY,
    { type: "outgoing", entry: entry("a") },
    frame({ type: "refused", client_id: "a", code: "rate_limited", detail: "", retry_after_s: 3 }),
  );
  expect(state.outgoing[0]?.state).toBe("waiting");
  expect(state.pausedUntil).toBe(NOW + 3000);
});

test("reset drops what is held", () => {
  const held = after(EMPTY, frame({ type: "message", message: message(1) }));
  const state = after(
    held,
    frame({
      type: "hello",
      conversation: { last_seq: 900, rev: 905, open: true },
      state: visit({ phase: "robot" }),
      reset: true,
    }),
  );
  expect(state).toMatchObject({ messages: [], rev: 0, lastSeq: 900, visit: { phase: "robot" } });
});

test("a hello without reset keeps what is held", () => {
  const held = after(EMPTY, frame({ type: "message", message: message(1) }));
  const state = after(held, frame({ type: "hello", conversation: null, state: visit(), reset: false }));
  expect(state.messages).toHaveLength(1);
});

test("a hello tells how far the shop has read", () => {
  const conversation = { last_seq: 9, rev: 9, open: true, agent_read_seq: 7 };
  const state = after(EMPTY, frame({ type: "hello", conversation, state: visit(), reset: false }));
  expect(state.agentRead).toBe(7);
});

test("read marks never go back", () => {
  const state = after(
    EMPTY,
    frame({ type: "read", by: "agent", seq: 5 }),
    frame({ type: "read", by: "agent", seq: 3 }),
  );
  expect(state.agentRead).toBe(5);
});

test("typing ends with the message, with the person leaving and with the line going down", () => {
  const typing = after(EMPTY, frame({ type: "typing", by: "agent", on: true }));
  expect(typing.agentTyping).toBe(true);
  expect(after(typing, frame({ type: "message", message: message(1) })).agentTyping).toBe(false);
  expect(after(typing, frame({ type: "state", state: visit({ phase: "closed" }) })).agentTyping).toBe(false);
  expect(after(typing, { type: "link", status: "offline" }).agentTyping).toBe(false);
});

test("a state answers the wish for a person; a rating waits until the state shows it", () => {
  const asked = after(EMPTY, { type: "human", wants: true }, { type: "rating", rating: { stars: 4, word: "快" } });
  const queued = after(asked, frame({ type: "state", state: visit({ phase: "queued", position: 2 }) }));
  expect(queued).toMatchObject({ wantsHuman: false, rating: { stars: 4 }, visit: { position: 2, wait_s: null } });
  expect(after(queued, frame({ type: "state", state: visit({ rated: 4 }) })).rating).toBeNull();
});

test("the first session says where to resume, a later token changes nothing", () => {
  const first = after(EMPTY, {
    type: "session",
    session: session({ conversation: { last_seq: 7, rev: 8, open: true } }),
    ownRead: 5,
  });
  expect(first).toMatchObject({ rev: 8, lastSeq: 7, ownRead: 5 });
  const later = after(first, {
    type: "session",
    session: session({ token: "token-2", conversation: { last_seq: 30, rev: 31, open: true } }),
    ownRead: 0,
  });
  expect(later).toMatchObject({ rev: 8, lastSeq: 30, ownRead: 5 });
});

test("another shopper begins with nothing of the last one", () => {
  const held = after(
    EMPTY,
    { type: "open", open: true },
    { type: "outgoing", entry: entry("a") },
    frame({ type: "message", message: message(1) }),
  );
  expect(after(held, { type: "forget" })).toEqual({ ...EMPTY, open: true });
});

test("frames of a later protocol change nothing", () => {
  const unknown = { type: "fireworks" } as unknown as ServerFrame;
  expect(after(EMPTY, frame(unknown))).toBe(EMPTY);
});
