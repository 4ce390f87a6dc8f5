import Button from "antd/es/button";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import page from "../page.module.css";
import { kindName } from "./kinds";
import styles from "./rules.module.css";
import { useLint } from "./useRules";

/** The shop's own texts against today's rules. */
export function Library({ shop }: { shop: string }) {
  const t = useText();
  const lint = useLint(shop);
  const faults = lint.data?.faults ?? [];
  return (
    <>
      <p className={page.lead}>{t.rules.library.hint}</p>
      {lint.isPending ? <Loading rows={8} /> : null}
      {lint.isError ? <Failed error={lint.error} onRetry={() => lint.refetch()} /> : null}
      {lint.data ? (
        <p className={styles.meta} data-testid="lint-night">
          {lint.data.night
            ? t.night.last(lint.data.night.day, lint.data.night.checked, lint.data.night.faults)
            : t.night.none}
          {lint.data.night?.fresh.length ? ` · ${t.night.fresh(lint.data.night.fresh.length)}` : null}
        </p>
      ) : null}
      {lint.data ? (
        <div className={styles.bar}>
          <span data-testid="lint-sum">
            {faults.length
              ? t.rules.library.found(faults.length, lint.data.checked)
              : t.rules.library.clean(lint.data.checked)}
          </span>
          <Button size="small" loading={lint.isFetching} onClick={() => lint.refetch()}>
            {t.rules.library.again}
          </Button>
        </div>
      ) : null}
      <ul className={styles.list}>
        {faults.map((fault) => (
          <li key={`${fault.where}/${fault.field}`} className={styles.rule}>
            <div className={styles.head}>
              <State tone={fault.verdict === "block" ? "urgent" : "waiting"}>{t.rules.level[fault.verdict]}</State>
              {fault.fresh ? <State tone="accent">{t.night.isNew}</State> : null}
              <strong className={styles.said}>{fault.text}</strong>
            </div>
            <p className={styles.meta}>
              {fault.field} · {fault.where}
            </p>
            {fault.findings.map((one) => (
              <p key={`${one.kind}/${one.span}`} className={styles.line}>
                “{one.span}” {kindName(t, one.kind)}: {one.reason} ({one.source})
              </p>
            ))}
            {fault.rewrite ? (
              <p className={styles.line}>
                {t.rules.sayInstead}: {fault.rewrite}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
