/** After a chat has left one's hands: on to one's own that is due first. */
import { useNavigate } from "@tanstack/react-router";
import { useNarrow } from "../../../parts/useNarrow";
import type { Conversation } from "../../../protocol/types";
import { useHold } from "../../../store/use";
import { inTab, worst } from "../list/order";

/** Goes on and returns whose chat it is; null = nobody waits, one stays. On a phone one stays too: there the list is the way. */
export function useGoOn(): (from: number) => Conversation | null {
  const { desk, session } = useHold();
  const narrow = useNarrow();
  const navigate = useNavigate();
  return (from) => {
    const me = session.staff.id;
    const own = [...desk.read().state.conversations.values()].filter(
      (one) => one.id !== from && inTab(one, "mine", me),
    );
    const next = narrow ? null : worst(own, me);
    if (next) void navigate({ to: "/c/$id", params: { id: String(next.id) } });
    return next;
  };
}
