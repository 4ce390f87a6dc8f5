import Input from "antd/es/input";
import { useState } from "react";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

export function WordsSection({ value, onChange }: SectionProps) {
  const t = useText();
  // Kept as typed, so that an empty line does not vanish under the fingers.
  const [typed, setTyped] = useState<string | null>(null);
  const lines = (text: string) =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  return (
    <>
      <section className={styles.section}>
        <h2 className={styles.sectionTitle}>{t.settings.sections.words}</h2>
        <Labelled id="greeting" label={t.settings.greeting}>
          <Input.TextArea
            id="greeting"
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={value.greeting}
            onChange={(event) => onChange({ greeting: event.target.value })}
          />
        </Labelled>
        <Labelled id="consent" label={t.settings.consent}>
          <Input.TextArea
            id="consent"
            autoSize={{ minRows: 2 }}
            maxLength={500}
            value={value.consent}
            onChange={(event) => onChange({ consent: event.target.value })}
          />
        </Labelled>
      </section>
      <section className={styles.section}>
        <h2 className={styles.sectionTitle}>{t.settings.sections.web}</h2>
        <Labelled id="origins" label={t.settings.origins} hint={t.settings.originsHint}>
          <Input.TextArea
            id="origins"
            autoSize={{ minRows: 2 }}
            value={typed ?? value.origins.join("\n")}
            onChange={(event) => {
              setTyped(event.target.value);
              onChange({ origins: lines(event.target.value) });
            }}
          />
        </Labelled>
      </section>
    </>
  );
}
