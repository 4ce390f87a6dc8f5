import { expect, it } from "vitest";
import type { Material } from "../../protocol/types";
import { matchMaterials, offered } from "./match";

const base = { id: 1, version: 1, current: true, kind: "photo", said: "", url: "", picture: null } as const;
const rest = { valid_until: null, expired: false, by_name: "", at: "" } as const;
const one = (line: number, product: string, title: string, expired = false): Material => ({
  ...base,
  ...rest,
  line,
  product,
  title,
  expired,
});
const all = [
  one(1, "QH102", "连衣裙实拍"),
  one(2, "", "量体教程"),
  one(3, "QH101", "衬衫实拍"),
  one(4, "QH101", "旧实拍", true),
];

it("finds by words of title and product", () => {
  expect(matchMaterials(all, "qh101 实拍").map((m) => m.line)).toEqual([3, 4]);
  expect(matchMaterials(all, "")).toHaveLength(4);
});

it("offers what is valid, of the product in view first", () => {
  expect(offered(all, "", "QH101").map((m) => m.line)).toEqual([3, 2]);
  expect(offered(all, "实拍", "QH101").map((m) => m.line)).toEqual([3, 1]);
  expect(offered(all, "", null).map((m) => m.line)).toEqual([2]);
  expect(offered(all, "旧", "QH101")).toEqual([]);
});
