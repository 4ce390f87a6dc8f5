/** Tells the shopper that the shop has read, once the lines are really on a screen that is looked at. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Conversation } from "../../../protocol/types";
import { useDesk, useView } from "../../../store/use";

const SIGNS = ["visibilitychange", "focus", "blur"] as const;

function subscribe(listener: () => void): () => void {
  for (const sign of SIGNS) addEventListener(sign, listener);
  document.addEventListener("visibilitychange", listener);
  return () => {
    for (const sign of SIGNS) removeEventListener(sign, listener);
    document.removeEventListener("visibilitychange", listener);
  };
}

const looked = () => document.visibilityState === "visible" && document.hasFocus();

export function useRead({ id, shop, last_seq, agent_read_seq }: Conversation, mine: boolean): void {
  const desk = useDesk();
  const live = useView((view) => view.link === "open");
  const seen = useSyncExternalStore(subscribe, looked);
  const told = useRef(0);
  useEffect(() => {
    if (!live) told.current = 0;
    if (!live || !mine || !seen || last_seq <= Math.max(agent_read_seq, told.current)) return;
    told.current = last_seq;
    desk.markRead(shop, id, last_seq);
  }, [desk, shop, id, last_seq, agent_read_seq, mine, seen, live]);
}
