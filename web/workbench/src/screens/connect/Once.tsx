import Button from "antd/es/button";
import Modal from "antd/es/modal";
import { useText } from "../../i18n";
import styles from "../staff/staff.module.css";

/** A secret that is shown this once. */
export function Once({
  title,
  hint,
  secret,
  onClose,
}: {
  title: string;
  hint: string;
  secret: string;
  onClose(): void;
}) {
  const t = useText();
  return (
    <Modal
      open
      closable={false}
      title={title}
      footer={
        <>
          <Button onClick={() => navigator.clipboard.writeText(secret)}>{t.common.copy}</Button>
          <Button type="primary" onClick={onClose} data-testid="once-done">
            {t.connect.done}
          </Button>
        </>
      }
    >
      <p>{hint}</p>
      <p className={styles.secret} data-testid="once-secret">
        {secret}
      </p>
    </Modal>
  );
}
