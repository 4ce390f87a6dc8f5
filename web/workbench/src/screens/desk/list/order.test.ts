import { describe, expect, it } from "vitest";
import type { Conversation } from "../../../protocol/types";
import { conversation } from "../../../testing/samples";
import { counts, filtering, NO_FILTER, type Sort, wantedRows, worst } from "./order";

const said = (at: string, preview = "") => ({ seq: 1, author: "shopper", kind: "text", preview, at }) as const;
const calm = conversation({ id: 1, last_message: said("2026-03-05T06:00:00Z") });
const late = conversation({
  id: 2,
  respond_by: "2026-03-05T06:05:00Z",
  last_message: said("2026-03-05T06:04:00Z", "黑色"),
});
const soon = conversation({ id: 3, state: "queued", agent: null, respond_by: "2026-03-05T06:02:00Z" });
const newer = conversation({ id: 4, agent: { id: 2, name: "周" }, last_message: said("2026-03-05T07:00:00Z") });
const closed = conversation({ id: 5, state: "closed", agent: null, respond_by: "2026-03-05T01:00:00Z", shop: "dress" });
const ALL: Conversation[] = [closed, calm, newer, late, soon];
const ids = (part: Partial<Parameters<typeof wantedRows>[1]>) =>
  wantedRows(ALL, { tab: "all", me: 1, shop: null, query: "", ...part }).map((row) => row.id);

describe("rows", () => {
  it("least time left first, then the newest line, closed ones last", () => {
    expect(ids({})).toEqual([3, 2, 4, 1, 5]);
  });

  it("tabs: one's own, the queue, all", () => {
    expect(ids({ tab: "mine" })).toEqual([2, 1]);
    expect(ids({ tab: "queue" })).toEqual([3]);
  });

  it("by shop and by words of the last line or the nick", () => {
    expect(ids({ shop: "dress" })).toEqual([5]);
    expect(ids({ query: "黑色" })).toEqual([2]);
    expect(ids({ query: "小满" })).toHaveLength(5);
  });
});

it("those put off stand behind, and can be asked for alone", () => {
  const off = conversation({ id: 6, respond_by: "2026-03-05T06:00:00Z", snoozed_until: "2026-03-05T09:00:00Z" });
  const rows = (filter: Partial<typeof NO_FILTER>) =>
    wantedRows([off, late, calm], { tab: "all", me: 1, shop: null, query: "", filter: { ...NO_FILTER, ...filter } });
  expect(rows({}).map((row) => row.id)).toEqual([2, 1, 6]);
  expect(rows({ snoozed: true }).map((row) => row.id)).toEqual([6]);
  expect(filtering(NO_FILTER)).toBe(false);
});

it("filters by question, mood, agent and unread, and sorts as wished", () => {
  const angry = conversation({
    id: 7,
    mood: "angry",
    intent: "complaint",
    unread: 2,
    waiting_since: "2026-03-05T05:00:00Z",
  });
  const all = [late, newer, angry];
  const of = (filter: Partial<typeof NO_FILTER>, sort?: Sort) =>
    wantedRows(all, {
      tab: "all",
      me: 1,
      shop: null,
      query: "",
      filter: { ...NO_FILTER, ...filter },
      ...(sort ? { sort } : {}),
    }).map((row) => row.id);
  expect(of({ mood: "angry" })).toEqual([7]);
  expect(of({ intent: "complaint" })).toEqual([7]);
  expect(of({ agent: 2 })).toEqual([4]);
  expect(of({ unread: true })).toEqual([7]);
  expect(of({}, "newest")).toEqual([4, 2, 7]);
  expect(of({}, "oldest")).toEqual([7, 4, 2]);
});

it("counts leave closed ones out", () => {
  expect(counts(ALL, 1, null)).toEqual({ mine: 2, queue: 1, all: 4 });
});

it("the worst clock is that of one's own chats and the queue", () => {
  expect(worst(ALL, 1)?.id).toBe(3);
  expect(worst([calm, newer, closed], 1)).toBeNull();
});
