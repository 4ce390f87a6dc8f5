/** Keys that work everywhere on the desk. All need a modifier, so they never get in the way of writing. */
import { useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useActions } from "../screens/desk/actions/useActions";
import { TABS, wantedRows } from "../screens/desk/list/order";
import { useHold } from "../store/use";
import { CONTEXT_TABS, setUi, tellComposer, useUi } from "./ui";

interface Pressed {
  code: string;
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** `Alt+Digit1`, `Mod+KeyK`: by place on the keyboard, for Alt with a letter types a sign on a Mac. */
export function chord(event: Pressed): string {
  const mod = event.ctrlKey || event.metaKey ? "Mod+" : "";
  return `${mod}${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${event.code}`;
}

export function useKeys(): void {
  const { desk, session } = useHold();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const { tab, shop, query } = useUi();
  const actions = useActions(id ? Number(id) : null);

  useEffect(() => {
    const step = (by: 1 | -1) => {
      const all = desk.read().state.conversations.values();
      const rows = wantedRows(all, { tab, me: session.staff.id, shop, query });
      const at = rows.findIndex((row) => String(row.id) === id);
      const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : (at + by + rows.length) % rows.length];
      if (next) void navigate({ to: "/c/$id", params: { id: String(next.id) } });
    };
    const table: Record<string, () => void> = {
      "Mod+KeyK": () => setUi({ open: "palette" }),
      "Mod+Slash": () => setUi({ open: "help" }),
      "Alt+ArrowDown": () => step(1),
      "Alt+ArrowUp": () => step(-1),
      "Alt+KeyA": () => {
        if (actions.canTake) void actions.take();
        if (actions.canTakeOver) void actions.takeOver();
      },
      "Alt+KeyT": () => actions.canTransfer && setUi({ open: "transfer" }),
      "Alt+KeyW": () => actions.canClose && setUi({ open: "close" }),
      "Alt+KeyN": () => tellComposer({ do: "toggleNote" }),
      "Alt+KeyR": () => tellComposer({ do: "rewrite" }),
      "Alt+KeyI": () => tellComposer({ do: "focus" }),
    };
    TABS.forEach((one, i) => {
      table[`Alt+Digit${i + 1}`] = () => setUi({ tab: one });
    });
    CONTEXT_TABS.forEach((one, i) => {
      table[`Alt+Digit${i + 1 + TABS.length}`] = () => setUi({ contextTab: one });
    });
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return;
      const act = table[chord(event)];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [desk, session, navigate, id, tab, shop, query, actions]);
}
