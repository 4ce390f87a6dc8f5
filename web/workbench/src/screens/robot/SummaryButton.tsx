import FileTextOutlined from "@ant-design/icons/FileTextOutlined";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Popover from "antd/es/popover";
import { useState } from "react";
import { tellComposer } from "../../app/ui";
import { colon, comma, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { moneyText } from "../../parts/Money";
import { State } from "../../parts/State";
import { useNarrow } from "../../parts/useNarrow";
import type { ChatSummary, Conversation } from "../../protocol/types";
import styles from "./robot.module.css";
import { useSummary } from "./useRobot";

/** For whoever takes a chat: what is wanted, what was tried, what is open. */
export function SummaryButton({ conversation, writes }: { conversation: Conversation; writes: boolean }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const [open, setOpen] = useState(false);
  const narrow = useNarrow();
  const { shop, id, last_seq } = conversation;
  const summary = useSummary(shop, id, last_seq, open);
  const toNote = (text: string) => {
    setOpen(false);
    tellComposer({ do: "note", text });
    message.info(t.robot.summary.copied);
  };
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title={t.robot.summary.title}
      placement="bottomRight"
      content={
        summary.data ? (
          <Whole found={summary.data} onNote={writes ? () => toNote(summary.data.text) : undefined} />
        ) : summary.isError ? (
          <Failed error={summary.error} onRetry={() => summary.refetch()} />
        ) : (
          <div className={styles.why}>
            <Loading rows={4} />
          </div>
        )
      }
    >
      <Button icon={<FileTextOutlined />} aria-label={t.robot.summary.title} data-testid="summary">
        {narrow ? null : t.robot.summary.open}
      </Button>
    </Popover>
  );
}

function Whole({ found, onNote }: { found: ChatSummary; onNote: (() => void) | undefined }) {
  const t = useText();
  const rows: [string, readonly string[]][] = [
    [t.robot.summary.asked, found.asked],
    [t.robot.summary.tried, found.tried.map((one) => `${one.by}${colon()}${one.text}`)],
    [t.robot.summary.pending, found.open],
    [
      t.robot.summary.orders,
      found.orders.map((one) => `…${one.number.slice(-6)} ${one.amount ? moneyText(one.amount) : ""}`),
    ],
    [t.robot.summary.product, found.product ? [found.product] : []],
  ];
  return (
    <div className={styles.why} data-testid="summary-whole">
      <p className={styles.line}>
        <strong>{found.wanted.join(comma()) || t.robot.summary.unclear}</strong>
        <State tone={found.mood === "angry" ? "urgent" : "plain"}>{t.mood[found.mood]}</State>
        {found.urgent ? <State tone="urgent">{t.robot.urgent}</State> : null}
      </p>
      {found.failed ? <p className={styles.quiet}>{t.robot.summary.failed(found.failed)}</p> : null}
      <dl className={styles.rows}>
        {rows
          .filter(([, lines]) => lines.length)
          .map(([name, lines]) => (
            <div key={name}>
              <dt>{name}</dt>
              {lines.map((line, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: lines may be the same, their order does not change
                <dd key={n}>{line}</dd>
              ))}
            </div>
          ))}
      </dl>
      {onNote ? (
        <Button size="small" onClick={onNote} data-testid="summary-note">
          {t.robot.summary.toNote}
        </Button>
      ) : null}
    </div>
  );
}
