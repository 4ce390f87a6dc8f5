import MoreOutlined from "@ant-design/icons/MoreOutlined";
import Button from "antd/es/button";
import Dropdown from "antd/es/dropdown";
import type { Action } from "../../../app/bindings";
import { useKeyText } from "../../../app/keyText";
import { setUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import { useNarrow } from "../../../parts/useNarrow";
import type { Conversation } from "../../../protocol/types";
import { useShop } from "../../../store/use";
import { mayTeach } from "../../academy/rights";
import { useMakeModel } from "../../academy/showcase/useMakeModel";
import { useActions } from "../actions/useActions";
import styles from "./chat.module.css";

/** What is done with a chat less often: soothe, put off, ask for help, whisper. */
export function MoreActs({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const narrow = useNarrow();
  const keyOf = useKeyText();
  const actions = useActions(conversation.id);
  const role = useShop(conversation.shop)?.role ?? "";
  const { press } = useMakeModel(conversation.shop);
  const item = (key: string, text: string, action: Action, onClick: () => void) => ({
    key,
    onClick,
    label: (
      <span className={styles.act} data-testid={`more-${key}`}>
        {text} {narrow ? null : <kbd className={styles.key}>{keyOf(action)}</kbd>}
      </span>
    ),
  });
  // On a phone the head of the chat has no room for these.
  const moved = [
    ...(actions.canTransfer
      ? [item("transfer", t.actions.transfer, "transfer", () => setUi({ open: "transfer" }))]
      : []),
    item("close", t.actions.close, "close", () => setUi({ open: "close" })),
  ];
  const items = [
    ...(narrow ? moved : []),
    ...(conversation.waiting_since ? [item("soothe", t.day.soothe, "soothe", () => void actions.soothe())] : []),
    item("snooze", t.day.snooze, "snooze", () => setUi({ open: "snooze" })),
    actions.canTakeOver
      ? item("whisper", t.day.whisper, "callHelp", () => setUi({ open: "whisper" }))
      : item("help", t.day.help, "callHelp", () => setUi({ open: "callHelp" })),
    ...(mayTeach(role)
      ? [
          {
            key: "model",
            onClick: () => void press(conversation.id),
            label: <span data-testid="more-model">{t.showcase.fromChat}</span>,
          },
        ]
      : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button icon={<MoreOutlined />} aria-label={t.day.more} title={t.day.more} data-testid="chat-more" />
    </Dropdown>
  );
}
