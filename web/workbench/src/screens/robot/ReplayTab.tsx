import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import Segmented from "antd/es/segmented";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { body, http } from "../../protocol/api";
import type { TabProps } from "./Robot";
import styles from "./robot.module.css";

const DAYS = [1, 7, 30];
const TONES = { worse: "urgent", other: "waiting", better: "good", figures: "plain" } as const;

/** What shoppers asked lately, asked of today's data: the regression test of a customer service. */
export function ReplayTab({ shop }: TabProps) {
  const t = useText();
  const [days, setDays] = useState(7);
  const run = useMutation({
    mutationFn: () =>
      body(http.POST("/api/shops/{shop}/robot/replay", { params: { path: { shop }, query: { days } } })),
  });
  return (
    <>
      <p className={styles.quiet}>{t.robot.replay.hint}</p>
      <div className={styles.bar}>
        <Segmented
          value={days}
          onChange={setDays}
          options={DAYS.map((value) => ({ value, label: t.robot.gaps.days(value) }))}
        />
        <Button type="primary" loading={run.isPending} onClick={() => run.mutate()} data-testid="replay-run">
          {t.robot.replay.run}
        </Button>
        {run.data ? <span className={styles.quiet}>{t.robot.replay.sum(run.data.asked, run.data.same)}</span> : null}
      </div>
      {run.isPending ? <Loading rows={6} /> : null}
      {run.isError ? <Failed error={run.error} onRetry={() => run.mutate()} /> : null}
      {run.data && !run.data.changed.length ? (
        <Blank title={run.data.asked ? t.robot.replay.same : t.robot.replay.empty} />
      ) : null}
      <ul className={styles.list}>
        {run.data?.changed.map((one) => (
          <li key={`${one.conversation}/${one.seq}`} className={styles.card} data-testid="replay-change">
            <p className={styles.line}>
              <State tone={TONES[one.change]}>{t.robot.replay.ways[one.change]}</State>
              <Link
                to="/c/$id"
                params={{ id: String(one.conversation) }}
                search={{ at: one.seq }}
                className={styles.grow ?? ""}
              >
                {one.question}
              </Link>
              {one.liked ? <State tone="good">{t.robot.replay.liked}</State> : null}
              {one.disliked ? <State tone="urgent">{t.robot.replay.disliked}</State> : null}
            </p>
            <dl className={styles.two}>
              <div>
                <dt>
                  {t.robot.replay.was} · {t.suggestion.kind[one.was_kind as keyof typeof t.suggestion.kind]}
                </dt>
                <dd>{one.was}</dd>
              </div>
              <div>
                <dt>
                  {t.robot.replay.now} · {t.suggestion.kind[one.now_kind as keyof typeof t.suggestion.kind]}
                </dt>
                <dd>{one.now}</dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}
