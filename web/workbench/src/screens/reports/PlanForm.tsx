import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { useEffect, useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import { Labelled } from "../settings/Labelled";
import styles from "./reports.module.css";
import { type Plan, usePlan, useReportActs } from "./useReports";

/** When reports write themselves. */
export function PlanForm({ shop }: { shop: Shop }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const held = usePlan(shop.code);
  const { plan: save } = useReportActs(shop.code);
  const [plan, setPlan] = useState<Plan | null>(null);
  useEffect(() => {
    if (held.data) setPlan(held.data);
  }, [held.data]);
  if (!plan) return null;
  const send = (next: Plan) =>
    save.mutate(next, {
      onSuccess: () => void message.success(t.reports.planSaved),
      onError: (error) => void message.error(sentence(t, error)),
    });
  return (
    <section className={styles.card} aria-label={t.reports.plan}>
      <div className={styles.toggle}>
        <Switch
          checked={plan.on}
          onChange={(on) => send({ ...plan, on })}
          aria-label={t.reports.planOn}
          data-testid="plan-on"
        />
        <span>{t.reports.planOn}</span>
      </div>
      {plan.on ? (
        <div className={styles.fields}>
          <Labelled id="plan-day" label={t.reports.dayAt}>
            <Input
              id="plan-day"
              type="time"
              value={plan.day_at}
              onChange={(e) => setPlan({ ...plan, day_at: e.target.value })}
            />
          </Labelled>
          <Labelled id="plan-weekday" label={t.reports.weekDay}>
            <Select
              id="plan-weekday"
              value={plan.week_day}
              onChange={(week_day) => setPlan({ ...plan, week_day })}
              options={t.reports.weekdays.map((label, value) => ({ value, label }))}
            />
          </Labelled>
          <Labelled id="plan-week" label={t.reports.weekAt}>
            <Input
              id="plan-week"
              type="time"
              value={plan.week_at}
              onChange={(e) => setPlan({ ...plan, week_at: e.target.value })}
            />
          </Labelled>
          <Button className={styles.beside ?? ""} onClick={() => send(plan)} loading={save.isPending}>
            {t.common.save}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
