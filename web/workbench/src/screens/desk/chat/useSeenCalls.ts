/** Whoever looks at a chat has seen what he was called to there. */
import { useEffect } from "react";
import { useCalls } from "../../../store/calls";

export function useSeenCalls(shop: string, id: number): void {
  const { calls, see } = useCalls();
  const unseen = calls.some((call) => !call.seen && call.shop === shop && call.conversation === id);
  useEffect(() => {
    if (unseen) void see({ shop, conversation: id });
  }, [see, shop, id, unseen]);
}
