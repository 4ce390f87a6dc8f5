/** A draft that never loses a word: in this browser at each key, on the server after a pause. */
import { useCallback, useEffect, useRef, useState } from "react";
import { body, http } from "../../../protocol/api";
import { useHold } from "../../../store/use";

const PAUSE_MS = 800;

interface Local {
  text: string;
  /** Not yet on the server. */
  dirty: boolean;
}

function readLocal(key: string): Local {
  try {
    return { text: "", dirty: false, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Local>) };
  } catch {
    return { text: "", dirty: false };
  }
}

function writeLocal(key: string, local: Local): void {
  if (!local.text && !local.dirty) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(local));
}

/** Lays words into a chat's composer, behind what is typed there already; the chat sends nothing by itself. */
export function layDraft(staff: number, id: number, words: string): void {
  const key = `xiaoer.draft.${staff}.${id}.reply`;
  const { text } = readLocal(key);
  if (!text.includes(words)) writeLocal(key, { text: text ? `${text}\n${words}` : words, dirty: true });
}

/** `form` "note" stays in this browser: the server keeps the draft of the reply only. */
export function useDraft(shop: string, id: number, form: "reply" | "note", remote: boolean) {
  const { staff } = useHold().session;
  const key = `xiaoer.draft.${staff.id}.${id}.${form}`;
  const [text, setState] = useState(() => readLocal(key).text);
  const touched = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(async () => {
    timer.current = undefined;
    const { text: now } = readLocal(key);
    const call = http.PUT("/api/shops/{shop}/conversations/{conversation_id}/draft", {
      params: { path: { shop, conversation_id: id } },
      body: { text: now },
    });
    const kept = await body(call).then(
      () => true,
      () => false,
    );
    if (kept && readLocal(key).text === now) writeLocal(key, { text: now, dirty: false });
  }, [key, shop, id]);

  const set = useCallback(
    (next: string) => {
      touched.current = true;
      setState(next);
      writeLocal(key, { text: next, dirty: remote });
      if (!remote) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, PAUSE_MS);
    },
    [key, remote, save],
  );

  // What another browser wrote counts, unless there are words here that the server has not seen.
  useEffect(() => {
    if (!remote) return;
    if (readLocal(key).dirty) {
      void save();
      return;
    }
    const call = http.GET("/api/shops/{shop}/conversations/{conversation_id}", {
      params: { path: { shop, conversation_id: id } },
    });
    body(call).then(
      ({ draft }) => {
        if (!touched.current) setState(draft ?? "");
      },
      () => undefined,
    );
  }, [key, shop, id, remote, save]);

  useEffect(
    () => () => {
      if (timer.current === undefined) return;
      clearTimeout(timer.current);
      void save();
    },
    [save],
  );

  return [text, set] as const;
}
