import { Link } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Dropdown from "antd/es/dropdown";
import { setUi } from "../../app/ui";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import { span } from "../../parts/time";
import { useNow } from "../../parts/useNow";
import { WaitClock } from "../../parts/WaitClock";
import type { Agent, Conversation } from "../../protocol/types";
import { useActions } from "../desk/actions/useActions";
import { rowTags } from "../desk/list/Row";
import styles from "./wall.module.css";

interface Props {
  conversation: Conversation;
  agents: ReadonlyMap<number, Agent>;
  /** When an unpaid order of the shopper closes. */
  closesAt: string | undefined;
  onWhisper(conversation: Conversation): void;
}

/** A chat on the wall: press to look in; whisper, take over, hand on. */
export function Chip({ conversation, agents, closesAt, onWhisper }: Props) {
  const t = useText();
  const now = useNow();
  const { message } = AntApp.useApp();
  const actions = useActions(conversation.id);
  const { id, shopper, last_message, agent } = conversation;
  const give = async (to: number) => {
    if (await actions.transfer({ agent: to, remark: "" })) message.success(t.wall.given);
  };
  const others = [...agents.values()].filter(
    (one) => one.id !== agent?.id && one.status !== "offline" && one.role !== "trainer" && one.role !== "auditor",
  );
  return (
    <article className={styles.chip} aria-label={shopper.nick} data-testid="wall-chat" data-conversation={id}>
      <Link to="/c/$id" params={{ id: String(id) }} className={styles.look ?? ""} data-testid="wall-look">
        <span className={styles.line}>
          <strong className={styles.nick}>{shopper.nick}</strong>
          <WaitClock of={conversation} />
        </span>
        <span className={styles.preview}>{last_message?.preview}</span>
      </Link>
      <span className={styles.line}>
        {closesAt ? (
          <State tone="waiting">{`${t.wall.unpaid} ${t.wall.paysBy(span(Date.parse(closesAt) - now))}`}</State>
        ) : null}
        {rowTags(t, conversation).map((tag) => (
          <State key={tag.key} tone={tag.tone}>
            {tag.text}
          </State>
        ))}
      </span>
      <span className={styles.acts}>
        {actions.canTakeOver ? (
          <>
            <Button
              size="small"
              type="text"
              onClick={() => {
                onWhisper(conversation);
                setUi({ open: "whisper" });
              }}
              data-testid="wall-whisper"
            >
              {t.wall.whisper}
            </Button>
            <Button size="small" type="text" onClick={actions.takeOver} data-testid="wall-take-over">
              {t.wall.takeOver}
            </Button>
          </>
        ) : null}
        {actions.canTake ? (
          <Button size="small" type="text" onClick={actions.take}>
            {t.actions.take}
          </Button>
        ) : null}
        <Dropdown
          trigger={["click"]}
          menu={{ items: others.map((one) => ({ key: one.id, label: one.name, onClick: () => void give(one.id) })) }}
          disabled={!others.length}
        >
          <Button size="small" type="text" data-testid="wall-give">
            {t.wall.give}
          </Button>
        </Dropdown>
      </span>
    </article>
  );
}
