import { expect, it } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

function paths(value: unknown, at = ""): string[] {
  if (typeof value === "string") return [`${at}=${value.trim() ? "text" : "empty"}`];
  if (typeof value === "function") return [`${at}()=${value.length}`];
  return Object.entries(value as object).flatMap(([name, part]) => paths(part, `${at}.${name}`));
}

it("both languages say everything, with the same parts filled in", () => {
  expect(paths(en)).toEqual(paths(zh));
  expect(paths(zh).filter((path) => path.endsWith("=empty"))).toEqual([]);
});
