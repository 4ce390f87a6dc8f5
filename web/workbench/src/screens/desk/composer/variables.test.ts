import { expect, it } from "vitest";
import { fill, unfilled, wants } from "./variables";

it("what is known is filled in, the rest stays to be seen", () => {
  const text = fill("{买家昵称}您好，{店铺}的{商品}，订单{订单号}，{买家昵称}", {
    买家昵称: "小满",
    店铺: "山前茶铺",
    商品: null,
  });
  expect(text).toBe("小满您好，山前茶铺的{商品}，订单{订单号}，小满");
  expect(unfilled(text)).toEqual({ start: 10, end: 14, sign: "{商品}" });
});

it("other braces are words like any other", () => {
  expect(unfilled("{优惠} {}")).toBeNull();
  expect(fill("{优惠}", {})).toBe("{优惠}");
  expect(wants("单号{订单号}", "订单号")).toBe(true);
  expect(unfilled("全填好了")).toBeNull();
  expect(unfilled("{客服}")?.start).toBe(0);
});
