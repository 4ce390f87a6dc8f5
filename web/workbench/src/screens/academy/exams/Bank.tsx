import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import Table from "antd/es/table";
import Upload from "antd/es/upload";
import { useMemo, useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import styles from "./exams.module.css";
import { QuestionDrawer } from "./QuestionDrawer";
import { type BankQuestion, type Imported, KINDS, useBank, useExamActs } from "./useExams";

/** The question bank: look, write, switch off, out to a table and in again. */
export function Bank({ shop }: { shop: string }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const bank = useBank(shop);
  const acts = useExamActs(shop);
  const [words, setWords] = useState("");
  const [kind, setKind] = useState<string | null>(null);
  const [topic, setTopic] = useState<string | null>(null);
  const [origin, setOrigin] = useState<string | null>(null);
  const [editing, setEditing] = useState<BankQuestion | "new" | null>(null);
  const [imported, setImported] = useState<Imported | null>(null);
  const rows = useMemo(
    () =>
      (bank.data ?? []).filter(
        (one) =>
          (!kind || one.kind === kind) &&
          (!topic || one.topic === topic) &&
          (!origin || one.origin === origin) &&
          (!words || one.stem.includes(words) || one.code.includes(words)),
      ),
    [bank.data, kind, topic, origin, words],
  );
  if (bank.isPending) return <Loading rows={8} />;
  if (bank.isError) return <Failed error={bank.error} onRetry={() => bank.refetch()} />;
  const bringIn = async (file: File) => {
    try {
      setImported(await acts.bringIn.mutateAsync(file));
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <section data-testid="bank">
      <div className={styles.bar}>
        <Input.Search allowClear placeholder={t.exams.search} aria-label={t.exams.search} onSearch={setWords} />
        <Choice label={t.exams.topic} value={topic} onChange={setTopic} options={t.exams.topics} />
        <Choice
          label={t.exams.kind}
          value={kind}
          onChange={setKind}
          options={Object.fromEntries(KINDS.map((one) => [one, t.exams.kinds[one]]))}
        />
        <Choice label={t.exams.origin} value={origin} onChange={setOrigin} options={t.exams.origins} />
        <Button type="primary" onClick={() => setEditing("new")} data-testid="question-new">
          {t.exams.write}
        </Button>
        <Button href={`/api/shops/${shop}/academy/questions/export`} download="questions.csv">
          {t.exams.exportFile}
        </Button>
        <Upload
          accept=".csv,.txt"
          showUploadList={false}
          beforeUpload={(file) => {
            void bringIn(file);
            return false;
          }}
        >
          <Button loading={acts.bringIn.isPending}>{t.exams.importFile}</Button>
        </Upload>
      </div>
      {imported ? <Outcome imported={imported} /> : null}
      <p className={styles.hint}>{t.exams.bankCount(rows.length)}</p>
      <Table<BankQuestion>
        size="small"
        rowKey="code"
        pagination={{ pageSize: 20, showSizeChanger: false }}
        dataSource={rows}
        scroll={{ x: true }}
        onRow={(row) => ({ onClick: () => setEditing(row), style: { cursor: "pointer" } })}
        columns={[
          { title: t.exams.stem, dataIndex: "stem", width: "50%", className: styles.stemColumn ?? "" },
          { title: t.exams.kind, render: (_, row) => t.exams.kinds[row.kind] },
          { title: t.exams.topic, render: (_, row) => t.exams.topics[row.topic] },
          { title: t.exams.difficulty, dataIndex: "difficulty", align: "right" },
          {
            title: t.exams.origin,
            render: (_, row) => (row.version ? t.exams.version(row.version) : t.exams.origins[row.origin]),
          },
          { title: "", render: (_, row) => (row.active ? null : <State>{t.exams.off}</State>) },
        ]}
      />
      {editing ? (
        <QuestionDrawer
          shop={shop}
          question={editing === "new" ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  );
}

interface ChoiceProps {
  label: string;
  value: string | null;
  options: Readonly<Record<string, string>>;
  onChange(value: string | null): void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      allowClear
      value={value}
      placeholder={label}
      aria-label={label}
      onChange={(chosen) => onChange(chosen ?? null)}
      options={Object.entries(options).map(([key, name]) => ({ value: key, label: name }))}
    />
  );
}

function Outcome({ imported }: { imported: Imported }) {
  const t = useText();
  return (
    <div data-testid="bank-imported">
      <p>{t.exams.imported(imported.added, imported.changed, imported.unchanged)}</p>
      {imported.refused.length ? (
        <>
          <p>{t.exams.refused(imported.refused.length)}</p>
          <ul className={styles.refused}>
            {imported.refused.slice(0, 50).map((one) => (
              <li key={`${one.row}${one.column}${one.why}`}>
                {one.row === null ? "" : `${t.exams.row(one.row)} `}
                {one.column ? `「${one.column}」` : ""}
                {one.why}；{one.remedy}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
