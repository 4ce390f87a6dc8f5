/** The actions that the palette offers now. */
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { chooseLanguage, useLanguage, useText } from "../i18n";
import { useActions } from "../screens/desk/actions/useActions";
import { TABS } from "../screens/desk/list/order";
import { useDesk } from "../store/use";
import { chooseTheme } from "../theme/useTheme";
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
  const desk = useDesk();
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
    const chat = [
      actions.canTake ? item(t.actions.take, "Alt+A", () => void actions.take()) : null,
      actions.canTakeOver ? item(t.actions.takeOver, "Alt+A", () => void actions.takeOver()) : null,
      actions.canTransfer ? item(t.actions.transfer, "Alt+T", () => setUi({ open: "transfer" })) : null,
      actions.canClose ? item(t.actions.close, "Alt+W", () => setUi({ open: "close" })) : null,
      actions.canWrite ? item(t.keys.note, "Alt+N", () => tellComposer({ do: "toggleNote" })) : null,
    ].filter((one) => one !== null);
    return [
      ...chat,
      ...TABS.map((tab, i) => item(t.list[tab], `Alt+${i + 1}`, () => setUi({ tab }))),
      ...CONTEXT_TABS.map((tab, i) => item(t.context[tab], `Alt+${i + 4}`, () => setUi({ contextTab: tab }))),
      ...STATUSES.map((status) => item(t.palette.status(t.status[status]), "", () => desk.setStatus(status))),
      ...(["system", "light", "dark"] as const).map((theme) =>
        item(t.palette.theme(t.app.theme[theme]), "", () => chooseTheme(theme)),
      ),
      item(t.app.language, "", () => chooseLanguage(language === "zh" ? "en" : "zh")),
      item(t.app.desk, "", () => void navigate({ to: "/" })),
      item(t.app.help, "Ctrl+/", () => setUi({ open: "help" })),
    ];
  }, [actions, desk, language, navigate, t]);
}
