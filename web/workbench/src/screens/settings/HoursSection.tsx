import Button from "antd/es/button";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useText } from "../../i18n";
import type { Holiday } from "../../protocol/types";
import styles from "../page.module.css";
import own from "./hours.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

/** Business hours: the same every day or per weekday, and holidays over both. */
export function HoursSection({ value, onChange }: SectionProps) {
  const t = useText();
  const perDay = value.week.length === 7;
  const usual = value.service_hours || "09:00-23:00";
  const setDay = (day: number, hours: string) =>
    onChange({ week: value.week.map((held, n) => (n === day ? hours : held)) });
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.owner.hours.title}</h2>
      <p className={styles.lead}>{t.owner.hours.hint}</p>
      <Segmented<"same" | "day">
        value={perDay ? "day" : "same"}
        options={[
          { value: "same", label: t.owner.hours.same },
          { value: "day", label: t.owner.hours.perDay },
        ]}
        onChange={(form) => onChange({ week: form === "day" ? Array<string>(7).fill(usual) : [] })}
        className={own.form ?? ""}
      />
      {perDay ? (
        <div className={own.week}>
          {t.owner.hours.days.map((name, day) => (
            <Labelled key={name} id={`day-${day}`} label={name}>
              <Input
                id={`day-${day}`}
                value={value.week[day] ?? ""}
                placeholder="—"
                onChange={(event) => setDay(day, event.target.value.trim())}
              />
            </Labelled>
          ))}
        </div>
      ) : (
        <Labelled id="hours" label={t.settings.hours}>
          <Input
            id="hours"
            value={value.service_hours}
            onChange={(event) => onChange({ service_hours: event.target.value.trim() })}
            data-testid="settings-hours"
          />
        </Labelled>
      )}
      <Holidays value={value.holidays} onChange={(holidays) => onChange({ holidays })} />
    </section>
  );
}

function Holidays({ value, onChange }: { value: Holiday[]; onChange(holidays: Holiday[]): void }) {
  const t = useText();
  const change = (at: number, part: Partial<Holiday>) =>
    onChange(value.map((held, n) => (n === at ? { ...held, ...part } : held)));
  const add = () => {
    const day = new Date().toISOString().slice(0, 10);
    onChange([...value, { first: day, last: day, hours: "", name: "" }]);
  };
  return (
    <div>
      <h3 className={styles.sectionTitle}>{t.owner.hours.holidays}</h3>
      <p className={styles.lead}>{t.owner.hours.holidaysHint}</p>
      {value.map((one, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a holiday has no name of its own but its place
        <div key={n} className={own.holiday}>
          <Input
            type="date"
            aria-label={t.owner.hours.from}
            value={one.first}
            onChange={(event) => change(n, { first: event.target.value })}
          />
          <Input
            type="date"
            aria-label={t.owner.hours.to}
            value={one.last}
            onChange={(event) => change(n, { last: event.target.value })}
          />
          <Input
            aria-label={t.owner.hours.time}
            placeholder={t.owner.hours.time}
            value={one.hours ?? ""}
            onChange={(event) => change(n, { hours: event.target.value.trim() })}
          />
          <Input
            aria-label={t.owner.hours.name}
            placeholder={t.owner.hours.name}
            maxLength={40}
            value={one.name ?? ""}
            onChange={(event) => change(n, { name: event.target.value })}
          />
          <Button onClick={() => onChange(value.filter((_, other) => other !== n))}>{t.owner.hours.remove}</Button>
        </div>
      ))}
      <Button onClick={add} className={own.add ?? ""}>
        {t.owner.hours.add}
      </Button>
    </div>
  );
}
