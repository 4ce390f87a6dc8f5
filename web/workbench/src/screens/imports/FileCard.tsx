import Checkbox from "antd/es/checkbox";
import Select from "antd/es/select";
import { useState } from "react";
import { useText } from "../../i18n";
import type { ImportFile, ImportKind } from "../../protocol/types";
import { asKind, type Choice } from "./choices";
import styles from "./imports.module.css";

interface Props {
  file: ImportFile;
  kinds: readonly ImportKind[];
  choice: Choice;
  fixed: boolean;
  onChange(choice: Choice): void;
}

/** A file: what it is taken for, and which of its columns becomes what. */
export function FileCard({ file, kinds, choice, fixed, onChange }: Props) {
  const t = useText();
  const [open, setOpen] = useState(Boolean(file.problem && file.columns.length));
  const kind = kinds.find((one) => one.name === choice.kind);
  const used = file.columns.filter(({ header }) => choice.names[header]).length;
  const pick = (name: string) => {
    const next = kinds.find((one) => one.name === name);
    if (next) onChange(asKind(file, next, choice));
    setOpen(true);
  };
  return (
    <article className={styles.file} data-testid={`import-file-${file.name}`}>
      <header className={styles.fileHead}>
        <Checkbox
          checked={choice.taken}
          disabled={fixed}
          onChange={(event) => onChange({ ...choice, taken: event.target.checked })}
          aria-label={`${t.imports.take} ${file.name}`}
        />
        <strong className={styles.fileName}>{file.name}</strong>
        <span className={styles.quiet}>
          {t.imports.size(file.size / 1024)}
          {file.rows ? ` · ${t.imports.about(file.rows, file.header_row)}` : null}
        </span>
        {choice.kind === "shop" ? (
          <span>{t.imports.profile}</span>
        ) : (
          <Select
            value={choice.kind || undefined}
            placeholder={t.imports.kindUnknown}
            aria-label={`${t.imports.kind} ${file.name}`}
            disabled={fixed || !choice.taken}
            onChange={pick}
            options={kinds.map((one) => ({ value: one.name, label: one.title }))}
            className={styles.kind ?? ""}
            showSearch={{ optionFilterProp: "label" }}
          />
        )}
      </header>
      {file.problem && choice.taken ? (
        <p className={styles.problem} role="alert">
          {file.problem.why}。{file.problem.remedy}
        </p>
      ) : null}
      {file.columns.length && choice.taken ? (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t.imports.columns(file.columns.length, used)}</summary>
          {open ? <Columns file={file} kind={kind} choice={choice} fixed={fixed} onChange={onChange} /> : null}
        </details>
      ) : null}
    </article>
  );
}

function Columns({ file, kind, choice, fixed, onChange }: Omit<Props, "kinds"> & { kind: ImportKind | undefined }) {
  const t = useText();
  const options = (header: string) => [
    { value: "", label: t.imports.leftOut },
    ...(kind && !kind.columns.includes(header) && choice.names[header] === header
      ? [{ value: header, label: t.imports.kept }]
      : []),
    ...(kind?.columns ?? []).map((name) => ({
      value: name,
      label: kind?.required.includes(name) ? `${name}（${t.imports.required}）` : name,
    })),
  ];
  return (
    <div className={styles.columns}>
      <span className={styles.head}>{t.imports.column}</span>
      <span className={styles.head}>{t.imports.sample}</span>
      <span className={styles.head}>{t.imports.becomes}</span>
      {file.columns.map(({ header, sample }) => (
        <div key={header} className={styles.column}>
          <span>{header}</span>
          <span className={styles.sample} title={sample}>
            {sample || t.common.none}
          </span>
          <Select
            size="small"
            value={choice.names[header] ?? ""}
            disabled={fixed || !kind}
            aria-label={`${header} ${t.imports.becomes}`}
            options={options(header)}
            onChange={(name: string) => onChange({ ...choice, names: { ...choice.names, [header]: name } })}
            showSearch={{ optionFilterProp: "label" }}
          />
        </div>
      ))}
    </div>
  );
}
