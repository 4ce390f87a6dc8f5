/** Asks the wording gate while one types; never stands in the way of typing or sending. */
import { useEffect, useMemo, useState } from "react";
import type { Finding } from "../../../protocol/types";
import { useDesk } from "../../../store/use";
import { marksIn, rewritten } from "./gate";

const PAUSE_MS = 250;

interface Asked {
  text: string;
  verdict: "pass" | "warn" | "block";
  findings: readonly Finding[];
  rewrite: string | null;
}

const NOTHING: Asked = { text: "", verdict: "pass", findings: [], rewrite: null };

export function useGate(shop: string, conversation: number, text: string, on: boolean) {
  const desk = useDesk();
  const [asked, setAsked] = useState(NOTHING);
  const blank = !on || !text.trim();

  useEffect(() => {
    if (blank || text === asked.text) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await desk.check(shop, conversation, text);
      if (answer && wanted) setAsked({ ...answer, text });
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [desk, shop, conversation, text, blank, asked.text]);

  const current = blank ? NOTHING : asked;
  const marks = useMemo(() => marksIn(text, current.findings), [text, current]);
  const fresh = current.text === text;
  return {
    marks,
    /** The verdict on exactly this text; null when it is not known (yet). */
    verdict: fresh && !blank ? current.verdict : null,
    rewrite: rewritten(text, marks, fresh ? current.rewrite : null),
    /** What a refused send brought back counts as an answer about that text. */
    learn: setAsked,
  };
}

export type Gate = ReturnType<typeof useGate>;
