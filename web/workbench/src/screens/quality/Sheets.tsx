import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import { mayWrite, useHold } from "../../store/use";
import page from "../page.module.css";
import { AppealDialog } from "./AppealDialog";
import styles from "./quality.module.css";
import type { Detail, Sheet } from "./useQuality";

/** What people gave, each sheet by itself. */
export function Sheets({ shop, detail }: { shop: Shop; detail: Detail }) {
  const t = useText();
  const me = useHold().session.staff;
  const [about, setAbout] = useState<Sheet | null>(null);
  if (!detail.sheets.length) return null;
  const own = mayWrite(shop) && detail.inspection.agents.includes(me.name);
  const may = (sheet: Sheet) =>
    own && sheet.source !== "redecided" && !detail.appeals.some((appeal) => appeal.sheet === sheet.id);
  return (
    <section className={styles.card} data-testid="sheets">
      <h2 className={page.sectionTitle}>{t.quality.sheets}</h2>
      <ul className={styles.list}>
        {detail.sheets.map((one) => (
          <li key={one.id} className={styles.found}>
            <div className={styles.bar}>
              <strong>{one.by ?? t.quality.anonymous}</strong>
              <State>{t.quality.sources[one.source]}</State>
              <span className={styles.gap} />
              <span>{one.fatal ? t.quality.fatal : t.quality.total(one.score ?? 0)}</span>
              {may(one) ? (
                <Button size="small" type="link" onClick={() => setAbout(one)} data-testid="appeal-sheet">
                  {t.quality.appeal}
                </Button>
              ) : null}
            </div>
            <p className={styles.kinds}>
              {Object.entries(one.lost).map(([key, points]) => (
                <State key={key}>{`${t.quality.groups[key] ?? key} −${points}`}</State>
              ))}
            </p>
            {one.remark ? <p className={styles.words}>{one.remark}</p> : null}
          </li>
        ))}
      </ul>
      {about ? (
        <AppealDialog
          shop={shop}
          inspection={detail.inspection.id}
          wish={{ sheet: about.id }}
          onClose={() => setAbout(null)}
        />
      ) : null}
    </section>
  );
}
