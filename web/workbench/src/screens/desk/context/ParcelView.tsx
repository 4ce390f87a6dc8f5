import Button from "antd/es/button";
import Typography from "antd/es/typography";
import { useState } from "react";
import { useText } from "../../../i18n";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import type { Parcel } from "../../../protocol/types";
import styles from "./context.module.css";

const SHOWN = 3;

/** A parcel and its track, newest first; the older part folded. */
export function ParcelView({ parcel, zone }: { parcel: Parcel; zone: string | undefined }) {
  const t = useText();
  const [all, setAll] = useState(false);
  const track = [...parcel.track].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <section className={styles.parcel} data-testid="parcel">
      <h4 className={styles.subtitle}>
        {t.order.parcel} <State tone="accent">{parcel.state}</State>
      </h4>
      <p className={styles.waybill}>
        {parcel.courier}{" "}
        <Typography.Text copyable={{ text: parcel.waybill, tooltips: [t.common.copy, t.common.copied] }}>
          {parcel.waybill}
        </Typography.Text>
      </p>
      {track.length ? null : <p className={styles.quiet}>{t.order.noTrack}</p>}
      <ol className={styles.track}>
        {(all ? track : track.slice(0, SHOWN)).map((step) => (
          <li key={`${step.at}${step.text}`}>
            <span className={styles.quiet}>
              <When at={step.at} zone={zone} form="long" /> {step.city}
            </span>
            <span>{step.text}</span>
          </li>
        ))}
      </ol>
      {track.length > SHOWN ? (
        <Button size="small" type="link" onClick={() => setAll(!all)}>
          {all ? t.order.less : t.order.more}
        </Button>
      ) : null}
    </section>
  );
}
