import { expect, it } from "vitest";
import { phrase } from "../../../testing/samples";
import { matchPhrases } from "./match";

const PHRASES = [
  phrase({
    id: 1,
    code: "fh1",
    text: "今天16点前付款当天发",
    group: "发货",
    pinyin: "jt16dqfkdtf jintian16dianqianfukuandangtianfa",
  }),
  phrase({ id: 2, code: "cm1", text: "身高体重发我，帮您看尺码", group: "尺码" }),
  phrase({ id: 3, code: "cm", text: "两个码之间看喜欢宽松还是合身", group: "尺码" }),
  phrase({
    id: 4,
    code: "yf1",
    text: "发往新疆的运费以结算页为准",
    group: "运费",
    pinyin: "fwxjdyf fawangxinjiangdeyunfei",
  }),
  phrase({ id: 5, code: "", text: "退货运费由店铺承担", pinyin: "thyfydpcd tuihuoyunfeiyoudianpuchengdan", uses: 3 }),
  phrase({ id: 6, code: "", text: "换货运费由店铺承担", pinyin: "hhyfydpcd huanhuoyunfeiyoudianpuchengdan", uses: 9 }),
];
const ids = (query: string, limit?: number) => matchPhrases(PHRASES, query, limit).map((one) => one.id);

it("the exact code comes first, then its beginning, group, words", () => {
  expect(ids("cm")).toEqual([3, 2]);
  expect(ids("CM1")).toEqual([2]);
  expect(ids("发货")).toEqual([1]);
  expect(ids("发")).toEqual([1, 4, 2]);
});

it("by pinyin: initials from the beginning before those within, and whole syllables", () => {
  expect(ids("thyf")).toEqual([5]);
  expect(ids("tuihuo")).toEqual([5]);
  expect(ids("yf")).toEqual([4, 6, 5]);
});

it("by several words in any order; equals by use", () => {
  expect(ids("承担 运费")).toEqual([6, 5]);
  expect(ids("承担 退货")).toEqual([5]);
});

it("of those used alike, the one whose subject it is before the one that only mentions it", () => {
  const aside = phrase({ id: 7, text: "面料、尺码、发货时间都可以问我" });
  const subject = phrase({ id: 8, text: "发货时间写在订单页" });
  expect(matchPhrases([aside, subject], "发货").map((one) => one.id)).toEqual([8, 7]);
});

it("nothing typed shows the first ones, nothing found shows none", () => {
  expect(ids("", 2)).toEqual([1, 2]);
  expect(ids("发票")).toEqual([]);
});
