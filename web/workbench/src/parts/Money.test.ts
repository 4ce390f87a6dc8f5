import { expect, it } from "vitest";
import { moneyText } from "./Money";

it.each([
  ["148", "¥148.00"],
  ["0.5", "¥0.50"],
  ["99.99", "¥99.99"],
  ["12345678901234567.10", "¥12345678901234567.10"],
])("%s is %s", (value, text) => {
  expect(moneyText(value)).toBe(text);
});
