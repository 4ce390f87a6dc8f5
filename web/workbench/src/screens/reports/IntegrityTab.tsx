import { useState } from "react";
import { comma, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { plusDays, today } from "../shifts/days";
import { Days } from "./Days";
import styles from "./reports.module.css";
import { useIntegrity } from "./useBonus";
import type { Span } from "./useReports";

/** What was given away without a return, and what stands far out; for the owner, never a verdict. */
export function IntegrityTab({ shop }: { shop: Shop }) {
  const t = useText();
  const [span, setSpan] = useState<Span>(() => ({
    day: plusDays(today(shop.timezone), -29),
    until: today(shop.timezone),
  }));
  const found = useIntegrity(shop.code, span);
  return (
    <>
      <Days zone={shop.timezone} span={span} onSpan={setSpan} />
      <p className={styles.quiet}>{t.reports.integrityHint}</p>
      {found.isPending ? <Loading rows={5} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.people.length ? <Blank title={t.reports.nothingGiven} /> : null}
      {found.data?.people.length ? (
        <div className={styles.grid}>
          <section className={styles.card}>
            <h2 className={page.sectionTitle}>{t.reports.farOut}</h2>
            {found.data.far.length ? (
              <ul className={styles.lines}>
                {found.data.far.map((one) => (
                  <li key={`${one.name}${one.what}`}>
                    <strong>{one.name}</strong>
                    <State tone="waiting">{t.reports.farOf(one.what, one.value, one.middle)}</State>
                  </li>
                ))}
              </ul>
            ) : (
              <p className={styles.quiet}>{t.reports.nothing}</p>
            )}
          </section>
          <section className={styles.card}>
            <h2 className={page.sectionTitle}>{t.reports.pairs}</h2>
            {found.data.pairs.length ? (
              <ul className={styles.lines}>
                {found.data.pairs.map((one) => (
                  <li key={`${one.name}${one.shopper}`}>
                    <strong>{`${one.name} · ${one.shopper}`}</strong>
                    <span
                      className={styles.quiet}
                    >{`${t.reports.times(one.times)} · ${one.numbers.join(comma())}`}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <p className={styles.quiet}>{t.reports.nothing}</p>
            )}
          </section>
          <section className={styles.card}>
            <h2 className={page.sectionTitle}>{t.reports.givenAway}</h2>
            <ul className={styles.lines}>
              {found.data.people.map((one) => (
                <li key={one.name}>
                  {one.name}
                  <span className={styles.quiet}>{t.reports.refundLine(one.cases, one.amount.toFixed(2))}</span>
                </li>
              ))}
            </ul>
          </section>
        </div>
      ) : null}
    </>
  );
}
