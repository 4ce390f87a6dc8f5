import Dropdown from "antd/es/dropdown";
import { useText } from "../i18n";
import type { OwnStatus } from "../protocol/types";
import { mayWrite, useHold, useView } from "../store/use";
import styles from "./app.module.css";

export const STATUSES: readonly OwnStatus[] = ["online", "busy", "away"];

/** One's own state in all shops. */
export function StatusPicker() {
  const t = useText();
  const { desk, session } = useHold();
  const live = useView((view) => view.link === "open");
  const status = useView((view) => (view.link === "open" ? view.status : "offline"));
  // Who only reads is nobody's turn to answer.
  if (!session.shops.some(mayWrite)) return null;
  const items = STATUSES.map((one) => ({
    key: one,
    label: t.status[one],
    icon: <span className={styles.statusDot} data-status={one} />,
    onClick: () => desk.setStatus(one),
  }));
  return (
    <Dropdown menu={{ items, selectedKeys: [status] }} trigger={["click"]} placement="topRight" disabled={!live}>
      <button
        type="button"
        className={styles.status}
        aria-label={`${t.status.label}: ${t.status[status]}`}
        data-testid="status"
        data-status={status}
      >
        <span className={styles.statusDot} data-status={status} />
        <span>{t.status[status]}</span>
      </button>
    </Dropdown>
  );
}
