import { expect, it } from "vitest";
import type { FaqEntry } from "../../protocol/types";
import { chosenEntries } from "./entries";

const entry = (part: Partial<FaqEntry>): FaqEntry => ({
  number: "F1",
  question: "能写贺卡吗",
  answer: "可以",
  similar: [],
  products: [],
  valid_until: null,
  own: false,
  uses: 0,
  bad: 0,
  last_used: null,
  outdated: [],
  version: "v",
  ...part,
});
const all = [
  entry({ number: "F1", uses: 3 }),
  entry({ number: "F2", question: "包邮吗", similar: ["免运费么"] }),
  entry({ number: "F3", uses: 1, outdated: ["已经过期"] }),
];
const numbers = (list: FaqEntry[]) => list.map((one) => one.number);

it("shows what wants a look first, then what is used most", () => {
  expect(numbers(chosenEntries(all, "all", ""))).toEqual(["F3", "F1", "F2"]);
  expect(numbers(chosenEntries(all, "outdated", ""))).toEqual(["F3"]);
  expect(numbers(chosenEntries(all, "unused", ""))).toEqual(["F2"]);
});

it("finds by number, question, answer and other wordings; every word must be there", () => {
  expect(numbers(chosenEntries(all, "all", "运费"))).toEqual(["F2"]);
  expect(numbers(chosenEntries(all, "all", "f1"))).toEqual(["F1"]);
  expect(numbers(chosenEntries(all, "all", "包邮 贺卡"))).toEqual([]);
});
