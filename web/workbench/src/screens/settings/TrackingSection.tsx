import { useQuery } from "@tanstack/react-query";
import Alert from "antd/es/alert";
import Switch from "antd/es/switch";
import { useText } from "../../i18n";
import { When } from "../../parts/When";
import { body, http } from "../../protocol/api";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

/** 物流查询: whether parcels under way are asked about, and what keeps the service from answering. */
export function TrackingSection({ value, onChange, shop }: SectionProps & { shop: string }) {
  const t = useText().owner.tracking;
  const seen = useQuery({
    queryKey: ["tracking", shop],
    queryFn: () => body(http.GET("/api/shops/{shop}/tracking", { params: { path: { shop } } })),
  }).data;
  if (!seen) return null;
  const here = seen.service !== "";
  return (
    <section className={styles.section} data-testid="settings-tracking">
      <h2 className={styles.sectionTitle}>{t.title}</h2>
      <p className={styles.lead}>{here ? t.hint(t.services[seen.service] ?? seen.service, seen.minutes) : t.none}</p>
      <Labelled id="parcel_tracking" label={t.on}>
        <Switch
          id="parcel_tracking"
          disabled={!here}
          checked={here && value.parcel_tracking}
          onChange={(parcel_tracking) => onChange({ parcel_tracking })}
        />
      </Labelled>
      {here && seen.on ? (
        <p className={styles.lead}>
          {t.watched(seen.watched, seen.due)} {seen.looked_at ? <When at={seen.looked_at} /> : null}
        </p>
      ) : null}
      {seen.trouble ? <Alert type="warning" showIcon title={t.rests} description={seen.trouble} /> : null}
      {seen.silent.length > 0 ? (
        <details>
          <summary>{t.silent(seen.silent.length)}</summary>
          <ul>
            {seen.silent.map((one) => (
              <li key={`${one.order} ${one.waybill}`}>
                {one.order} · {one.said}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
