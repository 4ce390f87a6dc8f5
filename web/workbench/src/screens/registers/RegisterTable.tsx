import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import Table from "antd/es/table";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import styles from "./registers.module.css";
import { type Entry, type Kind, type RegisterState, useChangeEntry, useRegister } from "./useRegisters";

interface Props {
  shop: string;
  kind: Kind;
  state: RegisterState;
  q: string;
  zone: string | undefined;
  may: boolean;
}

const MOVES = ["open", "doing", "done", "failed", "dropped"] as const;

/** A register as a sheet: cells are changed where they stand, a result is told to the chats that asked. */
export function RegisterTable({ shop, kind, state, q, zone, may }: Props) {
  const t = useText();
  const found = useRegister(shop, kind, state, q);
  const change = useChangeEntry(shop);
  if (found.isPending) return <Loading rows={8} />;
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data.entries.length) return <Blank title={t.registers.empty} hint={t.registers.emptyHint} />;
  const set = (entry: Entry, name: string, value: string) =>
    change.mutate({ id: entry.id, version: entry.version, cells: { ...entry.cells, [name]: value } });
  return (
    <>
      {change.isError ? <p role="alert">{sentence(t, change.error)}</p> : null}
      <Table<Entry>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: true }}
        dataSource={found.data.entries}
        onRow={(entry) => ({ "data-testid": "entry-row", "data-state": entry.state }) as object}
        columns={[
          {
            title: t.registers.order,
            key: "order",
            render: (_, entry) => (
              <>
                {entry.order || entry.nick}
                <small className={styles.meta}>
                  {entry.number} {entry.asked > 1 ? t.registers.asked(entry.asked) : ""}
                </small>
              </>
            ),
          },
          {
            title: <span className={styles.one}>{t.registers.cutoff}</span>,
            key: "cutoff",
            render: (_, entry) => (entry.cutoff_at ? <When at={entry.cutoff_at} zone={zone} form="long" /> : "—"),
          },
          ...found.data.columns.map((name) => ({
            title: <span className={styles.one}>{t.registers.column(name)}</span>,
            key: name,
            render: (_: unknown, entry: Entry) => (
              <Cell
                value={entry.cells[name] ?? ""}
                label={`${t.registers.column(name)} ${entry.number}`}
                may={may}
                onSave={(value) => set(entry, name, value)}
              />
            ),
          })),
          {
            title: <span className={styles.one}>{t.registers.state}</span>,
            key: "state",
            render: (_, entry) => (
              <Outcome
                key={entry.version}
                entry={entry}
                may={may}
                onSave={(next, result) => change.mutate({ id: entry.id, version: entry.version, state: next, result })}
              />
            ),
          },
          {
            title: "",
            key: "chat",
            render: (_, entry) =>
              entry.chats[0] ? (
                <Link to="/c/$id" params={{ id: String(entry.chats[0]) }}>
                  {t.work.toChat}
                </Link>
              ) : null,
          },
        ]}
      />
    </>
  );
}

function Cell({ value, label, may, onSave }: { value: string; label: string; may: boolean; onSave(v: string): void }) {
  const [typed, setTyped] = useState<string | null>(null);
  if (!may) return <span>{value}</span>;
  const save = () => {
    if (typed !== null && typed.trim() !== value) onSave(typed.trim());
    setTyped(null);
  };
  return (
    <Input
      variant="borderless"
      size="small"
      className={styles.cell ?? ""}
      aria-label={label}
      maxLength={500}
      value={typed ?? value}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={save}
      onPressEnter={save}
    />
  );
}

interface OutcomeProps {
  entry: Entry;
  may: boolean;
  onSave(state: (typeof MOVES)[number], result: string): void;
}

function Outcome({ entry, may, onSave }: OutcomeProps) {
  const t = useText();
  const [state, setState] = useState(entry.state as (typeof MOVES)[number]);
  const [result, setResult] = useState(entry.result);
  const changed = state !== entry.state || result !== entry.result;
  if (!may) return <span>{`${t.registers.states[state]} ${entry.result}`}</span>;
  return (
    <span className={styles.outcome}>
      <Select
        size="small"
        value={state}
        onChange={setState}
        aria-label={`${t.registers.state} ${entry.number}`}
        options={MOVES.map((one) => ({ value: one, label: t.registers.states[one] }))}
        data-testid="entry-state"
      />
      <Input
        size="small"
        value={result}
        maxLength={200}
        placeholder={t.registers.result}
        aria-label={`${t.registers.result} ${entry.number}`}
        onChange={(event) => setResult(event.target.value)}
      />
      {changed ? (
        <Button size="small" type="primary" onClick={() => onSave(state, result)} data-testid="entry-save">
          {t.common.save}
        </Button>
      ) : null}
    </span>
  );
}
