import { useCallback } from "preact/hooks";
import type { Body, OrderView } from "../core/protocol";
import { money, Thumb } from "./Cards";
import { useUi } from "./context";
import { SheetFrame } from "./SheetFrame";
import { useLoad } from "./useLoad";
import { Failed, Waiting } from "./Waiting";

/** What the bubble shows until the server's own card is here; only the number is sent. */
export function orderBody(order: OrderView): Body {
  const first = order.lines[0];
  return {
    order: order.number,
    status: order.status_text || order.status,
    count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    title: first?.title ?? order.number,
    ...(order.paid_amount ? { amount: order.paid_amount } : {}),
    ...(first?.picture ? { picture: first.picture } : {}),
  };
}

function Row({ order, onSend }: { order: OrderView; onSend: () => void }) {
  const { texts, show } = useUi();
  const body = orderBody(order);
  const status = body.status ?? "";
  return (
    <li class="pick" data-order={order.number}>
      <button type="button" class="pick-main" onClick={() => show({ name: "order", number: order.number })}>
        <Thumb src={body.picture} icon="order" />
        <span class="card-text">
          <span class="card-title">{body.title}</span>
          <span class="card-second">{order.number}</span>
          <span class="card-value">
            {body.amount ? money(body.amount) : ""}
            <span class="meta">{texts.orders.pieces(body.count ?? 0)}</span>
            <span class="state">{texts.statuses[status] ?? status}</span>
          </span>
        </span>
      </button>
      <button type="button" class="chip strong" data-testid="xiaoer-send-order" onClick={onSend}>
        {texts.orders.send}
      </button>
    </li>
  );
}

export function OrderPicker() {
  const { client, texts, show } = useUi();
  const { result, retry } = useLoad(useCallback(() => client.orders(), [client]));
  const send = (order: OrderView) => {
    client.send("order_card", orderBody(order));
    show(null);
  };
  return (
    <SheetFrame title={texts.orders.title} testid="xiaoer-order-picker">
      {client.anonymous ? (
        <p class="empty">{texts.orders.anonymous}</p>
      ) : result.state === "loading" ? (
        <Waiting />
      ) : result.state === "failed" ? (
        <Failed text={texts.orders.failed} retry={retry} />
      ) : result.value.length === 0 ? (
        <p class="empty">{texts.orders.empty}</p>
      ) : (
        <ul class="picks">
          {result.value.map((order) => (
            <Row key={order.number} order={order} onSend={() => send(order)} />
          ))}
        </ul>
      )}
    </SheetFrame>
  );
}
