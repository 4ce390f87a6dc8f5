import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Table from "antd/es/table";
import { useRef } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import { mayPublish } from "../quality/rights";
import styles from "./reports.module.css";
import { type ImportedFigure, useReportActs } from "./useReports";

/** The platform's own figures of these days, with the cell that each came from. */
export function ImportedFigures({ shop, rows }: { shop: Shop; rows: readonly ImportedFigure[] }) {
  const t = useText();
  const { message, modal } = AntApp.useApp();
  const { upload } = useReportActs(shop.code);
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (!file) return;
    upload.mutate(file, {
      onSuccess: ({ figures, unread }) => {
        void message.success(t.reports.uploaded(figures));
        if (unread.length)
          modal.warning({
            title: t.reports.unread(unread.length),
            content: unread.map((one) => `${one.line ?? ""} ${one.why}`).join("\n"),
          });
      },
      onError: (error) => void message.error(sentence(t, error)),
    });
  };
  return (
    <section>
      <div className={styles.bar}>
        <h2 className={page.sectionTitle}>{t.reports.imported}</h2>
        <span className={styles.gap} />
        {mayPublish(shop.role) ? (
          <>
            <input
              ref={input}
              type="file"
              accept=".csv,.xlsx,.xls"
              hidden
              data-testid="figures-file"
              onChange={(e) => {
                take(e.target.files?.[0]);
                e.target.value = "";
              }}
            />
            <Button onClick={() => input.current?.click()} loading={upload.isPending}>
              {t.reports.upload}
            </Button>
          </>
        ) : null}
      </div>
      {rows.length ? (
        <Table<ImportedFigure>
          size="small"
          rowKey={(row) => `${row.platform}${row.day}${row.account}${row.name}`}
          pagination={false}
          dataSource={rows as ImportedFigure[]}
          scroll={{ x: "max-content" }}
          columns={[
            { title: t.reports.day, dataIndex: "day" },
            { title: t.reports.account, render: (_, row) => row.account || t.reports.wholeAccount },
            { title: t.reports.figure, dataIndex: "name" },
            { title: t.reports.value, dataIndex: "value", align: "right" },
            {
              title: t.reports.platform,
              render: (_, row) => (
                <span className={styles.quiet}>{`${row.platform} · ${t.reports.fileLine(row.file, row.line)}`}</span>
              ),
            },
          ]}
        />
      ) : (
        <p className={styles.quiet}>{t.reports.importedHint}</p>
      )}
    </section>
  );
}
