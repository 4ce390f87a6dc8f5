import Button from "antd/es/button";
import { tellComposer } from "../../../app/ui";
import { colon, useText } from "../../../i18n";
import type { Outgoing } from "../../../store/outbox";
import { useDesk } from "../../../store/use";
import styles from "./chat.module.css";

/** Said, but not yet known to be on disk; or refused, with the reason and a way on. */
export function Pending({ out }: { out: Outgoing }) {
  const t = useText();
  const desk = useDesk();
  const { refusal, client_id, body } = out;
  const edit = () => {
    desk.forget(client_id);
    tellComposer({ do: "restore", text: body.text ?? "" });
  };
  const waits = out.state !== "refused" || refusal?.code === "rate_limited";
  return (
    <article
      className={styles.item}
      data-author={out.internal ? "note" : "agent"}
      data-testid="pending"
      data-state={out.state}
    >
      <div className={styles.bubble} data-pending="true">
        {out.kind === "image" && body.url ? (
          <img src={body.url} alt={t.chat.picture} className={styles.picture} />
        ) : null}
        <p className={styles.text}>{body.text ?? body.title ?? ""}</p>
      </div>
      {waits ? (
        <div className={styles.meta}>{out.state === "acked" ? t.chat.delivered : t.chat.sending}</div>
      ) : (
        <div className={styles.refused} role="alert">
          <span>
            {t.chat.unsent}
            {colon()}
            {refusal?.detail}
          </span>
          <Button size="small" type="link" onClick={() => desk.again(client_id, refusal?.code === "gate_warn")}>
            {refusal?.code === "gate_warn" ? t.chat.sendAnyway : t.chat.retrySend}
          </Button>
          {body.text ? (
            <Button size="small" type="link" onClick={edit}>
              {t.chat.editAgain}
            </Button>
          ) : null}
          <Button size="small" type="link" onClick={() => desk.forget(client_id)}>
            {t.chat.discard}
          </Button>
        </div>
      )}
    </article>
  );
}
