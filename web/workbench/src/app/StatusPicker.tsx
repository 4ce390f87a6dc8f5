import Dropdown from "antd/es/dropdown";
import { useState } from "react";
import { colon, useText } from "../i18n";
import { lazily } from "../parts/lazily";
import type { OwnStatus } from "../protocol/types";
import { mayWrite, useHold, useView } from "../store/use";
import styles from "./app.module.css";

const StatusText = lazily(() => import("./StatusText").then((m) => m.StatusText));

export const STATUSES: readonly OwnStatus[] = ["online", "busy", "away"];

/** One's own state in all shops. */
export function StatusPicker() {
  const t = useText();
  const { desk, session } = useHold();
  const live = useView((view) => view.link === "open");
  const status = useView((view) => (view.link === "open" ? view.status : "offline"));
  const me = useView((view) => {
    for (const shop of session.shops) {
      const found = view.state.agents[shop.code]?.get(session.staff.id);
      if (found) return found;
    }
    return undefined;
  });
  const own = me?.status_text ?? "";
  const [editing, setEditing] = useState(false);
  // Who only reads is nobody's turn to answer.
  if (!session.shops.some(mayWrite)) return null;
  const items = [
    ...STATUSES.map((one) => ({
      key: one as string,
      label: t.status[one],
      icon: <span className={styles.statusDot} data-status={one} />,
      onClick: () => desk.setStatus(one),
    })),
    { type: "divider" as const },
    {
      key: "text",
      label: own ? `${t.day.statusText}${colon()}${own}` : t.day.statusText,
      onClick: () => setEditing(true),
    },
  ];
  return (
    <>
      {editing ? (
        <StatusText own={own} promotion={me?.promotion ?? ""} status={status} onDone={() => setEditing(false)} />
      ) : null}
      <Dropdown menu={{ items, selectedKeys: [status] }} trigger={["click"]} placement="topRight" disabled={!live}>
        <button
          type="button"
          className={styles.status}
          aria-label={`${t.status.label}: ${t.status[status]}${own ? ` ${own}` : ""}`}
          data-testid="status"
          data-status={status}
        >
          <span className={styles.statusDot} data-status={status} />
          <span className={styles.statusText} title={own || undefined}>
            {own || t.status[status]}
          </span>
        </button>
      </Dropdown>
    </>
  );
}
