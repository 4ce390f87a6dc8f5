import { useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import type { Conversation, Visit } from "../../../protocol/types";
import { useConversation, useShopper } from "../../../store/queries";
import { useShop } from "../../../store/use";
import styles from "./context.module.css";
import { Pair, Pairs } from "./Pairs";

export function ShopperTab({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const { shop, shopper, id, visit } = conversation;
  const zone = useShop(shop)?.timezone;
  const known = useShopper(shop, shopper.id, visit?.id ?? 0);
  const history = useConversation(shop, id, `${visit?.id}/${visit?.closed_at}/${visit?.stars}`);
  if (known.isPending) return <Loading rows={6} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => known.refetch()} />;
  const { data } = known;
  return (
    <div className={styles.body} data-testid="shopper-tab">
      <h3 className={styles.title}>{data.nick}</h3>
      <Pairs>
        <Pair name={t.context.level}>{data.anonymous ? t.chat.anonymous : (data.level ?? t.common.none)}</Pair>
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
      <h4 className={styles.subtitle}>{t.context.history}</h4>
      <History visits={history.data?.visits ?? []} zone={zone} />
    </div>
  );
}

function History({ visits, zone }: { visits: readonly Visit[]; zone: string | undefined }) {
  const t = useText();
  const past = visits.filter((visit) => visit.closed_at);
  if (!past.length) return <p className={styles.quiet}>{t.context.noHistory}</p>;
  return (
    <ul className={styles.visits}>
      {past.map((visit) => (
        <li key={visit.id}>
          <When at={visit.opened_at} zone={zone} form="long" />
          {visit.tag ? <State>{visit.tag}</State> : null}
          {visit.stars ? <span title={visit.word ?? undefined}>{t.chat.visitStars(visit.stars)}</span> : null}
          {visit.word ? <span className={styles.quiet}>{visit.word}</span> : null}
        </li>
      ))}
    </ul>
  );
}
