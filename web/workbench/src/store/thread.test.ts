import { expect, it } from "vitest";
import { message } from "../testing/samples";
import { settled } from "./thread";

const line = (seq: number, event: string) => message({ seq, author: "system", body: { text: event, event } });

it("of handovers in a row only the last stands, and what was said between keeps both", () => {
  const round = [
    line(1, "opened"),
    line(2, "queued"),
    line(3, "assigned"),
    line(4, "transferred"),
    line(5, "assigned"),
  ];
  expect(settled(round).map((one) => one.seq)).toEqual([1, 5]);
  const said = [
    line(1, "assigned"),
    message({ seq: 2 }),
    line(3, "transferred"),
    line(4, "assigned"),
    line(5, "closed"),
  ];
  expect(settled(said).map((one) => one.seq)).toEqual([1, 2, 4, 5]);
});
