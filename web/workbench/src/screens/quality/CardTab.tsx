import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import { useEffect, useState } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import { kindName } from "./Briefs";
import styles from "./quality.module.css";
import { mayPublish } from "./rights";
import { type Card, type CardBody, useCard, useQualityActs } from "./useQuality";

/** The published standard; owners and leads change it and publish anew. */
export function CardTab({ shop }: { shop: Shop }) {
  const card = useCard(shop.code);
  if (card.isPending) return <Loading rows={10} />;
  if (card.isError) return <Failed error={card.error} onRetry={() => card.refetch()} />;
  return <Standard key={card.data.number} shop={shop} view={card.data} />;
}

function Standard({ shop, view }: { shop: Shop; view: Card }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { publish } = useQualityActs(shop.code);
  const [card, setCard] = useState<CardBody>(view.card);
  const [note, setNote] = useState("");
  useEffect(() => setCard(view.card), [view.card]);
  const mine = mayPublish(shop.role);
  const total = Object.values(card.groups).reduce((sum, points) => sum + points, 0);
  const save = () =>
    publish.mutate(
      { card, seen: view.number, note },
      {
        onSuccess: () => void message.success(t.quality.published),
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  const plain = [
    ["other", t.quality.other, -100, 0],
    ["most_praise", t.quality.mostPraise, 0, 20],
    ["bad_from", t.quality.badFrom, 1, 100],
  ] as const;
  return (
    <div className={styles.stack}>
      <h2 className={page.sectionTitle}>{t.quality.cardTitle(view.number)}</h2>
      <p className={styles.quiet}>{view.fair}</p>
      <section className={page.section}>
        <h3 className={page.sectionTitle}>{`${t.quality.groupPoints} · ${total}`}</h3>
        <div className={styles.fields}>
          {view.groups.map(({ key }) => (
            <Labelled key={key} id={`points-${key}`} label={t.quality.groups[key] ?? key}>
              <InputNumber
                id={`points-${key}`}
                min={0}
                max={100}
                disabled={!mine}
                value={card.groups[key] ?? 0}
                onChange={(value) => setCard({ ...card, groups: { ...card.groups, [key]: value ?? 0 } })}
              />
            </Labelled>
          ))}
        </div>
      </section>
      <section className={page.section}>
        <h3 className={page.sectionTitle}>{t.quality.kindPoints}</h3>
        <p className={styles.quiet}>{t.quality.fatalHint}</p>
        <ul className={styles.points}>
          {view.kinds.map(({ kind, praise }) => (
            <li key={kind}>
              <label htmlFor={`kind-${kind}`}>{kindName(t, kind)}</label>
              <InputNumber
                id={`kind-${kind}`}
                size="small"
                min={praise ? 0 : -100}
                max={praise ? 20 : 0}
                disabled={!mine || card.fatal.includes(kind)}
                value={card.points[kind] ?? (praise ? card.praise : card.other) ?? 0}
                onChange={(value) => setCard({ ...card, points: { ...card.points, [kind]: value ?? 0 } })}
              />
              {praise ? null : (
                <Checkbox
                  disabled={!mine}
                  checked={card.fatal.includes(kind)}
                  onChange={(e) =>
                    setCard({
                      ...card,
                      fatal: e.target.checked ? [...card.fatal, kind] : card.fatal.filter((one) => one !== kind),
                    })
                  }
                >
                  {t.quality.fatal}
                </Checkbox>
              )}
            </li>
          ))}
        </ul>
        <div className={styles.fields}>
          {plain.map(([name, label, least, most]) => (
            <Labelled key={name} id={`card-${name}`} label={label}>
              <InputNumber
                id={`card-${name}`}
                min={least}
                max={most}
                disabled={!mine}
                value={card[name] ?? 0}
                onChange={(value) => setCard({ ...card, [name]: value ?? 0 })}
              />
            </Labelled>
          ))}
        </div>
      </section>
      {mine ? (
        <div className={page.bar}>
          <Input
            value={note}
            onChange={(e) => setNote(e.target.value)}
            placeholder={t.quality.note}
            aria-label={t.quality.note}
            maxLength={500}
          />
          <Button type="primary" onClick={save} loading={publish.isPending} data-testid="publish-card">
            {t.quality.publish}
          </Button>
        </div>
      ) : null}
      {view.versions.length ? (
        <section>
          <h3 className={page.sectionTitle}>{t.quality.versions}</h3>
          <ul className={styles.list}>
            {view.versions.map((one) => (
              <li key={one.number} className={styles.quiet}>
                {t.quality.cardTitle(one.number)} · {one.by} · <When at={one.at} zone={shop.timezone} form="long" />{" "}
                {one.note}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
