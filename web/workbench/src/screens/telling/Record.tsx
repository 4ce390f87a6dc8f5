import { useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import { useState } from "react";
import { tellComposer } from "../../app/ui";
import { comma, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { body, http } from "../../protocol/api";
import { Timeline } from "../actions/Timeline";
import styles from "./telling.module.css";

/** A shopper's record over all orders: counts that may be worth a look, calm wording, report paths. A person decides. */
export function ShopperRecord({ shop, shopper, zone }: { shop: string; shopper: number; zone: string | undefined }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const found = useQuery({
    queryKey: ["record", shop, shopper],
    queryFn: () =>
      body(
        http.GET("/api/shops/{shop}/shoppers/{shopper_id}/record", { params: { path: { shop, shopper_id: shopper } } }),
      ),
    enabled: open,
  });
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)} data-testid="record-open">
        {t.telling.record}
      </Button>
    );
  if (found.isPending) return <Loading rows={4} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  const { lines, patterns, calm, appeals } = found.data;
  return (
    <section className={styles.record} data-testid="record">
      <p className={styles.text}>{t.telling.recordHint}</p>
      <span className={styles.line}>
        {patterns.map((one) => (
          <State key={one.name} tone={one.look ? "waiting" : "plain"}>{`${one.name} ${one.count}`}</State>
        ))}
      </span>
      {calm.map((text) => (
        <Button
          key={text}
          size="small"
          className={styles.say ?? ""}
          onClick={() => tellComposer({ do: "restore", text })}
        >
          {text}
        </Button>
      ))}
      <Timeline lines={lines} zone={zone} />
      <details>
        <summary>{t.telling.appeals}</summary>
        {appeals.map((one) => (
          <p key={one.name} className={styles.text}>
            <strong>{one.name}</strong> {one.route} · {one.limit} · {one.evidence.join(comma())}
          </p>
        ))}
      </details>
    </section>
  );
}
