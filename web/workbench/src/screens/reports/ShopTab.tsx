import { Link, useNavigate } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import { mayPublish } from "../quality/rights";
import { plusDays, today } from "../shifts/days";
import { MailForm } from "./MailForm";
import { PlanForm } from "./PlanForm";
import styles from "./reports.module.css";
import { type Kind, useReportActs, useReportList } from "./useReports";

/** The shop's reports, the newest first; when they write themselves. */
export function ShopTab({ shop }: { shop: Shop }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const navigate = useNavigate();
  const reports = useReportList(shop.code);
  const { write } = useReportActs(shop.code);
  const now = today(shop.timezone);
  const make = (kind: Kind, day = now) =>
    write.mutate(
      { kind, day },
      {
        onSuccess: ({ id }) => {
          void message.success(t.reports.written);
          void navigate({ to: "/reports/$shop/$id", params: { shop: shop.code, id: String(id) } });
        },
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  return (
    <>
      {mayPublish(shop.role) ? (
        <>
          <PlanForm shop={shop} />
          <MailForm shop={shop} />
          <div className={styles.bar}>
            <Button
              type="primary"
              onClick={() => make("day", plusDays(now, -1))}
              loading={write.isPending}
              data-testid="write-yesterday"
            >
              {t.reports.writeYesterday}
            </Button>
            <Button onClick={() => make("day")} loading={write.isPending} data-testid="write-day">
              {t.reports.writeDay}
            </Button>
            <Button onClick={() => make("week")} loading={write.isPending}>
              {t.reports.writeWeek}
            </Button>
          </div>
        </>
      ) : null}
      {reports.isPending ? <Loading rows={5} /> : null}
      {reports.isError ? <Failed error={reports.error} onRetry={() => reports.refetch()} /> : null}
      {reports.data && !reports.data.length ? <Blank title={t.reports.empty} hint={t.reports.emptyHint} /> : null}
      <ul className={styles.list}>
        {reports.data?.map((one) => (
          <li key={one.id} className={styles.card}>
            <div className={styles.bar}>
              <State tone={one.kind === "week" ? "accent" : "plain"}>{t.reports.kinds[one.kind]}</State>
              <Link to="/reports/$shop/$id" params={{ shop: shop.code, id: String(one.id) }}>
                {one.day}
              </Link>
              <span className={styles.gap} />
              {one.edited_by ? <span className={styles.quiet}>{t.reports.editedBy(one.edited_by)}</span> : null}
              <span className={styles.quiet}>
                {t.reports.made} <When at={one.made_at} zone={shop.timezone} form="long" />
              </span>
            </div>
            <p className={styles.words}>{one.summary}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
