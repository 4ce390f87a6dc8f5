import { expect, test } from "vitest";
import { kept } from "./replies";

test("blank wordings and keys without any are left out", () => {
  expect(kept({ thanks: [" 不客气哦 ", "", "  "], human: [""], bot: [] })).toEqual({ thanks: ["不客气哦"] });
});
