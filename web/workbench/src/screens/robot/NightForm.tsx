import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { intentName, useText } from "../../i18n";
import { intents } from "../../i18n/zh.intents";
import type { NightPlan } from "../../protocol/types";
import { useView } from "../../store/use";
import { Labelled } from "../settings/Labelled";
import styles from "./robot.module.css";

interface Props {
  shop: string;
  plan: NightPlan;
  disabled: boolean;
  onChange(plan: NightPlan): void;
}

/** What the robot answers alone at night, up to which sum, and who is called when somebody is harmed. */
export function NightForm({ shop, plan, disabled, onChange }: Props) {
  const t = useText();
  const agents = useView((view) => view.state.agents[shop]);
  const set = (part: Partial<NightPlan>) => onChange({ ...plan, ...part });
  const people = [...(agents?.values() ?? [])].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section className={styles.card} data-testid="night">
      <p className={styles.line}>
        <strong className={styles.grow}>{t.robot.night.title}</strong>
        <Switch
          checked={plan.on}
          disabled={disabled}
          aria-label={t.robot.night.title}
          onChange={(on) => set({ on })}
          data-testid="night-on"
        />
      </p>
      <p className={styles.quiet}>{t.robot.night.hint}</p>
      <Labelled id="night-hours" label={t.robot.night.hours} hint={t.robot.night.hoursHint}>
        <Input
          id="night-hours"
          value={plan.hours}
          disabled={disabled}
          onChange={(event) => set({ hours: event.target.value })}
        />
      </Labelled>
      <Labelled id="night-intents" label={t.robot.night.intents} hint={t.robot.night.intentsHint}>
        <Select
          id="night-intents"
          mode="multiple"
          disabled={disabled}
          value={plan.intents}
          maxTagCount="responsive"
          options={Object.keys(intents).map((value) => ({ value, label: intentName(t, value) }))}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(chosen: NightPlan["intents"]) => set({ intents: chosen })}
        />
      </Labelled>
      <Labelled id="night-limit" label={t.robot.night.limit} hint={t.robot.night.limitHint}>
        <InputNumber<number>
          id="night-limit"
          min={0}
          max={1_000_000}
          disabled={disabled}
          value={plan.limit_yuan}
          prefix="¥"
          onChange={(limit_yuan) => limit_yuan !== null && set({ limit_yuan })}
        />
      </Labelled>
      <Labelled id="night-alert" label={t.robot.night.alert} hint={t.robot.night.alertHint}>
        <Select
          id="night-alert"
          mode="multiple"
          disabled={disabled}
          value={plan.alert}
          options={people}
          maxCount={5}
          showSearch={{ optionFilterProp: "label" }}
          onChange={(alert: number[]) => set({ alert })}
        />
      </Labelled>
      <Labelled id="night-words" label={t.robot.night.words}>
        <Input.TextArea
          id="night-words"
          autoSize={{ minRows: 2 }}
          maxLength={500}
          disabled={disabled}
          value={plan.words}
          onChange={(event) => set({ words: event.target.value })}
        />
      </Labelled>
    </section>
  );
}
