import Button from "antd/es/button";
import Modal from "antd/es/modal";
import { setUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import { serverNow } from "../../../protocol/api";
import type { Conversation } from "../../../protocol/types";
import { useShop } from "../../../store/use";
import styles from "../chat/chat.module.css";
import { endOf, PAUSES } from "./snooze";
import { useActions } from "./useActions";

/** 稍后: the chat comes back at a time, or when its shopper writes. */
export function SnoozeDialog({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const { snooze } = useActions(conversation.id);
  const zone = useShop(conversation.shop)?.timezone;
  const choose = async (until: string | null) => {
    if (await snooze(until)) setUi({ open: null });
  };
  return (
    <Modal open title={t.day.snooze} footer={null} onCancel={() => setUi({ open: null })}>
      <div className={styles.pauses}>
        {PAUSES.map((pause, i) => (
          <Button
            key={pause}
            autoFocus={i === 0}
            onClick={() => choose(endOf(pause, serverNow(), zone).toISOString())}
            data-testid={`snooze-${pause}`}
          >
            {t.day.snoozeFor[pause]}
          </Button>
        ))}
        {conversation.snoozed_until ? (
          <Button type="primary" onClick={() => choose(null)} data-testid="snooze-off">
            {t.day.unsnooze}
          </Button>
        ) : null}
      </div>
    </Modal>
  );
}
