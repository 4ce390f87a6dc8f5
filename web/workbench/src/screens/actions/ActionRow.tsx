import App from "antd/es/app";
import Button from "antd/es/button";
import { sentence, useText } from "../../i18n";
import { State } from "../../parts/State";
import { useHold, useView } from "../../store/use";
import { nameIn } from "../cases/tone";
import styles from "./actions.module.css";
import { type Action, useAct } from "./useOrderDesk";

const TONES = { proposed: "waiting", approval: "waiting", by_hand: "urgent", done: "good" } as const;

/** One action: where it stands, what is left to do by hand, and the buttons for it. */
export function ActionRow({ action, shop }: { action: Action; shop: string }) {
  const t = useText();
  const act = useAct(shop, action.id);
  const lead = useHold().session.shops.some(
    (one) => one.code === shop && (one.role === "owner" || one.role === "lead"),
  );
  const yes = useYes(action);
  const send = (name: "approve" | "reject" | "words" | "withdraw" | "done" | "failed", seq?: number) =>
    act.mutate({ act: name, version: action.version, text: "", ...(seq ? { seq } : {}) });
  const open = action.state === "proposed" || action.state === "approval" || action.state === "by_hand";
  return (
    <article className={styles.action} data-testid="action" data-kind={action.kind} data-state={action.state}>
      <header className={styles.head}>
        <strong>{nameIn(t.orderActs.acts, action.kind, action.name)}</strong>
        <State tone={TONES[action.state as keyof typeof TONES] ?? "plain"}>
          {nameIn(t.orderActs.states, action.state)}
        </State>
      </header>
      {action.params.map((one) => (
        <p key={one.name} className={styles.param}>
          <span>{one.name}</span> {one.value}
        </p>
      ))}
      {action.outcome ? <p className={styles.outcome}>{action.outcome}</p> : null}
      {action.words ? <p className={styles.rule}>{t.orderActs.said(action.words)}</p> : null}
      {action.state === "by_hand" ? <Steps action={action} /> : null}
      {act.isError ? (
        <p role="alert" className={styles.error}>
          {sentence(t, act.error)}
        </p>
      ) : null}
      {open ? (
        <div className={styles.buttons}>
          {action.state === "approval" && lead ? (
            <>
              <Button size="small" type="primary" onClick={() => send("approve")} data-testid="action-approve">
                {t.orderActs.approve}
              </Button>
              <Button size="small" onClick={() => send("reject")}>
                {t.orderActs.reject}
              </Button>
            </>
          ) : null}
          {action.state === "proposed" && action.words_enough && yes ? (
            <Button size="small" onClick={() => send("words", yes.seq)} title={yes.text} data-testid="action-words">
              {t.orderActs.words(yes.text)}
            </Button>
          ) : null}
          {action.state === "by_hand" ? (
            <>
              <Button size="small" type="primary" onClick={() => send("done")} data-testid="action-done">
                {t.orderActs.done}
              </Button>
              <Button size="small" onClick={() => send("failed")}>
                {t.orderActs.failed}
              </Button>
            </>
          ) : null}
          <Button size="small" type="text" onClick={() => send("withdraw")} data-testid="action-withdraw">
            {t.orderActs.withdraw}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

/** The shopper's newest words after the card: what may be taken for his yes. */
function useYes(action: Action): { seq: number; text: string } | null {
  const thread = useView((view) => (action.conversation ? view.state.threads.get(action.conversation) : undefined));
  const after = action.message_seq ?? Number.MAX_SAFE_INTEGER;
  const said = thread?.messages.filter(
    (one) => one.author === "shopper" && one.kind === "text" && !one.recalled && (one.seq ?? 0) > after,
  );
  const last = said?.at(-1);
  return last?.seq && last.body.text ? { seq: last.seq, text: last.body.text.slice(0, 20) } : null;
}

/** Exact steps on the platform, and what to paste there. */
function Steps({ action }: { action: Action }) {
  const t = useText();
  const { message } = App.useApp();
  const text = [action.order, ...action.params.map((one) => `${one.name}：${one.value}`)].join("\n");
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    void message.success(t.orderActs.copied);
  };
  if (!action.steps.length) return null;
  return (
    <>
      <ol className={styles.steps} data-testid="action-steps">
        {action.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Button size="small" onClick={copy} data-testid="action-copy">
        {t.orderActs.copy}
      </Button>
    </>
  );
}
