import { expect, it } from "vitest";
import { ACTION_NAMES, ACTIONS, actionOf, bound, chord, chordText, refusalOf } from "./bindings";

const press = (part: object) =>
  chord({ code: "KeyA", altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...part });

it("Ctrl and ⌘ are one, keys go by their place", () => {
  expect(press({ ctrlKey: true, code: "KeyK" })).toBe("Mod+KeyK");
  expect(press({ metaKey: true, code: "KeyK" })).toBe("Mod+KeyK");
  expect(press({ altKey: true, shiftKey: true })).toBe("Alt+Shift+KeyA");
});

it("every default is one action's only, and can be taken", () => {
  expect(new Set(Object.values(ACTIONS)).size).toBe(ACTION_NAMES.length);
  for (const action of ACTION_NAMES) {
    expect(actionOf(ACTIONS[action], {})).toBe(action);
    expect(refusalOf(ACTIONS[action], action, {})).toBeNull();
  }
});

it("what is bound anew leaves its old key free", () => {
  const own = { take: "Alt+KeyQ" };
  expect(bound("take", own)).toBe("Alt+KeyQ");
  expect(actionOf("Alt+KeyQ", own)).toBe("take");
  expect(actionOf("Alt+KeyA", own)).toBeNull();
  expect(refusalOf("Alt+KeyA", "close", own)).toBeNull();
});

it("refuses plain keys and keys of others", () => {
  expect(refusalOf("KeyA", "take", {})).toBe("modifier");
  expect(refusalOf("Shift+KeyA", "take", {})).toBe("modifier");
  expect(refusalOf("Alt+KeyW", "take", {})).toBe("close");
});

it("is read as people write it", () => {
  expect(chordText("Mod+Shift+KeyF")).toBe("Ctrl+Shift+F");
  expect(chordText("Alt+ArrowDown")).toBe("Alt+↓");
});
