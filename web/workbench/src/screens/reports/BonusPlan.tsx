import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import { useEffect, useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import styles from "./reports.module.css";
import { type BonusFormula, useBonusActs, useBonusPlan } from "./useBonus";

const FIRST: BonusFormula = { tiers: [{ start: "0", pct: "1" }], closed_pct: 100, per_order: "0" };

/** The shop's own formula; everybody sees it, the owner changes it. */
export function BonusPlan({ shop }: { shop: Shop }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const held = useBonusPlan(shop.code);
  const { plan: save } = useBonusActs(shop.code);
  const [plan, setPlan] = useState<BonusFormula | null>(null);
  useEffect(() => {
    if (held.data) setPlan(held.data.formula);
  }, [held.data]);
  const owner = shop.role === "owner";
  if (!plan)
    return held.data && owner ? (
      <div className={styles.bar}>
        <Button onClick={() => setPlan(FIRST)}>{t.reports.setFormula}</Button>
      </div>
    ) : null;
  const tier = (at: number, change: Partial<(typeof plan.tiers)[number]>) =>
    setPlan({ ...plan, tiers: plan.tiers.map((one, n) => (n === at ? { ...one, ...change } : one)) });
  const send = () =>
    save.mutate(plan, {
      onSuccess: () => void message.success(t.common.saved),
      onError: (error) => void message.error(sentence(t, error)),
    });
  return (
    <section className={styles.card}>
      <h2 className={page.sectionTitle}>{t.reports.formula}</h2>
      <ul className={styles.lines}>
        {plan.tiers.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier has no name but its place
          <li key={at}>
            <span>{t.reports.tierFrom}</span>
            <Input
              value={one.start}
              onChange={(e) => tier(at, { start: e.target.value })}
              disabled={!owner || at === 0}
              aria-label={t.reports.tierFrom}
              className={styles.small ?? ""}
            />
            <span>{t.reports.tierPct}</span>
            <Input
              value={one.pct}
              onChange={(e) => tier(at, { pct: e.target.value })}
              disabled={!owner}
              aria-label={t.reports.tierPct}
              suffix="%"
              className={styles.small ?? ""}
            />
            {owner && at > 0 ? (
              <Button
                size="small"
                type="text"
                onClick={() => setPlan({ ...plan, tiers: plan.tiers.filter((_, n) => n !== at) })}
              >
                {t.reports.dropTier}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <div className={styles.fields}>
        <Labelled id="bonus-share" label={t.reports.closedPct}>
          <InputNumber
            id="bonus-share"
            min={0}
            max={100}
            disabled={!owner}
            value={plan.closed_pct ?? 100}
            onChange={(value) => setPlan({ ...plan, closed_pct: value ?? 100 })}
          />
        </Labelled>
        <Labelled id="bonus-each" label={t.reports.perOrder}>
          <Input
            id="bonus-each"
            disabled={!owner}
            value={plan.per_order ?? "0"}
            onChange={(e) => setPlan({ ...plan, per_order: e.target.value })}
          />
        </Labelled>
        {owner ? (
          <span className={styles.bar}>
            <Button onClick={() => setPlan({ ...plan, tiers: [...plan.tiers, { start: "10000", pct: "2" }] })}>
              {t.reports.addTier}
            </Button>
            <Button type="primary" onClick={send} loading={save.isPending}>
              {t.common.save}
            </Button>
          </span>
        ) : null}
      </div>
    </section>
  );
}
