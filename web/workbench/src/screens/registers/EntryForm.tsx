import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { Field } from "../cases/Field";
import styles from "./registers.module.css";
import { KINDS, type Kind, useAddEntry, useFilled } from "./useRegisters";

interface Props {
  shop: string;
  order: string;
  conversation: number | null;
  kind?: Kind;
  onDone(): void;
}

/** A new entry; what order and chat tell is filled in already. */
export function EntryForm({ shop, order, conversation, kind: given, onDone }: Props) {
  const t = useText();
  const [kind, setKind] = useState<Kind>(given ?? "resend");
  return (
    <div className={styles.form} data-testid="entry-form">
      {given ? null : (
        <Select
          value={kind}
          onChange={setKind}
          aria-label={t.registers.kind}
          options={KINDS.map((one) => ({ value: one, label: t.registers.kinds[one] }))}
          data-testid="entry-kind"
        />
      )}
      <Cells
        key={`${kind}/${order}`}
        shop={shop}
        order={order}
        conversation={conversation}
        kind={kind}
        onDone={onDone}
      />
    </div>
  );
}

function Cells({ shop, order, conversation, kind, onDone }: Required<Props>) {
  const t = useText();
  const filled = useFilled(shop, kind, order, conversation);
  const add = useAddEntry(shop);
  const [typed, setTyped] = useState<Record<string, string>>({});
  if (filled.isPending) return <Loading rows={4} />;
  if (filled.isError) return <Failed error={filled.error} onRetry={() => filled.refetch()} />;
  const { columns, needed, cells } = filled.data;
  const value = (name: string) => typed[name] ?? cells[name] ?? "";
  const send = () => {
    const whole = Object.fromEntries(columns.map((name) => [name, value(name)]).filter(([, text]) => text));
    add.mutate({ kind, order, cells: whole, ...(conversation ? { conversation } : {}) }, { onSuccess: onDone });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {columns.map((name) => (
        <Field key={name} label={`${t.registers.column(name)}${needed.includes(name) ? " *" : ""}`}>
          {(id) => (
            <Input
              id={id}
              value={value(name)}
              maxLength={500}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              data-testid={`entry-${name}`}
            />
          )}
        </Field>
      ))}
      {add.isError ? (
        <p role="alert" className={styles.error}>
          {sentence(t, add.error)}
        </p>
      ) : null}
      <Button type="primary" size="small" htmlType="submit" loading={add.isPending} data-testid="entry-send">
        {t.registers.add}
      </Button>
    </form>
  );
}
