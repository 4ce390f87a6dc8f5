import Button from "antd/es/button";
import { comma, useText } from "../i18n";
import { useNow } from "../parts/useNow";
import { useHold, useView } from "../store/use";
import styles from "./app.module.css";

/** Says so when the desk is not live. Nothing is shown while all is well or the first connection is being made. */
export function LinkBar() {
  const t = useText();
  const { desk, session } = useHold();
  const link = useView((view) => view.link);
  const retryAt = useView((view) => view.retryAt);
  const failed = useView((view) => view.failed);
  useNow();
  const names = session.shops.filter((shop) => failed.includes(shop.code)).map((shop) => shop.name);
  if (link === "waiting" || link === "refused") {
    const seconds = Math.max(0, Math.ceil(((retryAt ?? Date.now()) - Date.now()) / 1000));
    return (
      <div className={styles.linkBar} role="status" data-testid="link-bar" data-state={link}>
        <span>{link === "refused" ? t.link.refused : t.link.waiting(seconds)}</span>
        <Button size="small" onClick={() => desk.hurry()}>
          {t.link.now}
        </Button>
      </div>
    );
  }
  if (!names.length) return null;
  return (
    <div className={styles.linkBar} role="alert" data-testid="link-bar" data-state="failed">
      <span>{t.link.failed(names.join(comma()))}</span>
      <Button size="small" onClick={() => failed.map((shop) => desk.restart(shop))}>
        {t.common.retry}
      </Button>
    </div>
  );
}
