import { Link } from "@tanstack/react-router";
import Drawer from "antd/es/drawer";
import { comma, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { figureText } from "./figure";
import styles from "./reports.module.css";
import { type Definition, type Span, useBehind } from "./useReports";

interface Props {
  shop: Shop;
  span: Span;
  figure: string;
  staff: number | undefined;
  definition: Definition | undefined;
  onClose(): void;
}

/** A number's definition and the chats behind it. */
export function BehindDrawer({ shop, span, figure, staff, definition, onClose }: Props) {
  const t = useText();
  const found = useBehind(shop.code, span, figure, staff);
  return (
    <Drawer open onClose={onClose} title={t.reports.names[figure] ?? figure} size="large">
      {definition ? (
        <section className={styles.definition} data-testid="definition">
          <p>{definition.text}</p>
          <p className={styles.quiet}>{t.reports.version(definition.id, definition.version, definition.window)}</p>
          <p className={styles.quiet}>
            {[
              definition.cap_s ? t.reports.cap(definition.cap_s) : "",
              definition.within_s ? t.reports.within(definition.within_s) : "",
              definition.source ? t.reports.source(definition.source) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </section>
      ) : null}
      <h2 className={page.sectionTitle}>{t.reports.behind}</h2>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !found.data.count ? <Blank title={t.reports.behindNone} /> : null}
      {found.data?.count ? (
        <>
          <p className={styles.quiet}>{t.reports.behindCount(found.data.count)}</p>
          <ul className={styles.list}>
            {found.data.chats.map((one) => (
              <li key={`${one.conversation}:${one.seq}`} className={styles.row}>
                <Link to="/c/$id" params={{ id: String(one.conversation) }} search={{ at: one.seq }}>
                  {one.shopper}
                </Link>
                <span className={styles.quiet}>{one.agents.join(comma())}</span>
                <When at={one.at} zone={shop.timezone} form="long" />
                <span className={styles.gap} />
                <strong>{figureText(t, figure, one.value)}</strong>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Drawer>
  );
}
