import InputNumber from "antd/es/input-number";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

/** How long chats, pictures and the audit log are kept; 0 = for good. */
export function RetentionSection({ value, onChange }: SectionProps) {
  const t = useText();
  const kinds = [
    { key: "chats_days", label: t.owner.retention.chats },
    { key: "pictures_days", label: t.owner.retention.pictures },
    { key: "audit_days", label: t.owner.retention.audit },
  ] as const;
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.owner.retention.title}</h2>
      <p className={styles.lead}>{t.owner.retention.hint}</p>
      {kinds.map(({ key, label }) => (
        <Labelled key={key} id={key} label={label}>
          <InputNumber
            id={key}
            min={0}
            max={36_500}
            precision={0}
            value={value.retention[key]}
            suffix={t.owner.retention.days}
            onChange={(days) => days !== null && onChange({ retention: { ...value.retention, [key]: days } })}
          />
        </Labelled>
      ))}
    </section>
  );
}
