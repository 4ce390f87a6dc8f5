import type { Texts } from "../../i18n";

/** A kind of finding by its name; other kinds of rules need none. */
export function kindName(t: Texts, kind: string): string {
  return t.rules.kinds[kind as keyof Texts["rules"]["kinds"]] ?? "";
}
