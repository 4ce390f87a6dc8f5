/** The actions that the palette offers now. */
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { chooseLanguage, useLanguage, useText } from "../i18n";
import { useActions } from "../screens/desk/actions/useActions";
import { TABS } from "../screens/desk/list/order";
import { useHold } from "../store/use";
import { chooseTheme } from "../theme/useTheme";
import { CONTEXT_KEYS, LIST_KEYS } from "./bindings";
import { useKeyText } from "./keyText";
import { placesFor } from "./places";
import { STATUSES } from "./StatusPicker";
import { CONTEXT_TABS, setUi, tellComposer } from "./ui";

export interface CommandItem {
  key: string;
  text: string;
  side: string;
  run(): void;
}

export function useCommands(id: number | null): CommandItem[] {
  const t = useText();
  const { desk, session } = useHold();
  const key = useKeyText();
  const navigate = useNavigate();
  const language = useLanguage();
  const actions = useActions(id);
  return useMemo(() => {
    const item = (text: string, side: string, run: () => void): CommandItem => ({
      key: `${text}/${side}`,
      text,
      side,
      run,
    });
    const roles = session.shops.map((shop) => shop.role);
    const chat = [
      actions.canTake ? item(t.actions.take, key("take"), () => void actions.take()) : null,
      actions.canTakeOver ? item(t.actions.takeOver, key("take"), () => void actions.takeOver()) : null,
      actions.canTransfer ? item(t.actions.transfer, key("transfer"), () => setUi({ open: "transfer" })) : null,
      actions.canClose ? item(t.actions.close, key("close"), () => setUi({ open: "close" })) : null,
      actions.canClose ? item(t.day.soothe, key("soothe"), () => void actions.soothe()) : null,
      actions.canClose ? item(t.day.snooze, key("snooze"), () => setUi({ open: "snooze" })) : null,
      actions.canClose && !actions.canTakeOver
        ? item(t.day.help, key("callHelp"), () => setUi({ open: "callHelp" }))
        : null,
      actions.canTakeOver ? item(t.day.whisper, key("callHelp"), () => setUi({ open: "whisper" })) : null,
      actions.canWrite ? item(t.keys.note, key("note"), () => tellComposer({ do: "toggleNote" })) : null,
    ].filter((one) => one !== null);
    return [
      ...chat,
      ...TABS.map((tab, i) => item(t.list[tab], key(LIST_KEYS[i] ?? "tab1"), () => setUi({ tab }))),
      ...CONTEXT_TABS.map((tab, i) =>
        item(t.context[tab], key(CONTEXT_KEYS[i] ?? "context1"), () => setUi({ contextTab: tab })),
      ),
      ...STATUSES.map((status) => item(t.palette.status(t.status[status]), "", () => desk.setStatus(status))),
      ...(["system", "light", "dark"] as const).map((theme) =>
        item(t.palette.theme(t.app.theme[theme]), "", () => chooseTheme(theme)),
      ),
      item(t.app.language, "", () => chooseLanguage(language === "zh" ? "en" : "zh")),
      ...placesFor(roles).map((place) => item(place.name(t), "", () => void navigate({ to: place.to }))),
      item(t.day.my, "", () => void navigate({ to: "/my" })),
      item(t.app.help, key("help"), () => setUi({ open: "help" })),
    ];
  }, [actions, desk, key, language, navigate, session, t]);
}
