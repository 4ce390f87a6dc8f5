import { useLocation, useParams } from "@tanstack/react-router";
import { useKeyText } from "../../app/keyText";
import { useUi } from "../../app/ui";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { lazily, useAhead } from "../../parts/lazily";
import { useNarrow } from "../../parts/useNarrow";
import { mayWrite, useShop, useView } from "../../store/use";
import { Chat } from "./chat/Chat";
import { Context } from "./context/Context";
import styles from "./desk.module.css";
import { ConversationList } from "./list/ConversationList";
import { useFound } from "./useFound";

const call = () => import("./actions/CallDialog");
const close = () => import("./actions/CloseDialog");
const snooze = () => import("./actions/SnoozeDialog");
const transfer = () => import("./actions/TransferDialog");
const AHEAD = [call, close, snooze, transfer];
const CallDialog = lazily(() => call().then((m) => m.CallDialog));
const CloseDialog = lazily(() => close().then((m) => m.CloseDialog));
const SnoozeDialog = lazily(() => snooze().then((m) => m.SnoozeDialog));
const TransferDialog = lazily(() => transfer().then((m) => m.TransferDialog));

/** Conversations · chat · context. On a phone one of them at a time, with the browser's own way back. */
export function Desk() {
  const t = useText();
  const narrow = useNarrow();
  const keyOf = useKeyText();
  const { id } = useParams({ strict: false });
  const info = useLocation({ select: (at) => at.pathname.endsWith("/info") });
  const { open } = useUi();
  useAhead(AHEAD);
  const number = id === undefined ? null : Number(id);
  const conversation = useView((view) => (number === null ? undefined : view.state.conversations.get(number)));
  const missing = useFound(number);
  const writes = mayWrite(useShop(conversation?.shop));

  return (
    <div className={styles.desk}>
      {narrow && number !== null ? null : <ConversationList selected={number} />}
      {narrow && (number === null || info) ? null : (
        <main className={styles.chat} id="chat" aria-label={t.chat.label}>
          {conversation ? <Chat key={conversation.id} conversation={conversation} /> : null}
          {number === null ? (
            <Blank title={t.chat.pick} hint={t.chat.pickHint(keyOf("due"), keyOf("palette"))} />
          ) : null}
          {number !== null && missing ? <Blank title={t.chat.gone} hint={t.chat.goneHint} /> : null}
        </main>
      )}
      {conversation && (!narrow || info) ? <Context key={conversation.id} conversation={conversation} /> : null}
      {conversation && writes && open === "transfer" ? <TransferDialog conversation={conversation} /> : null}
      {conversation && writes && open === "callHelp" ? <CallDialog conversation={conversation} kind="help" /> : null}
      {conversation && writes && open === "whisper" ? <CallDialog conversation={conversation} kind="whisper" /> : null}
      {conversation && writes && open === "snooze" ? <SnoozeDialog conversation={conversation} /> : null}
      {conversation && writes && open === "close" ? <CloseDialog conversation={conversation} /> : null}
    </div>
  );
}
