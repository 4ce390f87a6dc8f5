import Input from "antd/es/input";
import { useState } from "react";
import { comma, type Texts, useLanguage, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import type { BookChange } from "../../protocol/types";
import { kindName } from "./kinds";
import styles from "./rules.module.css";
import { useBookChanges } from "./useRules";

const TONES: Record<BookChange["what"], Tone> = { new: "good", changed: "waiting", ended: "plain" };
const MONTH_MS = 30 * 86_400_000;

/** What came, changed and ended in the packaged rules since a day. */
export function Changes({ shop }: { shop: string }) {
  const t = useText();
  const [since, setSince] = useState(() => new Date(Date.now() - MONTH_MS).toISOString().slice(0, 10));
  const found = useBookChanges(shop, since);
  const count = (what: BookChange["what"]) => found.data?.changes.filter((one) => one.what === what).length ?? 0;
  const known = found.data?.known_from;
  return (
    <section className={styles.changes} aria-label={t.rules.changes.open} data-testid="rule-changes">
      <div className={styles.bar}>
        <label htmlFor="rule-changes-since">{t.rules.changes.since}</label>
        <Input
          id="rule-changes-since"
          type="date"
          className={styles.day ?? ""}
          value={since}
          onChange={(event) => setSince(event.target.value)}
          data-testid="rule-changes-since"
        />
        {found.data?.changes.length ? (
          <span className={styles.value}>{t.rules.changes.counts(count("new"), count("changed"), count("ended"))}</span>
        ) : null}
      </div>
      {known && known > since ? <p className={styles.meta}>{t.rules.changes.known(known)}</p> : null}
      {found.isPending && since ? <Loading rows={4} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.changes.length ? <Blank title={t.rules.changes.none} /> : null}
      <ul className={styles.list}>
        {found.data?.changes.map((one) => (
          <Changed key={`${one.what}/${one.part}/${one.id}/${one.kind}/${one.day}`} one={one} />
        ))}
      </ul>
    </section>
  );
}

function Changed({ one }: { one: BookChange }) {
  const t = useText();
  const english = useLanguage() === "en";
  const texts = t.rules.changes;
  return (
    <li className={styles.rule} data-testid="rule-changed">
      <div className={styles.head}>
        <State tone={TONES[one.what]}>{texts.what[one.what]}</State>
        <strong className={styles.said}>{(english && one.en) || one.zh || one.id}</strong>
        {one.value ? <span className={styles.value}>{one.value}</span> : null}
      </div>
      <p className={styles.meta}>{about(t, one)}</p>
      {one.what !== "ended" && one.words.length ? (
        <p className={styles.meta}>
          {t.rules.looksFor}: {one.words.join(comma())}
        </p>
      ) : null}
      {one.before ? (
        <p className={styles.line}>
          {texts.before}: {one.before}
        </p>
      ) : null}
      {one.what === "changed" && !one.before ? <p className={styles.meta}>{texts.inside}</p> : null}
    </li>
  );
}

function about(t: Texts, one: BookChange): string {
  const day = one.day ? (one.what === "ended" ? t.rules.until(one.day) : t.rules.since(one.day)) : "";
  return [t.rules.parts[one.part], kindName(t, one.kind), one.id, one.source, day].filter(Boolean).join(" · ");
}
