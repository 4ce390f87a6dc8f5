import { expect, it } from "vitest";
import { matchPhrases } from "./match";

const PHRASES = [
  { id: 1, code: "fh1", text: "今天16点前付款当天发", group: "发货" },
  { id: 2, code: "cm1", text: "身高体重发我，帮您看尺码", group: "尺码" },
  { id: 3, code: "cm", text: "两个码之间看喜欢宽松还是合身", group: "尺码" },
  { id: 4, code: "yf1", text: "发往新疆的运费以结算页为准", group: "运费" },
];
const codes = (query: string, limit?: number) => matchPhrases(PHRASES, query, limit).map((one) => one.code);

it("the exact code comes first, then its beginning, group, words", () => {
  expect(codes("cm")).toEqual(["cm", "cm1"]);
  expect(codes("CM1")).toEqual(["cm1"]);
  expect(codes("发货")).toEqual(["fh1"]);
  expect(codes("发")).toEqual(["fh1", "cm1", "yf1"]);
});

it("nothing typed shows the first ones, nothing found shows none", () => {
  expect(codes("", 2)).toEqual(["fh1", "cm1"]);
  expect(codes("退货")).toEqual([]);
});
