import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Popconfirm from "antd/es/popconfirm";
import { useState } from "react";
import { sentence, type Texts, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State, type Tone } from "../../parts/State";
import { When } from "../../parts/When";
import type { Activity } from "../../protocol/types";
import page from "../page.module.css";
import { ActivityForm } from "./ActivityForm";
import type { RoomProps } from "./Rules";
import styles from "./rules.module.css";
import { useActivities, useOfferActs } from "./useOffers";

const TONES: Record<Activity["state"], Tone> = { running: "good", upcoming: "waiting", ended: "plain", off: "plain" };

/** What may be said of the shop's offers, and until when. */
export function Activities({ shop, leads, zone }: RoomProps) {
  const t = useText();
  const cards = useActivities(shop);
  const [open, setOpen] = useState<Activity | "new" | null>(null);
  return (
    <>
      <p className={page.lead}>{t.offers.hint}</p>
      {leads ? (
        <div className={styles.bar}>
          <Button type="primary" onClick={() => setOpen("new")} data-testid="activity-add">
            {t.offers.add}
          </Button>
        </div>
      ) : null}
      {cards.isPending ? <Loading rows={6} /> : null}
      {cards.isError ? <Failed error={cards.error} onRetry={() => cards.refetch()} /> : null}
      {cards.data && !cards.data.length ? <Blank title={t.offers.empty} hint={t.offers.emptyHint} /> : null}
      <ul className={styles.list}>
        {cards.data?.map((card) => (
          <Card key={card.id} card={card} shop={shop} leads={leads} zone={zone} onEdit={() => setOpen(card)} />
        ))}
      </ul>
      {open ? <ActivityForm shop={shop} zone={zone} card={open} onDone={() => setOpen(null)} /> : null}
    </>
  );
}

interface CardProps extends RoomProps {
  card: Activity;
  onEdit(): void;
}

function Card({ card, shop, leads, zone, onEdit }: CardProps) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useOfferActs(shop);
  const end = () =>
    acts.end(card.id).then(
      () => void message.success(t.offers.ended),
      (error: unknown) => void message.error(sentence(t, error)),
    );
  const over = card.state === "ended" || card.state === "off";
  const said: [string, string][] = [
    [t.offers.price, card.price],
    [t.offers.gift, card.gift],
    [t.offers.spoken, card.spoken],
    [t.offers.note, card.note],
  ];
  return (
    <li className={styles.rule} data-testid="activity-card">
      <div className={styles.head}>
        <State tone={TONES[card.state]}>{t.offers.state[card.state]}</State>
        <strong className={styles.said}>{card.title}</strong>
        <span className={styles.value}>{benefitOf(card, t.offers)}</span>
        {card.stock === null ? null : <span className={styles.value}>{t.offers.limited(card.stock)}</span>}
        {leads && card.state !== "off" ? (
          <span className={styles.states}>
            <Button size="small" type="link" onClick={onEdit} data-testid="activity-edit">
              {t.offers.edit}
            </Button>
            <Popconfirm title={t.offers.endAsk} okText={t.offers.end} cancelText={t.common.cancel} onConfirm={end}>
              <Button size="small" type="link" danger data-testid="activity-end">
                {t.offers.end}
              </Button>
            </Popconfirm>
          </span>
        ) : null}
      </div>
      <p className={styles.meta}>
        <When at={card.starts_at} zone={zone} form="long" /> – <When at={card.ends_at} zone={zone} form="long" />
        {" · "}
        {[card.scope, `${t.offers.owner} ${card.owner}`, phrasesOf(card, over, t.offers)].filter(Boolean).join(" · ")}
      </p>
      {said.map(([name, text]) =>
        text ? (
          <p key={name} className={styles.line}>
            {name}: {text}
          </p>
        ) : null,
      )}
    </li>
  );
}

function benefitOf(card: Activity, says: Texts["offers"]): string {
  if (card.checkout) return says.checkoutTag;
  const parts = [
    card.kind,
    card.threshold ? `${says.threshold} ${card.threshold}` : "",
    card.benefit ? `${says.benefit} ${card.benefit}` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

function phrasesOf(card: Activity, over: boolean, says: Texts["offers"]): string {
  if (!card.phrases) return "";
  return over ? says.phrasesOff(card.phrases) : says.phrases(card.phrases);
}
