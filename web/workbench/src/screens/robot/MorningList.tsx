import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { comma, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { moneyText } from "../../parts/Money";
import { State } from "../../parts/State";
import { useNow } from "../../parts/useNow";
import { When } from "../../parts/When";
import { body, http } from "../../protocol/api";
import styles from "./robot.module.css";

const REFRESH_MS = 60_000;

/** Who wrote while nobody was there, by what is due first, with what the robot has collected. */
export function MorningList({ shop }: { shop: string }) {
  const t = useText();
  const now = useNow();
  const found = useQuery({
    queryKey: ["morning", shop],
    queryFn: () => body(http.GET("/api/shops/{shop}/robot/morning", { params: { path: { shop } } })),
    refetchInterval: REFRESH_MS,
  });
  return (
    <section className={styles.card} data-testid="morning">
      <strong>{t.robot.morning.title}</strong>
      <p className={styles.quiet}>{t.robot.morning.hint}</p>
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data?.entries.length === 0 ? <p className={styles.quiet}>{t.robot.morning.none}</p> : null}
      <ol className={styles.list}>
        {found.data?.entries.map((one) => (
          <li key={one.conversation} className={styles.waiting} data-testid="morning-entry">
            <p className={styles.line}>
              <Link to="/c/$id" params={{ id: String(one.conversation) }} className={styles.grow ?? ""}>
                {one.nick} · {one.wanted.join(comma()) || t.robot.summary.unclear}
              </Link>
              <State tone={Date.parse(one.due_at) <= now ? "urgent" : "waiting"}>{one.why}</State>
              <span className={styles.quiet}>
                <When at={one.due_at} />
              </span>
            </p>
            <p className={styles.said}>{one.open.join(" / ") || one.asked.join(" / ")}</p>
            <p className={styles.line}>
              {one.orders.map((order) => (
                <State
                  key={order.number}
                >{`…${order.number.slice(-6)} ${order.amount ? moneyText(order.amount) : ""}`}</State>
              ))}
              {one.product ? <State>{one.product}</State> : null}
              <State tone={one.mood === "angry" ? "urgent" : "plain"}>{t.mood[one.mood]}</State>
              {one.team ? <State>{one.team}</State> : null}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
