/** Reads from the text before the caret whether a popup is wanted. Pure. */

export type TriggerKind = "phrase" | "mention";

export interface Trigger {
  kind: TriggerKind;
  /** Offset of the sign itself. */
  start: number;
  query: string;
}

/** `/` by itself or as an IME gives it (、 ／). A 、 within a sentence is a comma, so it must open a line. */
const PHRASE = /(?:^|\n|\s)([/／])([^\s/／]{0,20})$|(?:^|\n)(、)([^\s、]{0,20})$/;
/** `@` not within an address such as a@b. */
const MENTION = /(?:^|[^A-Za-z0-9._-])([@＠])([^\s@＠]{0,20})$/;

export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(0, caret);
  const phrase = PHRASE.exec(before);
  if (phrase) return found("phrase", before, phrase[2] ?? phrase[4] ?? "");
  const mention = MENTION.exec(before);
  return mention ? found("mention", before, mention[2] ?? "") : null;
}

function found(kind: TriggerKind, before: string, query: string): Trigger {
  return { kind, start: before.length - query.length - 1, query };
}

/** `text` with the trigger and its query replaced, and where the caret then stands. */
export function replaceTrigger(
  text: string,
  caret: number,
  trigger: Trigger,
  by: string,
): { text: string; caret: number } {
  return { text: text.slice(0, trigger.start) + by + text.slice(caret), caret: trigger.start + by.length };
}
