import Button from "antd/es/button";
import { useKeyText } from "../../../app/keyText";
import { useText } from "../../../i18n";
import type { Conversation } from "../../../protocol/types";
import { useActions } from "../actions/useActions";
import styles from "./composer.module.css";

interface Props {
  conversation: Conversation;
  mine: boolean;
  editing: boolean;
  onStop(): void;
}

/** Why only notes can be written here, and how to reply; or that a sent line is being changed. */
export function Hints({ conversation, mine, editing, onStop }: Props) {
  const t = useText();
  const keyOf = useKeyText();
  const actions = useActions(conversation.id);
  if (editing) {
    return (
      <div className={styles.hint} role="status" data-testid="editing">
        <span>{t.composer.editing}</span>
        <Button size="small" type="link" onClick={onStop}>
          {t.common.cancel} <kbd className={styles.code}>Esc</kbd>
        </Button>
      </div>
    );
  }
  if (mine) return null;
  const why = {
    robot: t.composer.robotHint,
    queued: t.composer.queuedHint,
    assigned: t.composer.othersHint(conversation.agent?.name ?? ""),
    closed: t.composer.closedHint,
  }[conversation.state];
  return (
    <div className={styles.hint} data-testid="composer-hint">
      <span>{why}</span>
      {actions.canTake ? (
        <Button size="small" type="primary" onClick={actions.take} data-testid="hint-take">
          {t.actions.take} <kbd className={styles.code}>{keyOf("take")}</kbd>
        </Button>
      ) : null}
      {actions.canTakeOver ? (
        <Button size="small" onClick={actions.takeOver} data-testid="hint-take-over">
          {t.actions.takeOver} <kbd className={styles.code}>{keyOf("take")}</kbd>
        </Button>
      ) : null}
    </div>
  );
}
