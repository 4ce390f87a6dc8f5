import { useText } from "../../i18n";
import styles from "../page.module.css";
import { NumberField, SwitchField, TagsField } from "./fields";
import type { SectionProps } from "./Settings";

export function AnswerSection({ value, onChange }: SectionProps) {
  const t = useText();
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.settings.sections.answer}</h2>
      <NumberField
        id="response"
        label={t.settings.response}
        hint={t.settings.responseHint}
        min={10}
        max={86_400}
        suffix={t.settings.seconds}
        value={value.response_target_s}
        onChange={(response_target_s) => onChange({ response_target_s })}
        testId="settings-response"
      />
      <SwitchField
        id="auto"
        label={t.settings.autoAssign}
        hint={t.settings.autoAssignHint}
        value={value.auto_assign}
        onChange={(auto_assign) => onChange({ auto_assign })}
      />
      <TagsField
        id="tags"
        label={t.settings.tags}
        hint={t.settings.tagsHint}
        value={value.closing_tags}
        onChange={(closing_tags) => onChange({ closing_tags })}
        testId="settings-tags"
      />
    </section>
  );
}
