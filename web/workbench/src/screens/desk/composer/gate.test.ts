import { describe, expect, it } from "vitest";
import type { Finding } from "../../../protocol/types";
import { marksIn, rewritten, segments, unitsBefore } from "./gate";

const finding = (part: Partial<Finding>): Finding => ({
  kind: "absolute_term",
  level: "block",
  span: "最好",
  start: 0,
  end: 2,
  reason: "",
  source: "",
  rewrite: null,
  ...part,
});

describe("offsets", () => {
  it("code points become UTF-16 units, so emoji before a finding do not move it", () => {
    const text = "😊😊面料最好";
    expect(unitsBefore(text, 4)).toBe(6);
    expect(marksIn(text, [finding({ start: 4, end: 6 })])[0]).toMatchObject({ start: 6, end: 8 });
  });

  it("after an edit a mark moves with its words, or goes with them", () => {
    const found = [finding({ start: 2, end: 4 })];
    expect(marksIn("亲亲面料最好", found)[0]).toMatchObject({ start: 4, end: 6 });
    expect(marksIn("面料很好", found)).toEqual([]);
  });
});

describe("segments", () => {
  it("cover the whole text; blocking wins where marks overlap", () => {
    const text = "保证最好看";
    const marks = marksIn(text, [
      finding({ span: "保证最好", start: 0, end: 4, level: "warn" }),
      finding({ span: "最好", start: 2, end: 4 }),
    ]);
    const parts = segments(text, marks);
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(parts.map((part) => part.level)).toEqual(["warn", "block", null]);
  });

  it("a text without findings is one plain part", () => {
    expect(segments("你好", [])).toEqual([{ start: 0, text: "你好", level: null }]);
    expect(segments("", [])).toEqual([]);
  });
});

describe("rewrite", () => {
  it("takes the whole line where there is one, else the words of the finding", () => {
    const text = "面料最好的";
    const marks = marksIn(text, [finding({ start: 2, end: 4, rewrite: "很好" })]);
    expect(rewritten(text, marks, "面料是纯棉的")).toBe("面料是纯棉的");
    expect(rewritten(text, marks, null)).toBe("面料很好的");
    expect(rewritten(text, [], null)).toBeNull();
  });
});
