/**
 * A draft that never loses a word: in this browser at each key, on the server after a pause, on one's other screens
 * as soon as it is there. Of two screens the last writer holds; what is being typed here is never overwritten.
 */
import { useCallback, useEffect, useRef, useState } from "react";
import { body, http } from "../../../protocol/api";
import { useHold, useView } from "../../../store/use";

const PAUSE_MS = 800;
/** So long after a key the words still count as being typed. */
const TYPING_MS = 2500;

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

type Timer = ReturnType<typeof setTimeout> | undefined;

/** `form` "note" stays in this browser: the server keeps the draft of the reply only. */
export function useDraft(shop: string, id: number, form: "reply" | "note", remote: boolean) {
  const { desk, session } = useHold();
  const key = `xiaoer.draft.${session.staff.id}.${id}.${form}`;
  const [text, setText] = useState(() => readLocal(key).text);
  // `at`: the time of what the server is known to have; null = not asked yet.
  const own = useRef({ ...readLocal(key), at: null as string | null, typed: 0, composing: false });
  const timers = useRef<{ save: Timer; follow: Timer }>({ save: undefined, follow: undefined });

  const put = useCallback(
    (now: string, dirty: boolean) => {
      own.current.text = now;
      own.current.dirty = dirty;
      writeLocal(key, { text: now, dirty });
    },
    [key],
  );

  const load = useCallback(async () => {
    const call = http.GET("/api/shops/{shop}/conversations/{conversation_id}", {
      params: { path: { shop, conversation_id: id } },
    });
    const found = await body(call).catch(() => null);
    if (found) desk.putDraft(id, { text: found.draft ?? "", at: found.draft_at ?? "" });
  }, [desk, shop, id]);

  /** Takes what another screen wrote, once nothing is being typed here and nothing here is still to be kept. */
  const follow = useCallback(() => {
    clearTimeout(timers.current.follow);
    const { dirty, at, typed, composing } = own.current;
    const news = desk.read().drafts.get(id);
    if (!news || dirty || (at !== null && news.at <= at)) return;
    const quiet = Date.now() - typed;
    if (composing || quiet < TYPING_MS) {
      timers.current.follow = setTimeout(follow, composing ? TYPING_MS : TYPING_MS - quiet);
      return;
    }
    if (news.text === null) return void load();
    own.current.at = news.at;
    put(news.text, false);
    setText(news.text);
  }, [desk, id, load, put]);

  const save = useCallback(async () => {
    timers.current.save = undefined;
    const now = own.current.text;
    const call = http.PUT("/api/shops/{shop}/conversations/{conversation_id}/draft", {
      params: { path: { shop, conversation_id: id } },
      body: { text: now },
    });
    const kept = await body(call).catch(() => null);
    if (!kept) return;
    own.current.at = kept.at;
    if (own.current.text === now) put(now, false);
    follow();
  }, [shop, id, put, follow]);

  const set = useCallback(
    (next: string) => {
      own.current.typed = Date.now();
      setText(next);
      put(next, remote);
      if (!remote) return;
      clearTimeout(timers.current.save);
      // What was sent is gone from one's other screens at once.
      timers.current.save = setTimeout(save, next ? PAUSE_MS : 0);
    },
    [put, remote, save],
  );

  // At the beginning, and again after each break of the line: keep what is still to be kept, or see what is there.
  const open = useView((view) => view.link === "open");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line's return is the reason to look again
  useEffect(() => {
    if (remote) void (own.current.dirty ? save() : load());
  }, [remote, save, load, open]);

  const news = useView((view) => view.drafts.get(id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: news is the reason to look
  useEffect(() => {
    if (remote) follow();
  }, [remote, follow, news]);

  useEffect(() => {
    const composes = (event: Event) => {
      own.current.composing = event.type === "compositionstart";
    };
    document.addEventListener("compositionstart", composes, true);
    document.addEventListener("compositionend", composes, true);
    const { current } = timers;
    return () => {
      document.removeEventListener("compositionstart", composes, true);
      document.removeEventListener("compositionend", composes, true);
      clearTimeout(current.follow);
      if (current.save === undefined) return;
      clearTimeout(current.save);
      void save();
    };
  }, [save]);

  return [text, set] as const;
}
