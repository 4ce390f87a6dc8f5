/** Tells the other side that one writes: when it begins, again every four seconds, and when it ends. */
import { useEffect } from "react";
import { useDesk } from "../../../store/use";

const AGAIN_MS = 4000;
const IDLE_MS = 6000;

export function useTypingSign(shop: string, id: number, writing: boolean): void {
  const desk = useDesk();
  useEffect(() => {
    if (!writing) return;
    let last = Date.now();
    const onKey = () => {
      last = Date.now();
    };
    document.addEventListener("input", onKey, true);
    desk.setTyping(shop, id, true);
    let on = true;
    const timer = setInterval(() => {
      const active = Date.now() - last < IDLE_MS;
      if (active || on) desk.setTyping(shop, id, active);
      on = active;
    }, AGAIN_MS);
    return () => {
      document.removeEventListener("input", onKey, true);
      clearInterval(timer);
      if (on) desk.setTyping(shop, id, false);
    };
  }, [desk, shop, id, writing]);
}
