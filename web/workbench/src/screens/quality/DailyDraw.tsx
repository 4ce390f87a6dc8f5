import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Switch from "antd/es/switch";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import { drawFields } from "./drawFields";
import styles from "./quality.module.css";
import { mayPublish } from "./rights";
import { type SamplePlan, useSamplePlan } from "./usePeers";

/** The drawing that the shop does by itself each day. */
export function DailyDraw({ shop }: { shop: Shop }) {
  const { plan, save } = useSamplePlan(shop.code);
  if (!plan.data) return null;
  return <Form key={JSON.stringify(plan.data)} shop={shop} held={plan.data} save={save} />;
}

function Form({ shop, held, save }: { shop: Shop; held: SamplePlan; save: ReturnType<typeof useSamplePlan>["save"] }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [wish, setWish] = useState(held);
  const may = mayPublish(shop.role);
  const fields = drawFields(t);
  const go = () =>
    save.mutate(wish, {
      onSuccess: () => void message.success(t.quality.plan.saved),
      onError: (error) => void message.error(sentence(t, error)),
    });
  return (
    <section className={styles.card} aria-labelledby="plan-title">
      <div className={styles.bar}>
        <h2 id="plan-title" className={page.sectionTitle}>
          {t.quality.plan.title}
        </h2>
        <Switch
          aria-labelledby="plan-title"
          checked={wish.on}
          disabled={!may}
          onChange={(on) => setWish({ ...wish, on })}
        />
      </div>
      <div className={styles.draw}>
        <Labelled id="plan-at" label={t.quality.plan.at}>
          <Input
            id="plan-at"
            type="time"
            value={wish.at}
            disabled={!may}
            onChange={(e) => setWish({ ...wish, at: e.target.value })}
          />
        </Labelled>
        {fields.map(([name, label, most]) => (
          <Labelled key={name} id={`plan-${name}`} label={label}>
            <InputNumber
              id={`plan-${name}`}
              min={name === "days" ? 1 : 0}
              max={most}
              value={wish[name]}
              disabled={!may}
              onChange={(value) => setWish({ ...wish, [name]: value ?? 0 })}
            />
          </Labelled>
        ))}
        {may ? (
          <Button onClick={go} loading={save.isPending} data-testid="save-sample-plan">
            {t.quality.plan.save}
          </Button>
        ) : null}
      </div>
      <p className={styles.quiet}>
        {t.quality.plan.hint} {t.quality.plan.last(held.last_day)}
      </p>
    </section>
  );
}
