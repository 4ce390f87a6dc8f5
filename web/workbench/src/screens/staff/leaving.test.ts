import { describe, expect, it } from "vitest";
import type { LeavingView } from "../../protocol/types";
import { missing, wishOf } from "./leaving";

const none = { count: 0, first: [] };
const view: LeavingView = {
  chats: { count: 2, first: ["会话 1"] },
  tasks: { count: 1, first: ["寄赠品"] },
  promises: none,
  cases: { count: 3, first: ["AS1"] },
  shifts: 0,
  handovers: 0,
  keys: 0,
  sessions: 1,
  phrases: 0,
  other_shops: 0,
};

describe("who takes over what", () => {
  it("lets chats go back to their queues, and nothing else to nobody", () => {
    expect(missing(view, {})).toEqual(["tasks", "cases"]);
    expect(missing(view, { tasks: 5 })).toEqual(["cases"]);
    expect(missing(view, { tasks: 5, cases: 6 })).toEqual([]);
  });

  it("names a taker for each kind", () => {
    expect(wishOf({ tasks: 5, chats: null })).toEqual({
      chats_to: null,
      tasks_to: 5,
      promises_to: null,
      cases_to: null,
    });
  });
});
