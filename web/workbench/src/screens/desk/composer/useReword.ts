/** A suggestion in a model's words, growing while it is written; the engine's own words where it cannot be trusted. */
import AntApp from "antd/es/app";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { postLines } from "../../../protocol/lines";
import type { Suggestion } from "../../../protocol/types";
import { useSettings } from "../../../store/queries";

interface State {
  seq: number;
  growing: string | null;
  /** What it came to, once it is checked. */
  reply: string | null;
  facts: Suggestion["facts"];
  model: string | null;
  why: string | null;
}

export function useReword(shop: string, conversation: number, suggestion: Suggestion | null) {
  const t = useText();
  const { message } = AntApp.useApp();
  const on = (useSettings(shop).data?.model ?? "off") !== "off";
  const [held, setHeld] = useState<State | null>(null);
  const mine = held && suggestion && held.seq === suggestion.seq ? held : null;

  const run = async () => {
    if (!suggestion) return;
    const { seq, facts } = suggestion;
    const start: State = { seq, growing: "", reply: null, facts, model: null, why: null };
    const only = (next: State) => setHeld((now) => (now?.seq === seq ? next : now));
    setHeld(start);
    try {
      const path = `/api/shops/${encodeURIComponent(shop)}/conversations/${conversation}/answers/${seq}/reword`;
      const made = await postLines(path, {}, (growing) => only({ ...start, growing }));
      const reply = made.model ? made.text : null;
      only({
        ...start,
        growing: null,
        reply,
        facts: made.model ? made.facts : facts,
        model: made.model,
        why: made.why,
      });
    } catch (error) {
      only({ ...start, growing: null });
      message.error(sentence(t, error));
    }
  };
  return {
    on: on && suggestion !== null && (suggestion.kind === "answer" || suggestion.kind === "clarify"),
    run,
    growing: mine?.growing ?? null,
    busy: mine !== null && mine.growing !== null,
    model: mine?.model ?? null,
    why: mine?.why ?? null,
    /** The suggestion as it stands now: reworded where that could be trusted. */
    suggestion: suggestion && mine?.reply ? { ...suggestion, reply: mine.reply, facts: mine.facts } : suggestion,
  };
}

export type Reword = ReturnType<typeof useReword>;
