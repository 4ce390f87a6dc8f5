import { Link } from "@tanstack/react-router";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import styles from "./quality.module.css";
import { type Appeal, useAppeals } from "./useQuality";

export const APPEAL_TONES: Record<Appeal["state"], Tone> = { open: "waiting", granted: "good", refused: "plain" };

/** Appeals, the open ones first; they are decided on the chat's page. */
export function AppealsTab({ shop }: { shop: Shop }) {
  const t = useText();
  const appeals = useAppeals(shop.code);
  if (appeals.isPending) return <Loading rows={5} />;
  if (appeals.isError) return <Failed error={appeals.error} onRetry={() => appeals.refetch()} />;
  if (!appeals.data.length) return <Blank title={t.quality.noAppeals} hint={t.quality.noAppealsHint} />;
  return (
    <ul className={styles.list}>
      {appeals.data.map((one) => (
        <li key={one.id} className={styles.card} data-testid="appeal-box">
          <div className={styles.bar}>
            <strong>{one.by}</strong>
            <When at={one.at} zone={shop.timezone} form="long" />
            <State tone={APPEAL_TONES[one.state]}>{t.quality.appealStates[one.state]}</State>
            <span className={styles.quiet}>
              {t.quality.against(one.finding === null ? t.quality.aSheet : t.quality.aFinding)}
            </span>
            <span className={styles.gap} />
            <Link to="/quality/$shop/$id" params={{ shop: shop.code, id: String(one.inspection) }}>
              #{one.inspection}
            </Link>
          </div>
          <p className={styles.words}>{one.text}</p>
          {one.answer ? <p className={styles.answer}>{`${one.decided_by ?? ""}：${one.answer}`}</p> : null}
        </li>
      ))}
    </ul>
  );
}
