import { expect, it } from "vitest";
import { nameOf, SPANS, spanOf } from "./spans";

it("names of spans and their days are the same thing twice", () => {
  expect(spanOf("yesterday", "2026-03-01")).toEqual({ day: "2026-02-28", until: "2026-02-28" });
  expect(spanOf("week", "2026-03-05")).toEqual({ day: "2026-02-27", until: "2026-03-05" });
  for (const name of SPANS) expect(nameOf(spanOf(name, "2026-03-05"), "2026-03-05")).toBe(name);
  expect(nameOf({ day: "2026-03-01", until: "2026-03-02" }, "2026-03-05")).toBeNull();
});
