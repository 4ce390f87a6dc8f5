import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { comma, useText } from "../../i18n";
import { State } from "../../parts/State";
import page from "../page.module.css";
import { kindName } from "../quality/Briefs";
import styles from "./reports.module.css";
import type { Report } from "./useReports";

/** Refund reasons, unanswered questions, faults of goods, findings, what is open. */
export function Lists({ figures }: { figures: Report["figures"] }) {
  const t = useText();
  const reason = (code: string) => (t.cases.reasons as Record<string, string>)[code] ?? code;
  const waits = Object.entries(figures.open) as [keyof typeof figures.open, number][];
  return (
    <div className={styles.grid}>
      <Block title={t.reports.refunds} empty={!figures.refunds.length}>
        {figures.refunds.map((one) => (
          <li key={one.reason}>
            {reason(one.reason)}
            <span className={styles.quiet}>{t.reports.refundLine(one.count, one.amount.toFixed(2))}</span>
          </li>
        ))}
      </Block>
      <Block title={t.reports.questions} empty={!figures.questions.length}>
        {figures.questions.map((one) => (
          <li key={one.question}>
            {one.question}
            <span className={styles.quiet}>{t.reports.times(one.count)}</span>
            {one.chats.slice(0, 3).map((id) => (
              <Link key={id} to="/c/$id" params={{ id: String(id) }} className={styles.link ?? ""}>
                #{id}
              </Link>
            ))}
          </li>
        ))}
      </Block>
      <Block title={t.reports.faults} empty={!figures.faults.length}>
        {figures.faults.map((one) => (
          <li key={one.product}>
            {one.name || one.product}
            <span className={styles.quiet}>
              {`${t.reports.cases(one.cases)} · ${one.reasons.map(reason).join(comma())} · ${one.numbers.join(comma())}`}
            </span>
          </li>
        ))}
      </Block>
      <Block title={t.reports.found} empty={!figures.kinds.length}>
        <li className={styles.states}>
          {figures.kinds.map((one) => (
            <State key={one.kind} tone={one.praise ? "good" : "plain"}>
              {`${kindName(t, one.kind)} ${one.count}`}
            </State>
          ))}
        </li>
      </Block>
      <Block title={t.reports.waits} empty={false}>
        <li className={styles.states}>
          {waits.map(([name, n]) => (
            <State key={name} tone={n && name === "overdue" ? "urgent" : "plain"}>
              {`${t.reports.waiting[name]} ${n}`}
            </State>
          ))}
        </li>
      </Block>
    </div>
  );
}

function Block({ title, empty, children }: { title: string; empty: boolean; children: ReactNode }) {
  const t = useText();
  return (
    <section className={styles.card}>
      <h2 className={page.sectionTitle}>{title}</h2>
      {empty ? <p className={styles.quiet}>{t.reports.nothing}</p> : <ul className={styles.lines}>{children}</ul>}
    </section>
  );
}
