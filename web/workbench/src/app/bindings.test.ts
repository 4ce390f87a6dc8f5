import { expect, it } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { TABS } from "../screens/desk/list/order";
import {
  ACTION_NAMES,
  ACTIONS,
  actionOf,
  bound,
  CONTEXT_KEYS,
  chord,
  chordText,
  LIST_KEYS,
  refusalOf,
} from "./bindings";
import { CONTEXT_TABS } from "./ui";

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

it("each panel beside the chat has a key of its own, named as the panel is", () => {
  expect(CONTEXT_KEYS).toHaveLength(CONTEXT_TABS.length);
  expect(LIST_KEYS).toHaveLength(TABS.length);
  for (const t of [zh, en]) {
    expect(CONTEXT_KEYS.map((key) => t.keys[key])).toEqual(CONTEXT_TABS.map((tab) => t.context[tab]));
    expect(t.keys.contextTabs).toBe(CONTEXT_TABS.map((tab) => t.context[tab]).join(" / "));
  }
});
