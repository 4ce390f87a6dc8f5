import Button from "antd/es/button";
import Modal from "antd/es/modal";
import { useText } from "../../i18n";
import type { OneTimePassword } from "../../protocol/types";
import styles from "../page.module.css";
import own from "./staff.module.css";

/** A password that is shown this once. */
export function PasswordDialog({ given, onClose }: { given: OneTimePassword; onClose(): void }) {
  const t = useText();
  return (
    <Modal
      open
      closable={false}
      title={t.owner.staff.password}
      footer={
        <Button type="primary" onClick={onClose} data-testid="staff-password-done">
          {t.owner.staff.done}
        </Button>
      }
    >
      {given.password === null ? (
        <p>{t.owner.staff.kept(given.login)}</p>
      ) : (
        <>
          <p className={styles.lead}>{t.owner.staff.passwordHint(given.login)}</p>
          <p className={own.secret} data-testid="staff-password">
            {given.password}
          </p>
        </>
      )}
    </Modal>
  );
}
