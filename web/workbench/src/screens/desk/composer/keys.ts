/** What a key means in the composer. Pure, so that the rules for the IME stand in one place and are tested. */

export interface KeyPress {
  key: string;
  keyCode: number;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  isComposing: boolean;
}

export interface KeyScene {
  /** Between compositionstart and compositionend (some browsers end it before the last keydown). */
  composing: boolean;
  popup: boolean;
  suggestion: boolean;
  empty: boolean;
  editing: boolean;
  /** What Enter alone means; the other one needs Shift or Ctrl. */
  enter?: "send" | "line";
}

export type KeyAction =
  | "send"
  | "next"
  | "previous"
  | "choose"
  | "closePopup"
  | "takeSuggestion"
  | "dismissSuggestion"
  | "editLast"
  | "stopEditing";

/** The IME's own key; Enter, Tab and the arrows belong to it while it composes. */
const IME_KEY = 229;

export function meaning(press: KeyPress, scene: KeyScene): KeyAction | null {
  if (scene.composing || press.isComposing || press.keyCode === IME_KEY) return null;
  const ctrl = (press.ctrlKey || press.metaKey) && !press.altKey;
  if (ctrl && press.key === "Enter" && scene.enter === "line" && !scene.popup) return "send";
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  return scene.popup ? inPopup(press) : plain(press, scene);
}

function inPopup({ key, shiftKey }: KeyPress): KeyAction | null {
  if (key === "ArrowDown") return "next";
  if (key === "ArrowUp") return "previous";
  if ((key === "Enter" || key === "Tab") && !shiftKey) return "choose";
  return key === "Escape" ? "closePopup" : null;
}

function plain({ key, shiftKey }: KeyPress, scene: KeyScene): KeyAction | null {
  if (key === "Enter" && !shiftKey) return scene.enter === "line" ? null : "send";
  if (key === "Tab" && !shiftKey && scene.suggestion) return "takeSuggestion";
  if (key === "ArrowUp" && scene.empty) return "editLast";
  if (key !== "Escape") return null;
  if (scene.suggestion) return "dismissSuggestion";
  return scene.editing ? "stopEditing" : null;
}
