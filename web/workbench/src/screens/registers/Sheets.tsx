import { useMutation, useQueryClient } from "@tanstack/react-query";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import type { components } from "../../../../api/schema";
import { sentence, useText } from "../../i18n";
import { FileButton } from "../../parts/FileButton";
import { body, http } from "../../protocol/api";
import styles from "./registers.module.css";
import type { Kind, RegisterState } from "./useRegisters";

interface Props {
  shop: string;
  kind: Kind;
  state: RegisterState;
}

/** A day's sheet out, and the filled-in one back: what was wrong in it is listed by row and column. */
export function Sheets({ shop, kind, state }: Props) {
  const t = useText();
  const client = useQueryClient();
  const [day, setDay] = useState("");
  const back = useMutation({
    mutationFn: (sheet: File) => {
      const form = new FormData();
      form.append("file", sheet);
      return body(
        http.POST("/api/shops/{shop}/registers/import", {
          params: { path: { shop } },
          body: form as unknown as { file: string },
          bodySerializer: (value) => value as unknown as FormData,
        }),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["register", shop] }),
  });
  const query = new URLSearchParams({ kind, state, ...(day ? { day } : {}) });
  return (
    <>
      <div className={styles.buttons} data-print="no">
        <Input
          type="date"
          className={styles.day ?? ""}
          value={day}
          aria-label={t.registers.day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Button href={`/api/shops/${shop}/registers/export?${query}`} data-testid="register-export">
          {t.registers.export}
        </Button>
        <Button href={`/api/shops/${shop}/registers/export?${query}&format=csv`}>CSV</Button>
        <FileButton
          label={t.registers.import}
          accept=".xlsx,.csv"
          busy={back.isPending}
          onFiles={([sheet]) => sheet && back.mutate(sheet)}
          testId="register-file"
        />
      </div>
      {back.isError ? <p role="alert">{sentence(t, back.error)}</p> : null}
      {back.data ? <Result told={back.data} /> : null}
    </>
  );
}

function Result({ told }: { told: components["schemas"]["TickedBack"] }) {
  const t = useText();
  return (
    <div role="status" data-testid="register-result">
      {t.registers.back(told.changed, told.unchanged, told.refused.length)}
      <ul className={styles.refused}>
        {told.refused.map((row) => (
          <li key={`${row.row}/${row.column}`}>
            {t.registers.refused(row.row ?? 0, row.column ?? "", row.why, row.remedy)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Leads choose a register's columns. */
export function Columns({ shop, kind, columns }: { shop: string; kind: Kind; columns: readonly string[] }) {
  const t = useText();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string[]>([...columns]);
  const save = useMutation({
    mutationFn: () =>
      body(
        http.PUT("/api/shops/{shop}/registers/columns", {
          params: { path: { shop } },
          body: { kind, columns: chosen },
        }),
      ),
    onSuccess: () => {
      setOpen(false);
      return client.invalidateQueries({ queryKey: ["register", shop] });
    },
  });
  if (!open)
    return (
      <Button
        onClick={() => {
          setChosen([...columns]);
          setOpen(true);
        }}
        data-testid="register-columns"
      >
        {t.registers.columns}
      </Button>
    );
  return (
    <span className={styles.buttons}>
      <Select
        mode="tags"
        className={styles.wide ?? ""}
        value={chosen}
        onChange={(next: string[]) => setChosen(next)}
        aria-label={t.registers.columns}
        suffixIcon={null}
        open={false}
      />
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>
        {t.common.save}
      </Button>
      <Button onClick={() => setOpen(false)}>{t.common.cancel}</Button>
      {save.isError ? <span role="alert">{sentence(t, save.error)}</span> : null}
    </span>
  );
}
