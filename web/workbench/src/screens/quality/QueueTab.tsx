import AntApp from "antd/es/app";
import Button from "antd/es/button";
import InputNumber from "antd/es/input-number";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import { Briefs } from "./Briefs";
import { DailyDraw } from "./DailyDraw";
import { drawFields } from "./drawFields";
import styles from "./quality.module.css";
import { mayPublish } from "./rights";
import { type DrawRequest, useCard, useQualityActs, useQueue } from "./useQuality";

/** The sheets that wait for one's own score, and the drawing of more. */
export function QueueTab({ shop, onCard }: { shop: Shop; onCard(): void }) {
  const t = useText();
  const card = useCard(shop.code);
  const queue = useQueue(shop.code);
  if (card.isPending || queue.isPending) return <Loading rows={6} />;
  if (card.isError) return <Failed error={card.error} onRetry={() => card.refetch()} />;
  if (queue.isError) return <Failed error={queue.error} onRetry={() => queue.refetch()} />;
  if (card.data.number === 0)
    return (
      <Blank title={t.quality.notPublished} hint={t.quality.notPublishedHint}>
        {mayPublish(shop.role) ? (
          <Button type="primary" onClick={onCard}>
            {t.quality.toCard}
          </Button>
        ) : null}
      </Blank>
    );
  const entries = new Map(queue.data.map((one) => [one.inspection.id, one]));
  const mark = (id: number) => {
    const entry = entries.get(id);
    const why = (entry?.why ?? []).map((code) => {
      const [name = "", value = ""] = code.split(":");
      return t.quality.plan.why[name]?.(value) ?? "";
    });
    return [t.quality.sources[entry?.source ?? "random"], ...why.filter(Boolean)].join(" · ");
  };
  return (
    <>
      <div className={styles.pair}>
        <Draw shop={shop} />
        <DailyDraw shop={shop} />
      </div>
      {queue.data.length ? (
        <Briefs shop={shop} rows={queue.data.map((one) => one.inspection)} mark={(row) => mark(row.id)} />
      ) : (
        <Blank title={t.quality.emptyQueue} hint={t.quality.emptyQueueHint} />
      )}
    </>
  );
}

function Draw({ shop }: { shop: Shop }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { draw } = useQualityActs(shop.code);
  const [wish, setWish] = useState<Required<DrawRequest>>({ days: 7, by_chance: 5, by_risk: 5, of_new: 5 });
  const fields = drawFields(t);
  const go = () =>
    draw.mutate(wish, {
      onSuccess: ({ drawn }) => void message.success(t.quality.drawn(drawn)),
      onError: (error) => void message.error(sentence(t, error)),
    });
  return (
    <section className={styles.card} aria-labelledby="draw-title">
      <h2 id="draw-title" className={page.sectionTitle}>
        {t.quality.drawTitle}
      </h2>
      <div className={styles.draw}>
        {fields.map(([name, label, most]) => (
          <Labelled key={name} id={`draw-${name}`} label={label}>
            <InputNumber
              id={`draw-${name}`}
              min={name === "days" ? 1 : 0}
              max={most}
              value={wish[name]}
              onChange={(value) => setWish({ ...wish, [name]: value ?? 0 })}
            />
          </Labelled>
        ))}
        <Button type="primary" onClick={go} loading={draw.isPending} data-testid="draw">
          {t.quality.draw}
        </Button>
      </div>
    </section>
  );
}
