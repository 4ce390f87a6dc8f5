import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useEffect, useRef } from "react";
import { sentence, useLanguage, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import page from "../../page.module.css";
import coaching from "../coaching/coaching.module.css";
import styles from "./backend.module.css";
import { SandboxOrder } from "./SandboxOrder";
import { type SandVerdict, useBackendActs, useDrill } from "./useBackend";

interface Props {
  shop: string;
  id: number;
  onClose(): void;
  onNext(): void;
}

/** One task with its orders of nobody; handed in, it shows what was asked and what was found. */
export function Sandbox({ shop, id, onClose, onNext }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const drill = useDrill(shop, id);
  const language = useLanguage();
  const acts = useBackendActs(shop);
  const top = useRef<HTMLElement>(null);
  const ended = drill.data?.verdict != null;
  useEffect(() => {
    if (ended) top.current?.scrollIntoView({ block: "start" });
  }, [ended]);
  if (drill.isPending) return <Loading rows={6} />;
  if (drill.isError) return <Failed error={drill.error} onRetry={() => drill.refetch()} />;
  const { drill: row, brief, brief_en, orders, verdict, forms, flags } = drill.data;
  const handIn = () =>
    acts.handIn.mutateAsync(id).catch((error: unknown) => {
      message.error(sentence(t, error));
    });
  return (
    <section ref={top} className={page.section} data-testid="sandbox">
      <header className={styles.head}>
        <h2 className={styles.title}>{t.backend.kinds[row.kind]}</h2>
        <State tone="accent">{t.backend.sandbox}</State>
        <span className={styles.push} />
        {verdict ? (
          <Button type="primary" onClick={onNext} data-testid="backend-next">
            {t.backend.next}
          </Button>
        ) : (
          <Button type="primary" loading={acts.handIn.isPending} onClick={handIn} data-testid="backend-hand-in">
            {t.backend.handIn}
          </Button>
        )}
        <Button type="text" onClick={onClose}>
          {t.backend.close}
        </Button>
      </header>
      <div className={styles.brief} data-testid="backend-brief">
        {(language === "en" ? brief_en : brief).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      {verdict ? <Verdict verdict={verdict} /> : null}
      <div className={styles.orders}>
        {orders.map((order) => (
          <SandboxOrder key={order.number} shop={shop} drill={id} order={order} forms={forms} flags={flags} />
        ))}
      </div>
    </section>
  );
}

function Verdict({ verdict }: { verdict: SandVerdict }) {
  const t = useText();
  return (
    <div className={styles.verdict} data-passed={verdict.passed} data-testid="backend-verdict">
      <p>
        <strong className={styles.score}>{verdict.score}</strong>{" "}
        <State tone={verdict.passed ? "good" : "urgent"}>{verdict.passed ? t.academy.passed : t.academy.failed}</State>
      </p>
      <ul className={coaching.list}>
        {verdict.checks.map((one) => (
          <li key={one.tells}>
            <State tone={one.met ? "good" : "urgent"}>{one.met ? t.academy.itemOk : t.academy.itemNo}</State>
            <span>{one.tells}</span>
            {one.met ? null : <span className={coaching.meta}>{t.backend.found(one.found)}</span>}
          </li>
        ))}
        {verdict.strayed.map((one) => (
          <li key={one}>
            <State tone="urgent">{t.backend.strayed}</State>
            <span>{one}</span>
          </li>
        ))}
      </ul>
      <p className={coaching.meta}>{verdict.why}</p>
    </div>
  );
}
