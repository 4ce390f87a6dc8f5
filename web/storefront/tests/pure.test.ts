import { describe, expect, test } from "vitest";
import { matches } from "../src/pages/Shop";
import { address, parse, type Route } from "../src/router";
import { availability, chosen, groups } from "../src/skus";
import type { ProductCard, Sku } from "../src/types";

const sku = (colour: string, size: string, stock: number | null): Sku => ({
  number: `${colour}-${size}`,
  spec: `颜色:${colour};尺码:${size}`,
  options: [
    { name: "颜色", value: colour },
    { name: "尺码", value: size },
  ],
  price: "99.00",
  stock,
  picture: "",
});

describe("addresses", () => {
  test("lead where they say, and back", () => {
    const routes: Route[] = [
      { page: "shops" },
      { page: "shop", shop: "qinghe" },
      { page: "product", shop: "山屿", number: "A/1 %" },
    ];
    for (const route of routes) expect(parse(address(route))).toEqual(route);
  });
  test("odd ones lead to the nearest page", () => {
    expect(parse("/elsewhere")).toEqual({ page: "shops" });
    expect(parse("/store")).toEqual({ page: "shops" });
    expect(parse("/store/a/p/")).toEqual({ page: "shop", shop: "a" });
    expect(parse("/store/a/x/y")).toEqual({ page: "shop", shop: "a" });
    expect(parse("/store/%E0%A4%A")).toEqual({ page: "shop", shop: "%E0%A4%A" });
  });
});

describe("variants", () => {
  const skus = [sku("米白", "S", 3), sku("米白", "M", 0), sku("黑", "S", null)];
  test("options come in the order in which the SKUs name them", () => {
    expect(groups(skus, "规格")).toEqual([
      { name: "颜色", values: ["米白", "黑"] },
      { name: "尺码", values: ["S", "M"] },
    ]);
  });
  test("a SKU is meant once every option is chosen", () => {
    expect(chosen(skus, { 颜色: "米白" }, "规格")).toBeNull();
    expect(chosen(skus, { 颜色: "米白", 尺码: "M" }, "规格")?.number).toBe("米白-M");
    expect(chosen(skus, { 颜色: "黑", 尺码: "M" }, "规格")).toBeNull();
  });
  test("none left, no such thing, and not known are three things", () => {
    expect(availability(skus, { 颜色: "米白" }, "尺码", "M", "规格")).toBe("out");
    expect(availability(skus, { 颜色: "黑" }, "尺码", "M", "规格")).toBe("gone");
    expect(availability(skus, { 颜色: "黑" }, "尺码", "S", "规格")).toBe("in");
  });
  test("SKUs without options are chosen by their free text", () => {
    const free = [
      { ...sku("", "", 1), options: [], spec: "礼盒装" },
      { ...sku("", "", 1), options: [], spec: "" },
    ];
    expect(groups(free, "规格")).toEqual([{ name: "规格", values: ["礼盒装", "-"] }]);
    expect(chosen(free, { 规格: "礼盒装" }, "规格")?.spec).toBe("礼盒装");
  });
});

test("search wants every word, in title, category or number", () => {
  const product = { title: "山茶衬衫 Oversize", category: "衬衫", number: "B101" } as ProductCard;
  for (const yes of ["", "山茶", "oversize 衬衫", "b101"]) expect(matches(product, yes)).toBe(true);
  for (const no of ["裙", "山茶 裙"]) expect(matches(product, no)).toBe(false);
});
