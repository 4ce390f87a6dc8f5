import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Segmented from "antd/es/segmented";
import { useState } from "react";
import { colon, intentName, sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Gap } from "../../protocol/types";
import { FaqDialog, type Ready } from "./FaqDialog";
import type { TabProps } from "./Robot";
import styles from "./robot.module.css";
import { useGaps, useRobotActs } from "./useRobot";

const DAYS = [7, 30, 90];

/** Questions that were not answered well, in clusters; one press makes an entry. */
export function GapsTab({ shop, leads }: TabProps) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useRobotActs(shop);
  const [days, setDays] = useState(30);
  const [ready, setReady] = useState<Ready | null>(null);
  const gaps = useGaps(shop, days);
  const write = ({ question, samples, products, human, settles }: Gap) =>
    setReady({ wish: { question, similar: samples, products, answer: human, settles } });
  const aside = async (gap: Gap) => {
    try {
      await acts.settle(gap.settles);
      message.success(t.robot.gaps.settled(gap.count));
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <>
      <div className={styles.bar}>
        <Segmented
          value={days}
          onChange={setDays}
          options={DAYS.map((value) => ({ value, label: t.robot.gaps.days(value) }))}
        />
        {gaps.data ? <span className={styles.quiet}>{t.robot.gaps.sum(gaps.data.missed, gaps.data.asked)}</span> : null}
      </div>
      {gaps.isPending ? <Loading rows={6} /> : null}
      {gaps.isError ? <Failed error={gaps.error} onRetry={() => gaps.refetch()} /> : null}
      {gaps.data?.gaps.length === 0 ? <Blank title={t.robot.gaps.empty} hint={t.robot.gaps.emptyHint} /> : null}
      <ul className={styles.list}>
        {gaps.data?.gaps.map((gap) => (
          <li key={gap.key} className={styles.card} data-testid="gap">
            <p className={styles.line}>
              <strong className={styles.grow}>{gap.question}</strong>
              <span className={styles.count}>{t.robot.gaps.count(gap.count, gap.shoppers)}</span>
            </p>
            <p className={styles.line}>
              {Object.entries(gap.reasons).map(([reason, n]) => (
                <State key={reason} tone={reason === "thumb_down" ? "urgent" : "waiting"}>
                  {`${t.robot.gaps.reasons[reason] ?? reason} ${n}`}
                </State>
              ))}
              {gap.intents.map((intent) => (
                <State key={intent}>{intentName(t, intent)}</State>
              ))}
              {gap.products.map((product) => (
                <State key={product}>{product}</State>
              ))}
              <span className={styles.quiet}>
                <When at={gap.last_at} />
              </span>
            </p>
            {gap.samples.length ? (
              <p className={styles.quiet}>
                {t.robot.gaps.samples}
                {colon()}
                {gap.samples.join(" / ")}
              </p>
            ) : null}
            {gap.human ? (
              <p className={styles.said}>
                {t.robot.gaps.human}
                {colon()}
                {gap.human}
              </p>
            ) : null}
            <p className={styles.line}>
              <Button size="small" type="primary" onClick={() => write(gap)} data-testid="gap-make">
                {t.robot.gaps.make}
              </Button>
              {leads ? (
                <Button size="small" onClick={() => void aside(gap)} data-testid="gap-aside">
                  {t.robot.gaps.aside}
                </Button>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
      {ready ? (
        <FaqDialog
          shop={shop}
          title={t.robot.gaps.make}
          ready={ready}
          onSave={async (wish) => {
            const { number } = await acts.add(wish);
            return number ? t.robot.faq.made(number) : t.robot.faq.proposed;
          }}
          onDone={() => setReady(null)}
        />
      ) : null}
    </>
  );
}
