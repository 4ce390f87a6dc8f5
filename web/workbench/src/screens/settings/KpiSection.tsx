import InputNumber from "antd/es/input-number";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

/** The platform's own response KPIs: what it counts, and the limit that the clock and the reports hold here. */
export function KpiSection({ value, onChange }: SectionProps) {
  const t = useText();
  if (!value.kpi_rules.length) return null;
  const set = (key: string, seconds: number | null) => {
    const { [key]: _, ...rest } = value.kpi_limits;
    const rule = value.kpi_rules.find((one) => one.key === key);
    onChange({ kpi_limits: seconds === null || seconds === rule?.platform_s ? rest : { ...rest, [key]: seconds } });
  };
  return (
    <section className={styles.section} data-testid="settings-kpi">
      <h2 className={styles.sectionTitle}>{t.owner.kpi.title}</h2>
      <p className={styles.lead}>{t.owner.kpi.hint(value.clock_s)}</p>
      {value.kpi_rules.map((rule) => (
        <Labelled
          key={rule.key}
          id={`kpi-${rule.key}`}
          label={rule.text.split("：")[0] ?? rule.key}
          hint={`${rule.text} ${t.owner.kpi.platform(rule.platform_s, rule.hours)} ${rule.source}`}
        >
          <InputNumber
            id={`kpi-${rule.key}`}
            min={5}
            max={3600}
            precision={0}
            suffix={t.settings.seconds}
            value={value.kpi_limits[rule.key] ?? rule.platform_s}
            onChange={(seconds) => set(rule.key, seconds)}
          />
        </Labelled>
      ))}
    </section>
  );
}
