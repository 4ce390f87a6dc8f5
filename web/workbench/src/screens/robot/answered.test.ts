import { expect, it } from "vitest";
import { answeredSeq } from "./answered";

it("reads the line that was answered from the robot's own ids only", () => {
  expect(answeredSeq("robot:12")).toBe(12);
  for (const other of ["", "followup:3", "robot:", "robot:x", "auto:12", "xrobot:1"])
    expect(answeredSeq(other)).toBeNull();
});
