import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import own from "./account.module.css";

/** Recovery codes, shown this once. */
export function Codes({ codes, onDone }: { codes: readonly string[]; onDone(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join("\n"));
    message.success(t.common.copied);
  };
  return (
    <div data-testid="recovery-codes">
      <h3 className={styles.sectionTitle}>{t.owner.account.codes}</h3>
      <p className={styles.lead}>{t.owner.account.codesHint}</p>
      <ul className={own.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={own.row}>
        <Button onClick={copy}>{t.owner.account.copy}</Button>
        <Button type="primary" onClick={onDone}>
          {t.owner.staff.done}
        </Button>
      </div>
    </div>
  );
}
