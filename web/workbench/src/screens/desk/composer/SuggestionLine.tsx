import BulbOutlined from "@ant-design/icons/BulbOutlined";
import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../../i18n";
import type { Suggestion } from "../../../protocol/types";
import { AnswerJudge } from "../../robot/AnswerJudge";
import { FactList } from "../chat/Sources";
import styles from "./composer.module.css";
import type { Reword } from "./useReword";

interface Props {
  shop: string;
  conversation: number;
  suggestion: Suggestion;
  reword: Reword;
  onTake(): void;
  onDismiss(): void;
}

/** One line above the composer that can be opened; its sources are one press away. */
export function SuggestionLine({ shop, conversation, suggestion, reword, onTake, onDismiss }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const { kind, reply, facts, team } = suggestion;
  return (
    <section className={styles.suggestion} aria-label={t.suggestion.label} data-testid="suggestion" data-open={open}>
      <div className={styles.suggestionLine}>
        <BulbOutlined aria-hidden />
        <span className={styles.suggestionKind}>
          {kind === "handoff" && team ? t.suggestion.team(team) : t.suggestion.kind[kind]}
        </span>
        <button
          type="button"
          className={styles.suggestionText}
          aria-expanded={open}
          title={open ? t.suggestion.fold : t.suggestion.open}
          onClick={() => setOpen(!open)}
          data-testid="suggestion-text"
        >
          {reword.growing || reply}
        </button>
        {facts.length ? (
          <Button size="small" type="link" onClick={() => setOpen(!open)} data-testid="suggestion-sources">
            {t.suggestion.sources(facts.length)}
          </Button>
        ) : null}
        {reword.on ? (
          <Button size="small" type="link" loading={reword.busy} onClick={() => void reword.run()} data-testid="reword">
            {t.robot.reword.run}
          </Button>
        ) : null}
        <AnswerJudge shop={shop} conversation={conversation} seq={suggestion.seq} />
        <Button size="small" onClick={onTake} disabled={reword.busy} data-testid="suggestion-take">
          {t.suggestion.take} <kbd className={styles.code}>Tab</kbd>
        </Button>
        <Button size="small" type="text" onClick={onDismiss} data-testid="suggestion-dismiss">
          {t.suggestion.dismiss} <kbd className={styles.code}>Esc</kbd>
        </Button>
      </div>
      {reword.busy || reword.model || reword.why ? (
        <p className={styles.quiet} role="status" data-testid="reworded">
          {reword.busy
            ? t.robot.reword.growing
            : reword.model
              ? t.robot.reword.by(reword.model)
              : t.robot.reword.kept(reword.why ?? "")}
        </p>
      ) : null}
      {open && facts.length ? <FactList facts={facts} /> : null}
    </section>
  );
}
