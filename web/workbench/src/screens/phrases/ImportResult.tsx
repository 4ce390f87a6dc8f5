import Button from "antd/es/button";
import Modal from "antd/es/modal";
import { useText } from "../../i18n";
import type { PhrasesImported } from "../../protocol/types";
import styles from "./phrases.module.css";

const MOST = 50;

/** What an import did, and each row that was refused or changed, with what mends it. */
export function ImportResult({ result, onClose }: { result: PhrasesImported; onClose(): void }) {
  const t = useText();
  const { added, changed, unchanged, refused, noted } = result;
  return (
    <Modal
      open
      title={t.phrases.import}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t.phrases.close}
        </Button>
      }
    >
      <p data-testid="import-result">{t.phrases.imported(added, changed, unchanged)}</p>
      {refused.length ? <Rows title={t.phrases.refused(refused.length)} rows={refused} /> : null}
      {noted.length ? <Rows title={t.phrases.noted(noted.length)} rows={noted} /> : null}
    </Modal>
  );
}

function Rows({ title, rows }: { title: string; rows: PhrasesImported["refused"] }) {
  const t = useText();
  return (
    <>
      <h3 className={styles.notesTitle}>{title}</h3>
      <ul className={styles.notes}>
        {rows.slice(0, MOST).map((one) => (
          <li key={`${one.row}/${one.column}/${one.why}`}>
            <strong>{t.phrases.row(one.row)}</strong> {one.why}。{one.remedy}
          </li>
        ))}
        {rows.length > MOST ? <li>{t.phrases.more(rows.length - MOST)}</li> : null}
      </ul>
    </>
  );
}
