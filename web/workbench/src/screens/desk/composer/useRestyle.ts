/** What is typed, polished, shortened, softened or translated; it can be taken back. */
import AntApp from "antd/es/app";
import { useRef, useState } from "react";
import { sentence, useText } from "../../../i18n";
import { postLines } from "../../../protocol/lines";

export const STYLES = ["polish", "shorten", "soften", "translate"] as const;
export type Style = (typeof STYLES)[number];

export interface Restyled {
  before: string;
  after: string;
  /** Whose words; null = by rules. */
  model: string | null;
  why: string | null;
}

export function useRestyle(shop: string, conversation: number, text: string, setText: (text: string) => void) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Restyled | null>(null);
  const turn = useRef(0);

  const run = async (how: Style) => {
    const before = text;
    if (!before.trim() || busy) return;
    const mine = ++turn.current;
    setBusy(true);
    setDone(null);
    try {
      const wish = { text: before, how, conversation, language: how === "translate" ? t.robot.restyle.language : "" };
      const path = `/api/shops/${encodeURIComponent(shop)}/restyle`;
      const made = await postLines(path, wish, (grown) => mine === turn.current && setText(grown));
      if (mine !== turn.current) return;
      setText(made.text);
      setDone({ before, after: made.text, model: made.model, why: made.why });
    } catch (error) {
      setText(before);
      message.error(sentence(t, error));
    } finally {
      setBusy(false);
    }
  };
  /** Only while the text stands as it was made: what was typed since is never lost. */
  const shown = done && done.after === text ? done : null;
  const undo = () => {
    if (shown) setText(shown.before);
    setDone(null);
  };
  return { busy, run, done: shown, undo };
}
