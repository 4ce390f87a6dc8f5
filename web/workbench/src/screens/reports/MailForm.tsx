import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Select from "antd/es/select";
import { useEffect, useState } from "react";
import { type Language, sentence, useText } from "../../i18n";
import { State, type Tone } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import { MailTrial } from "./MailTrial";
import styles from "./reports.module.css";
import { type ReportLetter, useMail, useReportActs } from "./useReports";

const TONES: Record<ReportLetter["state"], Tone> = { waiting: "waiting", done: "good", failed: "urgent" };
const SHOWN = 6;

/** Who gets the reports by e-mail, and what came of the newest letters. */
export function MailForm({ shop }: { shop: Shop }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const held = useMail(shop.code);
  const { mail } = useReportActs(shop.code);
  const [receivers, setReceivers] = useState<string[]>([]);
  const [language, setLanguage] = useState<Language>("zh");
  useEffect(() => setReceivers(held.data?.receivers ?? []), [held.data?.receivers]);
  useEffect(() => setLanguage(held.data?.language ?? "zh"), [held.data?.language]);
  if (!held.data) return null;
  const { ready, sender, log } = held.data;
  const save = () =>
    mail.mutate(
      { receivers, language },
      {
        onSuccess: () => void message.success(t.reports.planSaved),
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <section className={styles.card} aria-labelledby="mail-title">
      <h2 id="mail-title" className={page.sectionTitle}>
        {t.reports.mail.title}
      </h2>
      <p className={styles.quiet}>{ready ? t.reports.mail.from(sender) : t.reports.mail.notReady}</p>
      <div className={styles.fields}>
        <div className={styles.receivers}>
          <Labelled id="mail-receivers" label={t.reports.mail.receivers} hint={t.reports.mail.hint}>
            <Select
              id="mail-receivers"
              mode="tags"
              open={false}
              suffixIcon={null}
              value={receivers}
              onChange={setReceivers}
              tokenSeparators={[",", "，", ";", "；", " "]}
              placeholder="name@example.com"
            />
          </Labelled>
        </div>
        <Labelled id="mail-language" label={t.reports.mail.language}>
          <Select
            id="mail-language"
            value={language}
            onChange={setLanguage}
            options={[
              { value: "zh", label: "中文" },
              { value: "en", label: "English" },
            ]}
          />
        </Labelled>
        <Button className={styles.beside ?? ""} onClick={save} loading={mail.isPending} data-testid="save-mail">
          {t.common.save}
        </Button>
      </div>
      <MailTrial shop={shop.code} first={receivers[0] ?? ""} />
      <ul className={styles.lines} data-testid="mail-log">
        {log.slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <State tone={TONES[one.state]}>{t.reports.mail.states[one.state]}</State>
            <span>{`${t.reports.kinds[one.kind]} ${one.day}`}</span>
            <span>{one.receiver}</span>
            <span className={styles.quiet}>
              <When at={one.at} zone={shop.timezone} form="long" />
              {one.attempts > 1 ? ` · ${t.reports.mail.tries(one.attempts)}` : ""}
              {one.said ? ` · ${one.said}` : ""}
            </span>
            {one.next && one.attempts ? (
              <span className={styles.quiet}>
                {t.reports.mail.next} <When at={one.next} zone={shop.timezone} form="long" />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
