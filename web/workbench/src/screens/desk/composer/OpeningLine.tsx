import Button from "antd/es/button";
import { colon, useText } from "../../../i18n";
import type { Conversation, Phrase } from "../../../protocol/types";
import { useSettings } from "../../../store/queries";
import { useHold, useView } from "../../../store/use";
import styles from "./composer.module.css";
import { openings } from "./standard";

interface Props {
  conversation: Conversation;
  onTake(phrase: Phrase): void;
}

/** The shop's standard opening, one press away until one has spoken in this visit. */
export function OpeningLine({ conversation, onTake }: Props) {
  const t = useText();
  const me = useHold().session.staff.id;
  const settings = useSettings(conversation.shop).data;
  const since = conversation.visit?.opened_at ?? "";
  const spoken = useView((view) => {
    const thread = view.state.threads.get(conversation.id);
    return thread?.status !== "ready" || thread.messages.some((m) => m.staff_id === me && m.at >= since);
  });
  const [first] = settings ? openings(settings) : [];
  if (!first || spoken) return null;
  return (
    <div className={styles.hint} data-testid="opening">
      <span className={styles.openingText}>
        {t.owner.face.opening}
        {colon()}
        {first.text}
      </span>
      <Button size="small" onClick={() => onTake(first)} data-testid="opening-take">
        {t.owner.face.useOpening}
      </Button>
    </div>
  );
}
