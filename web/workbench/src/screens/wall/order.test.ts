import { expect, it } from "vitest";
import { agent, conversation } from "../../testing/samples";
import { columns, totals, triage } from "./order";

const two = { id: 2, name: "周" };
const CHATS = [
  conversation({ id: 1, waiting_since: "2026-03-05T06:02:00Z" }),
  conversation({ id: 2, agent: two, waiting_since: "2026-03-05T06:00:00Z", mood: "angry" }),
  conversation({ id: 3, agent: two }),
  conversation({ id: 4, state: "queued", agent: null, waiting_since: "2026-03-05T06:01:00Z" }),
  conversation({ id: 5, state: "robot", agent: null, mood: "angry" }),
  conversation({ id: 6, state: "closed", agent: null }),
];
const AGENTS = [
  agent(),
  agent({ id: 2, name: "周", status: "offline" }),
  agent({ id: 3, name: "吴", status: "offline" }),
  agent({ id: 4, name: "质检", role: "auditor" }),
];

it("an agent per column, the longest wait first; who is gone with open chats stays in sight", () => {
  const found = columns(AGENTS, CHATS);
  expect(found.map((one) => one.agent.id)).toEqual([2, 1]);
  expect(found[0]).toMatchObject({ longest: "2026-03-05T06:00:00Z", angry: 1 });
  expect(found[0]?.chats.map((one) => one.id)).toEqual([2, 3]);
});

it("the shop in five numbers", () => {
  expect(totals(CHATS)).toEqual({ queue: 1, open: 3, robot: 1, angry: 1, longest: "2026-03-05T06:00:00Z" });
});

it("unpaid orders near their end first, then the angry, then by waiting", () => {
  const ids = (unpaid: Parameters<typeof triage>[1]) => triage(CHATS, unpaid).map((one) => one.id);
  expect(ids([])).toEqual([2, 4, 1]);
  expect(ids([{ conversation: 1, closes_at: "2026-03-05T09:00:00Z" }])).toEqual([1, 2, 4]);
  expect(
    ids([
      { conversation: 4, closes_at: "2026-03-05T08:00:00Z" },
      { conversation: 1, closes_at: "2026-03-05T09:00:00Z" },
    ]),
  ).toEqual([4, 1, 2]);
});
