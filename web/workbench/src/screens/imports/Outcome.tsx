import Button from "antd/es/button";
import Table from "antd/es/table";
import { comma, useText } from "../../i18n";
import type { ImportOutcome } from "../../protocol/types";
import styles from "./imports.module.css";

const EXAMPLES = 4;

/** What an import would do, or did: tables by outcome, then every refused row. */
export function Outcome({ outcome, refusedHref }: { outcome: ImportOutcome; refusedHref: string }) {
  const t = useText();
  return (
    <>
      {outcome.tables.length ? <Tables outcome={outcome} /> : <p className={styles.quiet}>{t.imports.nothing}</p>}
      {outcome.refused_count ? <Refused outcome={outcome} href={refusedHref} /> : null}
      {outcome.new_people.length ? <p role="status">{t.imports.newPeople(outcome.new_people.join(comma()))}</p> : null}
      {outcome.faults.length ? (
        <details>
          <summary>{t.imports.faults(outcome.faults.length)}</summary>
          <ul className={styles.faults}>
            {outcome.faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}

function Tables({ outcome }: { outcome: ImportOutcome }) {
  const t = useText();
  const shown = (names: string[] | undefined) =>
    names?.length ? (
      <div className={styles.quiet}>{t.imports.first(names.slice(0, EXAMPLES).join(comma()))}</div>
    ) : null;
  return (
    <Table<ImportOutcome["tables"][number]>
      size="small"
      rowKey="table"
      pagination={false}
      scroll={{ x: true }}
      rowHoverable={false}
      dataSource={outcome.tables}
      data-testid="import-tables"
      columns={[
        { title: t.imports.table, render: (_, one) => t.imports.tables[one.table] ?? one.table },
        {
          title: t.imports.added,
          render: (_, one) => (
            <>
              {one.added}
              {shown(one.examples.added)}
            </>
          ),
        },
        {
          title: t.imports.changed,
          render: (_, one) => (
            <>
              {one.changed}
              {shown(one.examples.changed)}
            </>
          ),
        },
        { title: t.imports.unchanged, dataIndex: "unchanged" },
      ]}
    />
  );
}

function Refused({ outcome, href }: { outcome: ImportOutcome; href: string }) {
  const t = useText();
  const rest = outcome.refused_count - outcome.refused.length;
  return (
    <section className={styles.refused} data-testid="import-refused">
      <h3>{t.imports.refusedTitle(outcome.refused_count)}</h3>
      <Table<ImportOutcome["refused"][number]>
        size="small"
        rowKey={(one) => `${one.file}/${one.row}/${one.column}/${one.why}`}
        pagination={outcome.refused.length > 20 ? { pageSize: 20, size: "small", showSizeChanger: false } : false}
        scroll={{ x: true }}
        rowHoverable={false}
        dataSource={outcome.refused}
        columns={[
          { title: t.imports.file, dataIndex: "file" },
          { title: t.imports.refusedRow, render: (_, one) => one.row ?? t.imports.wholeFile },
          { title: t.imports.column, render: (_, one) => one.column ?? t.common.none },
          { title: t.imports.why, dataIndex: "why" },
          { title: t.imports.remedy, dataIndex: "remedy" },
        ]}
      />
      <p className={styles.bar}>
        <Button href={href} download>
          {t.imports.download}
        </Button>
        {rest > 0 ? <span className={styles.quiet}>{t.imports.more(rest)}</span> : null}
      </p>
    </section>
  );
}
