import InputNumber from "antd/es/input-number";
import Segmented from "antd/es/segmented";
import Select from "antd/es/select";
import { Fragment } from "react";
import { intentName, useText } from "../../i18n";
import { intents } from "../../i18n/zh.intents";
import { type RobotMode, TEAMS, type Team } from "../../protocol/types";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

const MODES: readonly RobotMode[] = ["off", "suggest", "answer"];

/** What the robot does with each kind of question, and which team answers it otherwise. */
export function RobotSection({ value, onChange }: SectionProps) {
  const t = useText();
  const known = Object.keys(intents);
  const all = [...known, ...Object.keys(value.robot).filter((intent) => !known.includes(intent))];
  const modes = MODES.map((mode) => ({ value: mode, label: t.settings.modes[mode] }));
  const setAll = (mode: RobotMode) => onChange({ robot: Object.fromEntries(all.map((intent) => [intent, mode])) });
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.settings.sections.robot}</h2>
      <p className={styles.lead}>{t.settings.robotHint}</p>
      <Labelled id="sure_pct" label={t.robot.bench.whole} hint={t.robot.bench.settingsHint}>
        <InputNumber<number>
          id="sure_pct"
          min={0}
          max={100}
          suffix="%"
          value={value.sure_pct}
          onChange={(sure_pct) => sure_pct !== null && onChange({ sure_pct })}
          data-testid="settings-sure"
        />
      </Labelled>
      <div className={styles.intents}>
        <span className={styles.head}>{t.settings.intent}</span>
        <span className={styles.head}>{t.settings.mode}</span>
        <span className={styles.head}>{t.settings.team}</span>
        <strong>{t.settings.setAll}</strong>
        <Segmented<RobotMode | ""> options={modes} value="" onChange={(mode) => mode && setAll(mode)} size="small" />
        <span />
        {all.map((intent) => (
          <Fragment key={intent}>
            <span>{intentName(t, intent)}</span>
            <Segmented<RobotMode>
              size="small"
              options={modes}
              value={value.robot[intent] ?? "off"}
              onChange={(mode) => onChange({ robot: { [intent]: mode } })}
              aria-label={intentName(t, intent)}
              data-testid={`robot-${intent}`}
            />
            <Select
              size="small"
              value={value.team_of[intent] as Team | undefined}
              placeholder={t.common.none}
              aria-label={`${intentName(t, intent)} ${t.settings.team}`}
              options={TEAMS.map((team) => ({ value: team, label: team }))}
              onChange={(team: Team) => onChange({ team_of: { [intent]: team } })}
            />
          </Fragment>
        ))}
      </div>
    </section>
  );
}
