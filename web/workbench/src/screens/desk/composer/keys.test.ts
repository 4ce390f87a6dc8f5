import { describe, expect, it } from "vitest";
import { type KeyPress, type KeyScene, meaning } from "./keys";

const press = (key: string, part: Partial<KeyPress> = {}): KeyPress => ({
  key,
  keyCode: 0,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  ...part,
});
const scene = (part: Partial<KeyScene> = {}): KeyScene => ({
  composing: false,
  popup: false,
  suggestion: false,
  empty: false,
  editing: false,
  ...part,
});
const FULL = scene({ popup: true, suggestion: true, empty: true, editing: true });

describe("while an IME composes every key belongs to it", () => {
  it.each(["Enter", "Tab", "ArrowUp", "ArrowDown", "Escape"])("%s", (key) => {
    expect(meaning(press(key), { ...FULL, composing: true })).toBeNull();
    expect(meaning(press(key, { isComposing: true }), FULL)).toBeNull();
    expect(meaning(press(key, { keyCode: 229 }), FULL)).toBeNull();
  });
});

describe("plain writing", () => {
  it("Enter sends and nothing else; Shift+Enter breaks the line", () => {
    expect(meaning(press("Enter"), scene({ suggestion: true }))).toBe("send");
    expect(meaning(press("Enter", { shiftKey: true }), scene())).toBeNull();
  });

  it("Tab takes a suggestion while one shows, else it moves on", () => {
    expect(meaning(press("Tab"), scene({ suggestion: true }))).toBe("takeSuggestion");
    expect(meaning(press("Tab"), scene())).toBeNull();
    expect(meaning(press("Tab", { shiftKey: true }), scene({ suggestion: true }))).toBeNull();
  });

  it("↑ brings back the last line only when nothing is written", () => {
    expect(meaning(press("ArrowUp"), scene({ empty: true }))).toBe("editLast");
    expect(meaning(press("ArrowUp"), scene())).toBeNull();
  });

  it("Esc frees the suggestion first, then the line that is being changed", () => {
    expect(meaning(press("Escape"), scene({ suggestion: true, editing: true }))).toBe("dismissSuggestion");
    expect(meaning(press("Escape"), scene({ editing: true }))).toBe("stopEditing");
    expect(meaning(press("Escape"), scene())).toBeNull();
  });

  it("keys with Ctrl, Alt or ⌘ are left to the page", () => {
    expect(meaning(press("Enter", { altKey: true }), scene())).toBeNull();
    expect(meaning(press("ArrowUp", { altKey: true }), scene({ empty: true }))).toBeNull();
  });
});

it("Enter makes a line where a person wants it so, and Ctrl+Enter sends", () => {
  expect(meaning(press("Enter"), scene({ enter: "line" }))).toBeNull();
  expect(meaning(press("Enter", { ctrlKey: true }), scene({ enter: "line" }))).toBe("send");
  expect(meaning(press("Enter", { ctrlKey: true }), scene())).toBeNull();
  expect(meaning(press("Enter", { ctrlKey: true, isComposing: true }), scene({ enter: "line" }))).toBeNull();
});

describe("in a popup", () => {
  it.each([
    ["Enter", "choose"],
    ["Tab", "choose"],
    ["ArrowDown", "next"],
    ["ArrowUp", "previous"],
    ["Escape", "closePopup"],
  ])("%s means %s", (key, action) => {
    expect(meaning(press(key), FULL)).toBe(action);
  });
});
