import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import styles from "./registers.module.css";
import { type Slip, useSlips, useTick } from "./useRegisters";

const TONES = { hold: "urgent", urgent: "waiting" } as const;

/** The packing table's list: what must not leave first, then what hurries; printed or ticked off here. */
export function Packing({ shop, may }: { shop: string; may: boolean }) {
  const t = useText();
  const [packed, setPacked] = useState(false);
  const found = useSlips(shop, packed ? "packed" : "open");
  const tick = useTick(shop);
  const [picked, setPicked] = useState<number[]>([]);
  if (found.isPending) return <Loading rows={8} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  const { slips } = found.data;
  const send = (state: "packed" | "dropped" | "open") =>
    tick.mutate({ ids: picked, state }, { onSuccess: () => setPicked([]) });
  const pick = (id: number, on: boolean) => setPicked(on ? [...picked, id] : picked.filter((one) => one !== id));
  return (
    <>
      <div className={styles.buttons} data-print="no">
        <Checkbox checked={packed} onChange={(event) => setPacked(event.target.checked)}>
          {t.registers.packedOnes}
        </Checkbox>
        {may && picked.length ? (
          <>
            <Button type="primary" onClick={() => send(packed ? "open" : "packed")} data-testid="slips-tick">
              {packed ? t.work.reopen : t.registers.tick(picked.length)}
            </Button>
            <Button onClick={() => send("dropped")}>{t.registers.states.dropped}</Button>
          </>
        ) : null}
        <Button onClick={() => window.print()} data-testid="slips-print">
          {t.registers.print}
        </Button>
        <Button href={`/api/shops/${shop}/packing/export?state=${packed ? "packed" : "open"}`}>{t.cases.export}</Button>
      </div>
      {slips.length ? (
        <ul className={styles.slips} data-testid="slips">
          {slips.map((slip) => (
            <Row key={slip.id} slip={slip} picked={picked.includes(slip.id)} may={may} onPick={pick} />
          ))}
        </ul>
      ) : (
        <Blank title={t.registers.noSlips} hint={t.registers.noSlipsHint} />
      )}
    </>
  );
}

interface RowProps {
  slip: Slip;
  picked: boolean;
  may: boolean;
  onPick(id: number, on: boolean): void;
}

function Row({ slip, picked, may, onPick }: RowProps) {
  const t = useText();
  return (
    <li className={styles.slip} data-testid="slip" data-kind={slip.kind}>
      {may ? (
        <Checkbox
          checked={picked}
          onChange={(event) => onPick(slip.id, event.target.checked)}
          aria-label={`${slip.order} ${slip.text}`}
        />
      ) : null}
      <State tone={TONES[slip.kind as keyof typeof TONES] ?? "accent"}>{t.registers.packKinds[slip.kind]}</State>
      <div className={styles.grow}>
        <strong>{slip.text}</strong>
        <span className={styles.meta}>{slip.goods}</span>
      </div>
      <span className={styles.meta}>
        {slip.order} · {slip.nick}
        {slip.packed_by ? ` · ${slip.packed_by}` : ""}
      </span>
      <span className={styles.box} aria-hidden />
    </li>
  );
}
