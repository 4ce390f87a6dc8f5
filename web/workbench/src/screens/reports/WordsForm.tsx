import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { Labelled } from "../settings/Labelled";
import styles from "./reports.module.css";
import { type Report, useReportActs } from "./useReports";

/** The words of a report: summary, notes, to-dos. */
export function WordsForm({ shop, report, onClose }: { shop: Shop; report: Report; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { edit } = useReportActs(shop.code);
  const [summary, setSummary] = useState(report.summary);
  const [notes, setNotes] = useState(report.notes);
  const [toDos, setToDos] = useState(report.to_dos.join("\n"));
  const save = () => {
    const to_dos = toDos
      .split("\n")
      .map((one) => one.trim())
      .filter(Boolean);
    edit.mutate(
      { id: report.id, words: { summary, notes, to_dos, version: report.version } },
      {
        onSuccess: () => {
          void message.success(t.reports.saved);
          onClose();
        },
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  };
  return (
    <section className={page.section}>
      <Labelled id="words-summary" label={t.reports.summary}>
        <Input.TextArea
          id="words-summary"
          value={summary}
          onChange={(e) => setSummary(e.target.value)}
          maxLength={5000}
          autoSize
        />
      </Labelled>
      <Labelled id="words-notes" label={t.reports.notes}>
        <Input.TextArea
          id="words-notes"
          value={notes}
          onChange={(e) => setNotes(e.target.value)}
          maxLength={5000}
          autoSize={{ minRows: 2 }}
        />
      </Labelled>
      <Labelled id="words-todos" label={t.reports.toDos} hint={t.reports.toDosHint}>
        <Input.TextArea
          id="words-todos"
          value={toDos}
          onChange={(e) => setToDos(e.target.value)}
          autoSize={{ minRows: 3 }}
        />
      </Labelled>
      <div className={styles.bar}>
        <Button type="primary" onClick={save} loading={edit.isPending} data-testid="save-words">
          {t.reports.save}
        </Button>
        <Button onClick={onClose}>{t.common.cancel}</Button>
      </div>
    </section>
  );
}
