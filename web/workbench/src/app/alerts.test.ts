import { expect, it } from "vitest";
import { conversation, message } from "../testing/samples";
import { concerns } from "./alerts";

const mine = conversation();
const theirs = conversation({ agent: { id: 2, name: "周" } });
const queued = conversation({ state: "queued", agent: null });

it("tells of shoppers' lines in one's own chats and the queue", () => {
  expect(concerns(message(), mine, 1)).toBe(true);
  expect(concerns(message(), queued, 1)).toBe(true);
  expect(concerns(message(), theirs, 1)).toBe(false);
  expect(concerns(message({ author: "agent" }), mine, 1)).toBe(false);
});

it("tells of notes that call one, in any chat", () => {
  const note = message({
    visibility: "internal",
    author: "agent",
    seq: null,
    note_seq: 1,
    body: { text: "看看", mentions: [1] },
  });
  expect(concerns(note, theirs, 1)).toBe(true);
  expect(concerns(note, theirs, 3)).toBe(false);
});
