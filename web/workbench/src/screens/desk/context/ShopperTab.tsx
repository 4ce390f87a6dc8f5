import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { lazily } from "../../../parts/lazily";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import type { Conversation, Visit } from "../../../protocol/types";
import { useConversation, useShopper } from "../../../store/queries";
import { mayWrite, useShop } from "../../../store/use";
import { ShopperRecord } from "../../telling/Record";
import styles from "./context.module.css";
import { Pair, Pairs } from "./Pairs";

const ShopperEditor = lazily(() => import("./ShopperEditor").then((m) => m.ShopperEditor));

export function ShopperTab({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const { shop, shopper, id, visit } = conversation;
  const own = useShop(shop);
  const zone = own?.timezone;
  const writes = mayWrite(own);
  const [editing, setEditing] = useState(false);
  const known = useShopper(shop, shopper.id, visit?.id ?? 0);
  const history = useConversation(shop, id, `${visit?.id}/${visit?.closed_at}/${visit?.stars}`);
  if (known.isPending) return <Loading rows={6} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => known.refetch()} />;
  const { data } = known;
  return (
    <div className={styles.body} data-testid="shopper-tab">
      <div className={styles.titleRow}>
        <h3 className={styles.title}>{data.nick}</h3>
        {writes ? (
          <Button size="small" type="link" onClick={() => setEditing(true)} data-testid="shopper-edit">
            {t.day.edit}
          </Button>
        ) : null}
      </div>
      {editing ? <ShopperEditor shop={shop} shopper={data} onDone={() => setEditing(false)} /> : null}
      <Pairs>
        <Pair name={t.context.level}>{data.level || (data.anonymous ? t.chat.anonymous : t.day.noLevel)}</Pair>
        <Pair name={t.context.tags}>
          {data.tags.length ? (
            <span className={styles.tagRow}>
              {data.tags.map((tag) => (
                <State key={tag}>{tag}</State>
              ))}
            </span>
          ) : (
            t.common.none
          )}
        </Pair>
        <Pair name={t.context.orderCount}>{String(data.orders.length)}</Pair>
        <Pair name={t.context.visits}>{t.context.visitTimes(data.visits)}</Pair>
        <Pair name={t.context.firstSeen}>
          {data.first_seen ? <When at={data.first_seen} zone={zone} form="long" /> : t.common.none}
        </Pair>
        <Pair name={t.context.remark}>{data.remark || t.common.none}</Pair>
      </Pairs>
      {writes && !data.anonymous ? <ShopperRecord shop={shop} shopper={data.id} zone={zone} /> : null}
      <h4 className={styles.subtitle}>{t.context.history}</h4>
      <History visits={history.data?.visits ?? []} zone={zone} chat={id} />
    </div>
  );
}

function History({ visits, zone, chat }: { visits: readonly Visit[]; zone: string | undefined; chat: number }) {
  const t = useText();
  const past = visits.filter((visit) => visit.closed_at);
  if (!past.length) return <p className={styles.quiet}>{t.context.noHistory}</p>;
  return (
    <ul className={styles.visits}>
      {past.map((visit) => (
        <li key={visit.id}>
          <Link
            to="/c/$id"
            params={{ id: String(chat) }}
            search={{ at: visit.opened_seq ?? 1 }}
            title={t.day.visitOpen}
            data-testid="visit-open"
          >
            <When at={visit.opened_at} zone={zone} form="long" />
          </Link>
          {visit.tag ? <State>{visit.tag}</State> : null}
          {visit.stars ? <span title={visit.word ?? undefined}>{t.chat.visitStars(visit.stars)}</span> : null}
          {visit.word ? <span className={styles.quiet}>{visit.word}</span> : null}
          {visit.remark ? <span className={styles.quiet}>{visit.remark}</span> : null}
        </li>
      ))}
    </ul>
  );
}
