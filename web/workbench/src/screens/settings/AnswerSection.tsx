import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

export function AnswerSection({ value, onChange }: SectionProps) {
  const t = useText();
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.settings.sections.answer}</h2>
      <Labelled id="response" label={t.settings.response} hint={t.settings.responseHint}>
        <InputNumber
          id="response"
          min={10}
          max={86_400}
          value={value.response_target_s}
          suffix={t.settings.seconds}
          onChange={(seconds) => seconds !== null && onChange({ response_target_s: seconds })}
          data-testid="settings-response"
        />
      </Labelled>
      <Labelled id="auto" label={t.settings.autoAssign} hint={t.settings.autoAssignHint}>
        <Switch id="auto" checked={value.auto_assign} onChange={(auto_assign) => onChange({ auto_assign })} />
      </Labelled>
      <Labelled id="tags" label={t.settings.tags} hint={t.settings.tagsHint}>
        <Select
          id="tags"
          mode="tags"
          open={false}
          suffixIcon={null}
          value={value.closing_tags}
          onChange={(closing_tags: string[]) => onChange({ closing_tags })}
          data-testid="settings-tags"
        />
      </Labelled>
    </section>
  );
}
