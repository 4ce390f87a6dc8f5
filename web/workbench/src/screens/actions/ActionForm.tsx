import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Conversation } from "../../protocol/types";
import { Field } from "../cases/Field";
import { nameIn } from "../cases/tone";
import styles from "./actions.module.css";
import { type Option, type OrderDesk, usePropose } from "./useOrderDesk";

interface Props {
  option: Option;
  desk: OrderDesk;
  conversation: Conversation;
  onDone(): void;
}

/** The details of one action. A remark begins with the shop's template: date, service number, matter, promise. */
export function ActionForm({ option, desk, conversation, onDone }: Props) {
  const t = useText();
  const propose = usePropose(conversation.shop);
  const [id] = useState(() => crypto.randomUUID());
  const first: Record<string, string> = option.kind === "remark" ? { 备注: `${desk.remark_head}-` } : {};
  const [values, setValues] = useState(first);
  const set = (name: string, value: string) => setValues((old) => ({ ...old, [name]: value }));
  const params = option.fields
    .map(({ name }) => ({ name, value: values[name]?.trim() ?? "" }))
    .filter((one) => one.value !== "");
  const newOne = option.kind === "place_order";
  return (
    <form
      className={styles.form}
      data-testid="action-form"
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate(
          {
            kind: option.kind,
            order: newOne ? "" : desk.order.number,
            conversation: conversation.id,
            params,
            client_id: id,
          },
          { onSuccess: onDone },
        );
      }}
    >
      {option.fields.map((field) => (
        <Field key={field.name} label={field.needed ? `${field.name} *` : field.name}>
          {(control) =>
            field.choices.length ? (
              <Select
                id={control}
                allowClear
                {...(values[field.name] ? { value: values[field.name] } : {})}
                onChange={(value) => set(field.name, value ?? "")}
                options={field.choices.map((one) => ({ value: one, label: `${one} ${desk.flags[one] ?? ""}` }))}
              />
            ) : (
              <Input
                id={control}
                value={values[field.name] ?? ""}
                maxLength={field.kind === "text" ? 500 : 200}
                inputMode={field.kind === "money" ? "decimal" : "text"}
                placeholder={t.orderActs.hints[field.kind as keyof typeof t.orderActs.hints] ?? ""}
                onChange={(event) => set(field.name, event.target.value)}
                data-testid={`action-field-${field.name}`}
              />
            )
          }
        </Field>
      ))}
      <p className={styles.rule}>
        {option.asks ? t.orderActs.asks : t.orderActs.atOnce} · {option.rule}
      </p>
      {propose.isError ? (
        <p role="alert" className={styles.error}>
          {sentence(t, propose.error)}
        </p>
      ) : null}
      <Button type="primary" size="small" htmlType="submit" loading={propose.isPending} data-testid="action-send">
        {option.asks ? t.orderActs.send : nameIn(t.orderActs.acts, option.kind, option.name)}
      </Button>
    </form>
  );
}
