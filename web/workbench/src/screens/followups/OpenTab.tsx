import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import styles from "./followups.module.css";
import { type Touch, useFollowupActs, useTouches } from "./useFollowups";

/** What waits for a lead's yes, or for somebody to send it by hand. */
export function OpenTab({ shop, leads }: { shop: Shop; leads: boolean }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const touches = useTouches(shop.code, "open");
  const acts = useFollowupActs(shop.code);
  const fail = (error: unknown) => void message.error(sentence(t, error));
  if (touches.isPending) return <Loading rows={6} />;
  if (touches.isError) return <Failed error={touches.error} onRetry={() => touches.refetch()} />;
  if (!touches.data.length) return <Blank title={t.followups.openEmpty} hint={t.followups.openEmptyHint} />;

  const decide = (ids: number[], approve: boolean) =>
    acts.decide.mutate(
      { ids, approve },
      {
        onSuccess: (done) =>
          void message.info(t.followups.decided(done.sent, done.copy_by_hand, done.stopped, done.refused)),
        onError: fail,
      },
    );
  const copy = async (touch: Touch) => {
    await navigator.clipboard.writeText(touch.text);
    message.success(t.followups.copied);
  };
  const waiting = touches.data.filter((one) => one.state === "approval").map((one) => one.id);
  return (
    <>
      {leads && waiting.length > 1 ? (
        <div className={styles.ruleFoot}>
          <Button type="primary" onClick={() => decide(waiting, true)}>
            {t.followups.approve} ({waiting.length})
          </Button>
          <Button onClick={() => decide(waiting, false)}>
            {t.followups.refuse} ({waiting.length})
          </Button>
        </div>
      ) : null}
      <ul className={styles.lines}>
        {touches.data.map((touch) => (
          <li key={touch.id} className={styles.line}>
            <div className={styles.ruleHead}>
              <strong>{touch.nick}</strong>
              <span className={styles.quiet}>
                {touch.rule_name}
                {touch.order ? ` · …${touch.order.slice(-4)}` : ""}
              </span>
              <span className={styles.gap} />
              <When at={touch.at} zone={shop.timezone} form="long" />
              <State tone="waiting">{t.followups.state[touch.state]}</State>
            </div>
            <p className={styles.words}>{touch.text}</p>
            <div className={styles.ruleFoot}>
              {touch.state === "approval" && leads ? (
                <>
                  <Button size="small" type="primary" onClick={() => decide([touch.id], true)}>
                    {t.followups.approve}
                  </Button>
                  <Button size="small" onClick={() => decide([touch.id], false)}>
                    {t.followups.refuse}
                  </Button>
                </>
              ) : null}
              {touch.state === "copy" ? (
                <>
                  <Button size="small" type="primary" onClick={() => void copy(touch).catch(fail)}>
                    {t.followups.copy}
                  </Button>
                  <Button size="small" onClick={() => acts.done.mutate(touch.id, { onError: fail })}>
                    {t.followups.done}
                  </Button>
                </>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
