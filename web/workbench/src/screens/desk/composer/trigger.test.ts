import { describe, expect, it } from "vitest";
import { replaceTrigger, triggerAt } from "./trigger";

const at = (text: string) => triggerAt(text, text.length);

describe("phrases", () => {
  it.each(["/", "／", "、"])("%s opens at the start of a line", (sign) => {
    expect(at(`${sign}cm`)).toEqual({ kind: "phrase", start: 0, query: "cm" });
    expect(at(`好的\n${sign}`)).toEqual({ kind: "phrase", start: 3, query: "" });
  });

  it("/ opens after a space as well, 、 does not", () => {
    expect(at("好的 /fh")?.query).toBe("fh");
    expect(at("好的 、")).toBeNull();
  });

  it("a comma within a sentence and a date are left alone", () => {
    expect(at("红色、黑色")).toBeNull();
    expect(at("10/11")).toBeNull();
    expect(at("/cm 好")).toBeNull();
  });
});

describe("products and colleagues", () => {
  it("@ opens after words, not within an address", () => {
    expect(at("看看@连衣裙")).toEqual({ kind: "mention", start: 2, query: "连衣裙" });
    expect(at("＠茶")).toEqual({ kind: "mention", start: 0, query: "茶" });
    expect(at("a@b")).toBeNull();
  });
});

describe("replacing", () => {
  it("puts the choice in place of sign and query and leaves what follows", () => {
    const text = "亲 /cm，谢谢";
    const trigger = triggerAt(text, 5);
    expect(trigger).not.toBeNull();
    if (trigger) expect(replaceTrigger(text, 5, trigger, "请报身高")).toEqual({ text: "亲 请报身高，谢谢", caret: 6 });
  });
});
