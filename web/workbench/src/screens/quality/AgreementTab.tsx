import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { EndDialog } from "./EndDialog";
import styles from "./quality.module.css";
import { type Calibration, useAgreement } from "./useQuality";

/** How far people agree who score the same chats, and calibrations. */
export function AgreementTab({ shop }: { shop: Shop }) {
  const t = useText();
  const found = useAgreement(shop.code);
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  const { agreement, calibrations } = found.data;
  const shown = (kappa: number | null) => (kappa === null ? t.common.none : kappa.toFixed(2));
  return (
    <div className={styles.stack}>
      <p className={styles.quiet}>{t.quality.kappaHint(agreement.goal)}</p>
      <dl className={styles.figures}>
        <div className={styles.figure}>
          <dt>{t.quality.kappa}</dt>
          <dd>{shown(agreement.kappa)}</dd>
          <dd className={styles.quiet}>{t.quality.pairs(agreement.pairs)}</dd>
        </div>
        <div className={styles.figure}>
          <dt>{t.quality.gap}</dt>
          <dd>{agreement.mean_gap === null ? t.common.none : t.quality.gapOf(agreement.mean_gap)}</dd>
        </div>
        <div className={styles.figure}>
          <dt>{t.quality.machine}</dt>
          <dd>{shown(agreement.against_machine.kappa)}</dd>
          <dd className={styles.quiet}>{t.quality.machineOf(agreement.against_machine.chats)}</dd>
        </div>
      </dl>
      {agreement.groups.length ? (
        <p className={styles.kinds}>
          {agreement.groups.map((one) => (
            <State key={one.key}>{`${t.quality.groups[one.key] ?? one.key} ${shown(one.kappa)}`}</State>
          ))}
        </p>
      ) : null}
      <section>
        <h2 className={page.sectionTitle}>{t.quality.calibrations}</h2>
        {calibrations.length ? (
          <ul className={styles.list}>
            {calibrations.map((one) => (
              <One key={one.id} shop={shop} one={one} />
            ))}
          </ul>
        ) : (
          <Blank title={t.quality.calibrations} hint={t.quality.calibrateHint} />
        )}
      </section>
    </div>
  );
}

function One({ shop, one }: { shop: Shop; one: Calibration }) {
  const t = useText();
  const [ending, setEnding] = useState(false);
  const to = { shop: shop.code, id: String(one.inspection) };
  return (
    <li className={styles.card}>
      <div className={styles.bar}>
        <strong>{one.by}</strong>
        <When at={one.at} zone={shop.timezone} form="long" />
        <span>{one.note}</span>
        <span className={styles.gap} />
        <Link to="/quality/$shop/$id" params={to}>
          {one.own_sheet === null ? `#${one.inspection}` : t.quality.toScore}
        </Link>
        {one.ended_at === null ? (
          <Button size="small" onClick={() => setEnding(true)}>
            {t.quality.endCalibration}
          </Button>
        ) : (
          <State tone="good">{`${t.quality.standard} ${one.standard_score}`}</State>
        )}
      </div>
      <p className={styles.kinds}>
        {one.people.map((person) => (
          <State key={person.name} tone={person.off ? "waiting" : person.done ? "good" : "plain"}>
            {`${person.name} ${person.score ?? (person.done ? "✓" : t.quality.waitingPeople)}${
              person.off === null ? "" : ` · ${t.quality.off(person.off)}`
            }`}
          </State>
        ))}
      </p>
      {ending ? <EndDialog shop={shop} calibration={one} onClose={() => setEnding(false)} /> : null}
    </li>
  );
}
