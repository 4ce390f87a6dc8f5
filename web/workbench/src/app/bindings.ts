/** Which keys do what, unless a person has bound them anew. Pure. */

export const ACTIONS = {
  palette: "Mod+KeyK",
  help: "Mod+Slash",
  find: "Mod+Shift+KeyF",
  next: "Alt+ArrowDown",
  previous: "Alt+ArrowUp",
  due: "Alt+KeyJ",
  take: "Alt+KeyA",
  transfer: "Alt+KeyT",
  close: "Alt+KeyW",
  note: "Alt+KeyN",
  rewrite: "Alt+KeyR",
  focus: "Alt+KeyI",
  soothe: "Alt+KeyB",
  callHelp: "Alt+KeyH",
  snooze: "Alt+KeyZ",
  tab1: "Alt+Digit1",
  tab2: "Alt+Digit2",
  tab3: "Alt+Digit3",
  context1: "Alt+Digit4",
  context2: "Alt+Digit5",
  context3: "Alt+Digit6",
  context4: "Alt+Digit7",
  context5: "Alt+Digit8",
} as const;
export type Action = keyof typeof ACTIONS;

/** The keys of the lists and of the panels beside the chat, in the order in which these stand. */
export const LIST_KEYS = ["tab1", "tab2", "tab3"] as const;
export const CONTEXT_KEYS = ["context1", "context2", "context3", "context4", "context5"] as const;
export const ACTION_NAMES = Object.keys(ACTIONS) as Action[];

export interface Pressed {
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** `Alt+Digit1`, `Mod+KeyK`: by place on the keyboard, for Alt with a letter types a sign on a Mac. */
export function chord(event: Pressed): string {
  const mod = event.ctrlKey || event.metaKey ? "Mod+" : "";
  return `${mod}${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${event.code}`;
}

export function bound(action: Action, own: Readonly<Record<string, string>>): string {
  return own[action] ?? ACTIONS[action];
}

/** The action of a chord; what was bound anew goes before a default that it covers. */
export function actionOf(pressed: string, own: Readonly<Record<string, string>>): Action | null {
  const chosen = ACTION_NAMES.find((action) => own[action] === pressed);
  return chosen ?? ACTION_NAMES.find((action) => !own[action] && ACTIONS[action] === pressed) ?? null;
}

const SIGNS: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Slash: "/" };

/** A chord as people read it: "Ctrl+K". */
export function chordText(text: string): string {
  return text
    .split("+")
    .map((part) => (part === "Mod" ? "Ctrl" : (SIGNS[part] ?? part.replace(/^(Key|Digit)/, ""))))
    .join("+");
}

/** Why a chord cannot be taken; null = it can. Without Ctrl, ⌘ or Alt it would get in the way of writing. */
export function refusalOf(
  pressed: string,
  action: Action,
  own: Readonly<Record<string, string>>,
): Action | "modifier" | null {
  if (!/^(Mod|Alt)\+/.test(pressed)) return "modifier";
  const holder = actionOf(pressed, own);
  return holder && holder !== action ? holder : null;
}
