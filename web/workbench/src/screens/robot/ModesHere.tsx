import { useMutation, useQueryClient } from "@tanstack/react-query";
import AntApp from "antd/es/app";
import InputNumber from "antd/es/input-number";
import Segmented from "antd/es/segmented";
import { intentName, sentence, useText } from "../../i18n";
import { body, http } from "../../protocol/api";
import type { RobotMode, SettingsChange } from "../../protocol/types";
import { useSettings } from "../../store/queries";
import styles from "./robot.module.css";

const MODES: readonly RobotMode[] = ["off", "suggest", "answer"];

interface Props {
  shop: string;
  intents: readonly string[];
  onSaved(): void;
}

/** What the robot may do with the questions that were just asked; saved as it is changed. */
export function ModesHere({ shop, intents, onSaved }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const settings = useSettings(shop).data;
  const save = useMutation({
    mutationFn: (change: SettingsChange) =>
      body(
        http.PATCH("/api/shops/{shop}/settings", {
          params: { path: { shop } },
          body: { ...change, version: settings?.version ?? null },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["settings", shop] });
      onSaved();
    },
    onError: (error) => {
      message.error(sentence(t, error));
    },
  });
  if (!settings) return null;
  return (
    <div className={styles.modes}>
      <h4 className={styles.part}>{t.robot.bench.settings}</h4>
      <p className={styles.quiet}>{t.robot.bench.settingsHint}</p>
      {intents.map((intent) => (
        <div key={intent} className={styles.line}>
          <span className={styles.intent}>{intentName(t, intent)}</span>
          <Segmented<RobotMode>
            size="small"
            value={settings.robot[intent] ?? "off"}
            options={MODES.map((mode) => ({ value: mode, label: t.settings.modes[mode] }))}
            onChange={(mode) => save.mutate({ robot: { [intent]: mode } })}
            aria-label={intentName(t, intent)}
            data-testid={`bench-mode-${intent}`}
          />
          <InputNumber<number>
            size="small"
            min={0}
            max={100}
            suffix="%"
            aria-label={`${intentName(t, intent)} ${t.robot.bench.threshold}`}
            value={settings.sure_of[intent] ?? settings.sure_pct}
            onPressEnter={(event) => event.currentTarget.blur()}
            onBlur={(event) => {
              const wanted = Number.parseInt(event.target.value, 10);
              const now = settings.sure_of[intent] ?? settings.sure_pct;
              if (Number.isFinite(wanted) && wanted !== now) save.mutate({ sure_of: { [intent]: wanted } });
            }}
          />
        </div>
      ))}
    </div>
  );
}
