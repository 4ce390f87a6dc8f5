import ArrowLeftOutlined from "@ant-design/icons/ArrowLeftOutlined";
import IdcardOutlined from "@ant-design/icons/IdcardOutlined";
import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import { useKeyText } from "../../../app/keyText";
import { setUi } from "../../../app/ui";
import { comma, intentName, useText } from "../../../i18n";
import { ShopMark } from "../../../parts/ShopMark";
import { State } from "../../../parts/State";
import { hourText } from "../../../parts/time";
import { useNarrow } from "../../../parts/useNarrow";
import { WaitClock } from "../../../parts/WaitClock";
import type { Watcher } from "../../../protocol/frames";
import type { Conversation } from "../../../protocol/types";
import { useHold, useShop, useView } from "../../../store/use";
import { SummaryButton } from "../../robot/SummaryButton";
import { useActions } from "../actions/useActions";
import styles from "./chat.module.css";
import { MoreActs } from "./MoreActs";

const NOBODY: readonly Watcher[] = [];

export function ChatHeader({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const narrow = useNarrow();
  const keyOf = useKeyText();
  const zone = useShop(conversation.shop)?.timezone;
  const actions = useActions(conversation.id);
  const { id, shopper, intent, state, agent } = conversation;
  const known = shopper.anonymous
    ? t.chat.anonymous
    : shopper.orders
      ? t.chat.orders(shopper.orders)
      : t.chat.firstTime;
  return (
    <header className={styles.head}>
      {narrow ? (
        <Link to="/" className={styles.iconLink ?? ""} aria-label={t.common.back} data-testid="chat-back">
          <ArrowLeftOutlined />
        </Link>
      ) : null}
      <div className={styles.who}>
        <h2 className={styles.nick} data-testid="chat-nick">
          {shopper.nick}
        </h2>
        <div className={styles.about}>
          <ShopMark code={conversation.shop} />
          <span>{known}</span>
          {intent ? <span>{intentName(t, intent)}</span> : null}
          <State tone={state === "queued" ? "waiting" : "plain"}>
            {agent && state === "assigned" ? agent.name : t.state[state]}
          </State>
          <Looking id={id} />
        </div>
      </div>
      {conversation.snoozed_until ? (
        <State>{t.day.snoozedUntil(hourText(conversation.snoozed_until, zone))}</State>
      ) : (
        <WaitClock of={conversation} />
      )}
      <div className={styles.actions}>
        {state === "closed" ? null : <SummaryButton conversation={conversation} writes={actions.canWrite} />}
        {actions.canTake ? (
          <Button type="primary" title={keyOf("take")} onClick={actions.take} data-testid="take">
            {t.actions.take}
          </Button>
        ) : null}
        {actions.canTakeOver ? (
          <Button title={keyOf("take")} onClick={actions.takeOver} data-testid="take-over">
            {t.actions.takeOver}
          </Button>
        ) : null}
        {actions.canTransfer && !narrow ? (
          <Button title={keyOf("transfer")} onClick={() => setUi({ open: "transfer" })} data-testid="transfer">
            {t.actions.transfer}
          </Button>
        ) : null}
        {actions.canClose && !narrow ? (
          <Button title={keyOf("close")} onClick={() => setUi({ open: "close" })} data-testid="close">
            {t.actions.close}
          </Button>
        ) : null}
        {actions.canClose ? <MoreActs conversation={conversation} /> : null}
      </div>
      {narrow ? (
        <Link
          to="/c/$id/info"
          params={{ id: String(id) }}
          className={styles.iconLink ?? ""}
          aria-label={t.chat.showContext}
          data-testid="chat-info"
        >
          <IdcardOutlined />
        </Link>
      ) : null}
    </header>
  );
}

/** Colleagues who have this chat open, and whether one of them writes. */
function Looking({ id }: { id: number }) {
  const t = useText();
  const me = useHold().session.staff.id;
  const all = useView((view) => view.looking.get(id) ?? NOBODY);
  const watchers = all.filter((one) => one.id !== me);
  if (!watchers.length) return null;
  const writing = watchers.filter((one) => one.typing).map((one) => one.name);
  const text = writing.length
    ? t.chat.lookingTyping(writing.join(comma()))
    : t.chat.looking(watchers.map((one) => one.name).join(comma()));
  return (
    <span className={styles.looking} role="status" data-testid="looking">
      {text}
    </span>
  );
}
