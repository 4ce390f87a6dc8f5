/** The browser's title and favicon show the worst clock among one's own chats and the queue. */
import { useEffect } from "react";
import { useText } from "../i18n";
import { span, urgency } from "../parts/time";
import { useNow } from "../parts/useNow";
import { worst } from "../screens/desk/list/order";
import { useHold, useView } from "../store/use";
import { useMode } from "../theme/useTheme";
import { drawIcon } from "./favicon";
import { usePreferences } from "./preferences";

export function useWorstClock(): void {
  const t = useText();
  const me = useHold().session.staff.id;
  const conversations = useView((view) => view.state.conversations);
  const now = useNow();
  const mode = useMode();
  const { title } = usePreferences();
  const due = worst(conversations.values(), me);
  const by = due?.respond_by ? Date.parse(due.respond_by) : null;
  const since = due?.waiting_since ? Date.parse(due.waiting_since) : null;
  const tone = by !== null && since !== null ? urgency(since, by, now) : null;
  const clock = by === null ? null : `${now > by ? "+" : ""}${span(by - now)}`;
  useEffect(() => {
    document.title = clock && title ? `⏱ ${clock} · ${t.app.name}` : t.app.name;
  }, [clock, t, title]);
  const minutes = by === null ? null : now > by ? "!" : String(Math.min(99, Math.ceil((by - now) / 60_000)));
  useEffect(() => drawIcon(tone, minutes, mode), [tone, minutes, mode]);
}
