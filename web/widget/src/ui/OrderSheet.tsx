import { useCallback } from "preact/hooks";
import type { OrderView, Parcel } from "../core/protocol";
import { when } from "../core/time";
import { money, Thumb } from "./Cards";
import { useUi } from "./context";
import { orderBody } from "./OrderPicker";
import { SheetFrame } from "./SheetFrame";
import { useLoad } from "./useLoad";
import { Failed, Waiting } from "./Waiting";

function ParcelView({ parcel }: { parcel: Parcel }) {
  const { texts } = useUi();
  return (
    <div class="parcel">
      <h4>
        {parcel.courier} {parcel.waybill} <span class="state">{parcel.state}</span>
      </h4>
      {parcel.track.length === 0 && <p class="meta">{texts.orders.noTrack}</p>}
      <ol>
        {parcel.track.map((step) => (
          <li key={step.at + step.text}>
            <span class="meta">{when(Date.parse(step.at), Date.now(), texts)}</span>{" "}
            {step.city ? `【${step.city}】` : ""}
            {step.text}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Detail({ order }: { order: OrderView }) {
  const { client, texts, show } = useUi();
  const status = order.status_text || order.status;
  return (
    <>
      <p class="lead">
        <strong>{texts.statuses[status] ?? status}</strong>
        <span class="meta">{order.number}</span>
      </p>
      {order.lines.map((line) => (
        <div class="line" key={line.product + line.spec}>
          <Thumb src={line.picture} icon="bag" />
          <span class="card-text">
            <span class="card-title">{line.title}</span>
            <span class="card-second">{line.spec}</span>
            <span class="card-value">
              {line.price ? money(line.price) : ""}
              <span class="meta">×{line.quantity}</span>
            </span>
          </span>
        </div>
      ))}
      {(order.receiver || order.address) && (
        <p class="meta">
          {texts.orders.to}:{" "}
          {[order.receiver, order.phone, order.province, order.city, order.address].filter(Boolean).join(" ")}
        </p>
      )}
      {order.parcels.map((parcel) => (
        <ParcelView key={parcel.number} parcel={parcel} />
      ))}
      <button
        type="button"
        class="primary"
        onClick={() => {
          client.send("order_card", orderBody(order));
          show(null);
        }}
      >
        {texts.orders.ask}
      </button>
    </>
  );
}

/** One of the shopper's own orders, with its parcels. */
export function OrderSheet({ number }: { number: string }) {
  const { client, texts } = useUi();
  const { result, retry } = useLoad(useCallback(() => client.orders(), [client]));
  const order = result.state === "here" ? result.value.find((one) => one.number === number) : undefined;
  return (
    <SheetFrame title={texts.orders.detail} testid="xiaoer-order-sheet">
      {result.state === "loading" && <Waiting />}
      {result.state === "failed" && <Failed text={texts.orders.failed} retry={retry} />}
      {result.state === "here" && (order ? <Detail order={order} /> : <p class="empty">{texts.orders.notFound}</p>)}
    </SheetFrame>
  );
}
