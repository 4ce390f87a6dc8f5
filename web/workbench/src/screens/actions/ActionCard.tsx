import { useText } from "../../i18n";
import { State } from "../../parts/State";
import type { Message } from "../../protocol/types";
import { nameIn } from "../cases/tone";
import styles from "./actions.module.css";

/** A change to an order in the chat, as the shopper sees it. */
export function ActionCard({ body }: { body: Message["body"] }) {
  const t = useText();
  return (
    <section className={styles.card} data-testid="action-card" data-state={body.state}>
      <header className={styles.head}>
        <strong>{body.title}</strong>
        <State tone={body.state === "proposed" ? "waiting" : "plain"}>
          {nameIn(t.orderActs.states, body.state ?? "")}
        </State>
      </header>
      {body.lines?.map((line) => (
        <p key={line.name} className={styles.param}>
          <span>{line.name}</span> {line.value}
        </p>
      ))}
      {body.status ? <p className={styles.outcome}>{body.status}</p> : null}
    </section>
  );
}
