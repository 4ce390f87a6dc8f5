import { expect, it } from "vitest";
import { parts } from "./highlight";

const shown = (text: string, query: string) =>
  parts(text, query).map((one) => (one.marked ? `[${one.text}]` : one.text));

it("marks every word wherever it stands", () => {
  expect(shown("退货运费怎么算，退货", "退货 运费")).toEqual(["[退货运费]", "怎么算，", "[退货]"]);
  expect(shown("XL码有货", "xl")).toEqual(["[XL]", "码有货"]);
  expect(shown("没有", "退货")).toEqual(["没有"]);
  expect(shown("", "退货")).toEqual([]);
});
