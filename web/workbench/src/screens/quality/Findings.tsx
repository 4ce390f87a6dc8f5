import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import { mayWrite, useHold } from "../../store/use";
import page from "../page.module.css";
import { AppealDialog } from "./AppealDialog";
import styles from "./quality.module.css";
import type { Detail, Found } from "./useQuality";

interface Props {
  shop: Shop;
  detail: Detail;
  cited: readonly number[];
  onCite(messages: readonly number[]): void;
}

/** What the automatic check found; pressing one shows its messages. */
export function Findings({ shop, detail, cited, onCite }: Props) {
  const t = useText();
  const [about, setAbout] = useState<Found | null>(null);
  return (
    <section className={styles.card}>
      <h2 className={page.sectionTitle}>{t.quality.findings}</h2>
      {detail.findings.length ? (
        <ul className={styles.list}>
          {detail.findings.map((one) => (
            <One
              key={one.id}
              shop={shop}
              detail={detail}
              one={one}
              at={cited.join() === one.messages.join()}
              onCite={() => onCite(one.messages)}
              onAppeal={() => setAbout(one)}
            />
          ))}
        </ul>
      ) : (
        <p className={styles.quiet}>{t.quality.noFindings}</p>
      )}
      {about ? (
        <AppealDialog
          shop={shop}
          inspection={detail.inspection.id}
          wish={{ finding: about.id }}
          onClose={() => setAbout(null)}
        />
      ) : null}
    </section>
  );
}

interface OneProps {
  shop: Shop;
  detail: Detail;
  one: Found;
  at: boolean;
  onCite(): void;
  onAppeal(): void;
}

function One({ shop, detail, one, at, onCite, onAppeal }: OneProps) {
  const t = useText();
  const me = useHold().session.staff;
  const appealed = detail.appeals.some((appeal) => appeal.finding === one.id);
  const open = Date.parse(detail.appeal_until) > Date.now();
  const may = mayWrite(shop) && detail.inspection.agents.includes(me.name) && !one.praise && !one.voided;
  const tone = one.praise ? "good" : one.fatal ? "urgent" : "waiting";
  return (
    <li className={`${styles.found} ${at ? styles.at : ""}`}>
      <button type="button" className={styles.plain} onClick={onCite} data-testid="finding">
        <State tone={one.voided ? "plain" : tone}>{t.quality.kinds[one.kind] ?? one.name}</State>
        <span>{one.voided ? t.quality.voided : one.fatal ? t.quality.fatal : t.quality.points(one.points)}</span>
        <span className={styles.quiet}>{t.quality.sure(one.confidence)}</span>
      </button>
      {one.reason ? <p className={styles.words}>{one.reason}</p> : null}
      <p className={styles.quiet}>
        {t.quality.rule(one.rule)}
        {may && open && !appealed ? (
          <Button size="small" type="link" onClick={onAppeal} data-testid="appeal">
            {t.quality.appeal}
          </Button>
        ) : null}
      </p>
    </li>
  );
}
