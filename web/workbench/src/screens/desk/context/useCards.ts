/** Sending an order or a product as a card into the open chat; only in one's own. */
import type { Conversation, OrderView, ProductView, Sku } from "../../../protocol/types";
import { mayWrite, useHold, useShop } from "../../../store/use";

export function useCards(conversation: Conversation) {
  const { desk, session } = useHold();
  const { id, shop, state, agent } = conversation;
  const writes = mayWrite(useShop(shop));
  const base = { shop, conversation: id, internal: false, assisted: false, warned: false };
  return {
    can: writes && state === "assigned" && agent?.id === session.staff.id,
    order: (order: OrderView) => {
      const [first] = order.lines;
      desk.say({
        ...base,
        kind: "order_card",
        body: {
          order: order.number,
          title: first?.title ?? "",
          picture: first?.picture ?? null,
          amount: order.paid_amount,
          status: order.status_text,
          count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
        },
      });
    },
    product: (product: ProductView, sku?: Sku) => {
      const plain = {
        product: product.number,
        title: product.title,
        price: sku?.price ?? product.price_from,
        picture: sku?.picture ?? product.picture,
      };
      desk.say({ ...base, kind: "product_card", body: sku ? { ...plain, sku: sku.number, spec: sku.spec } : plain });
    },
  };
}
