import Input from "antd/es/input";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

const FLAGS = ["红", "黄", "绿", "蓝", "紫"] as const;

/** What a flag on an order means in this shop. */
export function FlagsSection({ value, onChange }: SectionProps) {
  const t = useText();
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.orderActs.flags}</h2>
      <p>{t.orderActs.flagsHint}</p>
      {FLAGS.map((flag) => (
        <Labelled key={flag} id={`flag-${flag}`} label={t.orderActs.flagName(flag)}>
          <Input
            id={`flag-${flag}`}
            maxLength={40}
            value={value.flags[flag] ?? ""}
            onChange={(event) => onChange({ flags: { ...value.flags, [flag]: event.target.value } })}
            data-testid={`flag-${flag}`}
          />
        </Labelled>
      ))}
    </section>
  );
}
