import { Link, useParams } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useLanguage, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import { useHold } from "../../store/use";
import page from "../page.module.css";
import { Briefs } from "../quality/Briefs";
import { mayPublish } from "../quality/rights";
import { AgentTable } from "./AgentTable";
import { Lists } from "./Lists";
import { Numbers } from "./Numbers";
import styles from "./reports.module.css";
import { type Report, useReport, useReportActs } from "./useReports";
import { WordsForm } from "./WordsForm";

/** One report: words first, then numbers, agents and lists; editable, printable. */
export function ReportPage() {
  const t = useText();
  const { shop: code, id } = useParams({ strict: false });
  const shop = useHold().session.shops.find((one) => one.code === code);
  const found = useReport(code ?? "", Number(id));
  if (!shop) return null;
  return (
    <main className={page.page} id="chat" data-testid="report">
      <Link to="/reports" className={`${styles.link} ${styles.noPrint}`}>
        {t.reports.back}
      </Link>
      {found.isPending ? <Loading rows={10} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data ? <Whole shop={shop} report={found.data} /> : null}
    </main>
  );
}

function Whole({ shop, report }: { shop: Shop; report: Report }) {
  const t = useText();
  const [editing, setEditing] = useState(false);
  const { figures } = report;
  return (
    <>
      <header className={styles.bar}>
        <h1 className={page.title}>{`${shop.name} · ${t.reports.kinds[report.kind]} · ${report.day}`}</h1>
        <span className={styles.quiet}>
          {t.reports.made} <When at={report.made_at} zone={shop.timezone} form="long" />
          {report.edited_by ? ` · ${t.reports.editedBy(report.edited_by)}` : ""}
        </span>
      </header>
      <Acts shop={shop} report={report} onEdit={() => setEditing(true)} />
      {editing ? (
        <WordsForm shop={shop} report={report} onClose={() => setEditing(false)} />
      ) : (
        <section className={page.section}>
          <p className={styles.summary}>{report.summary}</p>
          {report.notes ? <p className={styles.words}>{report.notes}</p> : null}
          {report.to_dos.length ? (
            <>
              <h2 className={page.sectionTitle}>{t.reports.toDos}</h2>
              <ul>
                {report.to_dos.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </>
          ) : null}
        </section>
      )}
      <Numbers numbers={figures.numbers} />
      {figures.agents.length ? <AgentTable rows={figures.agents} /> : null}
      <Lists figures={figures} />
      {figures.worst.length ? (
        <section>
          <h2 className={page.sectionTitle}>{t.reports.worst}</h2>
          <Briefs shop={shop} rows={figures.worst} />
        </section>
      ) : null}
      {figures.best.length ? (
        <section>
          <h2 className={page.sectionTitle}>{t.reports.best}</h2>
          <Briefs shop={shop} rows={figures.best} />
        </section>
      ) : null}
    </>
  );
}

function Acts({ shop, report, onEdit }: { shop: Shop; report: Report; onEdit(): void }) {
  const t = useText();
  const language = useLanguage();
  const { message } = AntApp.useApp();
  const { write, send } = useReportActs(shop.code);
  const said = (text: string) => ({
    onSuccess: () => void message.success(text),
    onError: (error: unknown) => void message.error(sentence(t, error)),
  });
  return (
    <div className={`${styles.bar} ${styles.noPrint}`}>
      {mayPublish(shop.role) ? (
        <>
          <Button type="primary" onClick={onEdit} data-testid="edit-report">
            {t.reports.edit}
          </Button>
          <Button
            onClick={() => write.mutate({ kind: report.kind, day: report.day }, said(t.reports.recounted))}
            loading={write.isPending}
          >
            {t.reports.recount}
          </Button>
          <Button onClick={() => send.mutate(report.id, said(t.reports.sent))} loading={send.isPending}>
            {t.reports.send}
          </Button>
        </>
      ) : null}
      <Button href={`/api/shops/${shop.code}/reports/${report.id}/xlsx?language=${language}`}>{t.reports.xlsx}</Button>
      <Button href={`/api/shops/${shop.code}/reports/${report.id}/pdf?language=${language}`} data-testid="report-pdf">
        {t.reports.pdf}
      </Button>
      <Button onClick={() => window.print()}>{t.reports.print}</Button>
    </div>
  );
}
