import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import { mayWrite, useHold } from "../../store/use";
import { GiveDialog } from "./GiveDialog";
import { Items } from "./Items";
import styles from "./shifts.module.css";
import { type Handover, useHandovers, useShiftActs } from "./useShifts";

export function HandoverTab({ shop }: { shop: Shop }) {
  const t = useText();
  const me = useHold().session.staff.id;
  const [writing, setWriting] = useState(false);
  const handovers = useHandovers(shop.code);
  if (handovers.isPending) return <Loading rows={6} />;
  if (handovers.isError) return <Failed error={handovers.error} onRetry={() => handovers.refetch()} />;
  return (
    <>
      {mayWrite(shop) ? (
        <div className={styles.bar}>
          <Button type="primary" onClick={() => setWriting(true)} data-testid="handover-write">
            {t.shifts.give}
          </Button>
        </div>
      ) : null}
      {handovers.data.length ? (
        <ul className={styles.list}>
          {handovers.data.map((one) => (
            <One key={one.id} shop={shop} one={one} me={me} />
          ))}
        </ul>
      ) : (
        <Blank title={t.shifts.empty} hint={t.shifts.emptyHint} />
      )}
      {writing ? <GiveDialog shop={shop} onClose={() => setWriting(false)} /> : null}
    </>
  );
}

function One({ shop, one, me }: { shop: Shop; one: Handover; me: number }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { sign } = useShiftActs(shop.code);
  const mine = one.receiver_id === null || one.receiver_id === me;
  const open = !one.signed_by && one.giver_id !== me && mine && mayWrite(shop);
  return (
    <li className={styles.card} data-testid={`handover-${one.id}`}>
      <div className={styles.head}>
        <strong>{t.shifts.from(one.giver)}</strong>
        <When at={one.at} zone={shop.timezone} form="long" />
        <span className={styles.quiet}>
          {one.receiver_id === me ? t.shifts.forYou : (one.receiver ?? t.shifts.forAll)}
        </span>
        <span className={styles.gap} />
        <State tone={one.signed_by ? "good" : "waiting"}>
          {one.signed_by ? t.shifts.signed(one.signed_by) : t.shifts.waiting}
        </State>
        {open ? (
          <Button
            type="primary"
            size="small"
            loading={sign.isPending}
            onClick={() => sign.mutate(one.id, { onError: (error) => void message.error(sentence(t, error)) })}
            data-testid="handover-sign"
          >
            {t.shifts.sign}
          </Button>
        ) : null}
      </div>
      {one.note ? <p className={styles.words}>{one.note}</p> : null}
      <Items items={one.items} zone={shop.timezone} />
    </li>
  );
}
