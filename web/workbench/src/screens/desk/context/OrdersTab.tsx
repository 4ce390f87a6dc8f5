import { useText } from "../../../i18n";
import { Blank, Failed, Loading } from "../../../parts/Blank";
import type { Conversation } from "../../../protocol/types";
import { useShopper } from "../../../store/queries";
import styles from "./context.module.css";
import { OrderCard } from "./OrderCard";

export function OrdersTab({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const { shop, shopper, visit } = conversation;
  const known = useShopper(shop, shopper.id, visit?.id ?? 0);
  if (known.isPending) return <Loading rows={8} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => known.refetch()} />;
  if (!known.data.orders.length) return <Blank title={t.context.noOrders} hint={t.context.noOrdersHint} />;
  return (
    <div className={styles.body} data-testid="orders-tab">
      {known.data.orders.map((order, i) => (
        <OrderCard key={order.number} order={order} conversation={conversation} first={i === 0} />
      ))}
    </div>
  );
}
