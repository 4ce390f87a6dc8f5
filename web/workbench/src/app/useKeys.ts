/** Keys that work everywhere on the desk. All need a modifier, so they never get in the way of writing. */
import { useNavigate, useParams } from "@tanstack/react-router";
import { useLayoutEffect } from "react";
import { useActions } from "../screens/desk/actions/useActions";
import { TABS, wantedRows, worst } from "../screens/desk/list/order";
import { useHold } from "../store/use";
import { type Action, actionOf, chord } from "./bindings";
import { preferences } from "./preferences";
import { CONTEXT_TABS, setUi, tellComposer, useUi } from "./ui";

export function useKeys(): void {
  const { desk, session } = useHold();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const { tab, shop, query, filter, sort } = useUi();
  const actions = useActions(id ? Number(id) : null);

  // With the page that one sees: a key pressed the moment a chat opens is about this chat.
  useLayoutEffect(() => {
    const step = (by: 1 | -1) => {
      const all = desk.read().state.conversations.values();
      const rows = wantedRows(all, { tab, me: session.staff.id, shop, query, filter, sort });
      const at = rows.findIndex((row) => String(row.id) === id);
      const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length];
      if (next) void navigate({ to: "/c/$id", params: { id: String(next.id) } });
    };
    const toTab = (i: number) => {
      const one = TABS[i];
      if (one) setUi({ tab: one });
    };
    const toContext = (i: number) => {
      const one = CONTEXT_TABS[i];
      if (one) setUi({ contextTab: one });
    };
    const table: Record<Action, () => void> = {
      palette: () => setUi({ open: "palette" }),
      help: () => setUi({ open: "help" }),
      find: () => void navigate({ to: "/find" }),
      next: () => step(1),
      previous: () => step(-1),
      due: () => {
        const others = [...desk.read().state.conversations.values()].filter((one) => String(one.id) !== id);
        const first = worst(others, session.staff.id);
        if (first) void navigate({ to: "/c/$id", params: { id: String(first.id) } });
      },
      take: () => {
        if (actions.canTake) void actions.take();
        if (actions.canTakeOver) void actions.takeOver();
      },
      transfer: () => actions.canTransfer && setUi({ open: "transfer" }),
      close: () => actions.canClose && setUi({ open: "close" }),
      note: () => tellComposer({ do: "toggleNote" }),
      rewrite: () => tellComposer({ do: "rewrite" }),
      focus: () => tellComposer({ do: "focus" }),
      soothe: () => actions.canClose && void actions.soothe(),
      callHelp: () => {
        if (actions.canClose) setUi({ open: actions.canTakeOver ? "whisper" : "callHelp" });
      },
      snooze: () => actions.canClose && setUi({ open: "snooze" }),
      tab1: () => toTab(0),
      tab2: () => toTab(1),
      tab3: () => toTab(2),
      context1: () => toContext(0),
      context2: () => toContext(1),
      context3: () => toContext(2),
      context4: () => toContext(3),
      context5: () => toContext(4),
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return;
      const action = actionOf(chord(event), preferences().keys);
      if (!action) return;
      event.preventDefault();
      table[action]();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [desk, session, navigate, id, tab, shop, query, filter, sort, actions]);
}
