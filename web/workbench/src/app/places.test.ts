import { expect, it } from "vitest";
import { PLACES, placesFor } from "./places";

it("names every place once", () => {
  const all = PLACES.map((place) => place.to);
  expect(all).toEqual([...new Set(all)]);
});

it("shows what one of several roles opens", () => {
  const seen = placesFor(["trainer", "auditor"]).map((place) => place.to);
  expect(seen).toContain("/audit");
  expect(seen).toContain("/academy");
  expect(seen).not.toContain("/settings");
});
