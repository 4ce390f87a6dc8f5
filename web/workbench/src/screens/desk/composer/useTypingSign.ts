/** Tells the other side that one writes: when it begins, again every four seconds, and when it ends. */
import { useEffect, useRef } from "react";
import { useDesk } from "../../../store/use";

const AGAIN_MS = 4000;
const IDLE_MS = 6000;
const SHOWN_MS = 700;

/** `shown` = leads may see the words themselves: they follow at the most every 0.7 s. */
export function useTypingSign(shop: string, id: number, text: string, shown: boolean): void {
  const desk = useDesk();
  const writing = text !== "";
  const now = useRef(text);
  now.current = text;
  useEffect(() => {
    if (!writing) return;
    let last = Date.now();
    let told = shown ? now.current : undefined;
    const onKey = () => {
      last = Date.now();
    };
    const words = () => (shown ? now.current : undefined);
    document.addEventListener("input", onKey, true);
    desk.setTyping(shop, id, true, told);
    let on = true;
    const timer = setInterval(() => {
      const active = Date.now() - last < IDLE_MS;
      if (active || on) desk.setTyping(shop, id, active, active ? words() : undefined);
      on = active;
    }, AGAIN_MS);
    const following = shown
      ? setInterval(() => {
          if (now.current === told) return;
          told = now.current;
          desk.setTyping(shop, id, true, told);
        }, SHOWN_MS)
      : undefined;
    return () => {
      document.removeEventListener("input", onKey, true);
      clearInterval(timer);
      clearInterval(following);
      if (on) desk.setTyping(shop, id, false, shown ? "" : undefined);
    };
  }, [desk, shop, id, writing, shown]);
}
