import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Table, { type TableProps } from "antd/es/table";
import type { ReactNode } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import styles from "../page.module.css";
import own from "./connect.module.css";
import { Once } from "./Once";

interface Props<Row extends { id: number }> {
  title: string;
  lead: string;
  /** What is asked for a new one; the button that makes it stands below. */
  form: ReactNode;
  make: { text: string; ready: boolean; testId: string; run(): void };
  making: { isPending: boolean; error: unknown; reset(): void };
  /** The secret of the one just made, and what it is for. */
  secret: string | undefined;
  secretHint: string;
  list: { data: Row[] | undefined; isPending: boolean; error: unknown; refetch(): unknown };
  none: string;
  columns: NonNullable<TableProps<Row>["columns"]>;
  expandable?: TableProps<Row>["expandable"];
  /** How one is ended, after a question. */
  end: { text: string; title(row: Row): string; content(row: Row): string; run(id: number): Promise<unknown> };
}

/** What programs are let in by: made here, its secret shown once, listed, ended. */
export function Listed<Row extends { id: number }>(props: Props<Row>) {
  const t = useText();
  const { modal } = AntApp.useApp();
  const { make, making, list, end } = props;
  const ask = (row: Row) =>
    modal.confirm({
      title: end.title(row),
      content: end.content(row),
      okText: end.text,
      cancelText: t.common.cancel,
      okButtonProps: { danger: true },
      onOk: () => end.run(row.id),
    });
  const last = {
    key: "end",
    render: (_: unknown, row: Row) => (
      <Button size="small" danger onClick={() => ask(row)}>
        {end.text}
      </Button>
    ),
  };
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{props.title}</h2>
      <p className={styles.lead}>{props.lead}</p>
      <div className={own.form}>
        {props.form}
        <Button
          type="primary"
          disabled={!make.ready}
          loading={making.isPending}
          onClick={make.run}
          data-testid={make.testId}
        >
          {make.text}
        </Button>
      </div>
      {making.error ? <p role="alert">{sentence(t, making.error)}</p> : null}
      {list.isPending ? <Loading rows={3} /> : null}
      {list.error ? <Failed error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.data ? (
        <Table<Row>
          size="small"
          rowKey="id"
          className={own.table ?? ""}
          pagination={false}
          rowHoverable={false}
          scroll={{ x: true }}
          dataSource={list.data}
          locale={{ emptyText: props.none }}
          columns={[...props.columns, last]}
          {...(props.expandable ? { expandable: props.expandable } : {})}
        />
      ) : null}
      {props.secret ? (
        <Once title={make.text} hint={props.secretHint} secret={props.secret} onClose={making.reset} />
      ) : null}
    </section>
  );
}
