import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Conversation } from "../../protocol/types";
import { useShopper } from "../../store/queries";
import styles from "./cases.module.css";
import { Field } from "./Field";
import { type OpenCase, useOpenCase } from "./useCases";

interface Props {
  conversation: Conversation;
  onOpened(id: number): void;
}

/** A new case for one of the shopper's orders. */
export function OpenForm({ conversation, onOpened }: Props) {
  const t = useText();
  const { shop, shopper, visit, id } = conversation;
  const known = useShopper(shop, shopper.id, visit?.id ?? 0);
  const make = useOpenCase(shop);
  const orders = known.data?.orders ?? [];
  const [wish, setWish] = useState<Partial<OpenCase>>({ kind: "return_refund", reason: "no_reason" });
  const order = wish.order ?? orders[0]?.number;
  if (!orders.length) return null;
  const send = () =>
    order &&
    make.mutate({ ...(wish as OpenCase), order, conversation: id }, { onSuccess: (made) => onOpened(made.id) });
  return (
    <form
      className={styles.form}
      data-testid="case-open"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field label={t.cases.order}>
        {(id) => (
          <Select
            id={id}
            value={order}
            onChange={(number) => setWish({ ...wish, order: number })}
            options={orders.map((one) => ({ value: one.number, label: `${one.number} ${one.status_text}` }))}
          />
        )}
      </Field>
      <Field label={t.cases.kind}>
        {(id) => (
          <Select
            id={id}
            value={wish.kind}
            onChange={(kind) => setWish({ ...wish, kind })}
            options={Object.entries(t.cases.kinds).map(([value, label]) => ({
              value: value as OpenCase["kind"],
              label,
            }))}
          />
        )}
      </Field>
      <Field label={t.cases.reason}>
        {(id) => (
          <Select
            id={id}
            value={wish.reason}
            onChange={(reason) => setWish({ ...wish, reason })}
            options={Object.entries(t.cases.reasons).map(([value, label]) => ({
              value: value as OpenCase["reason"],
              label,
            }))}
          />
        )}
      </Field>
      <Field label={t.cases.note}>
        {(id) => (
          <Input
            id={id}
            value={wish.note ?? ""}
            maxLength={500}
            onChange={(event) => setWish({ ...wish, note: event.target.value })}
          />
        )}
      </Field>
      {make.isError ? (
        <p role="alert" className={styles.error}>
          {sentence(t, make.error)}
        </p>
      ) : null}
      <Button type="primary" size="small" htmlType="submit" loading={make.isPending} data-testid="case-create">
        {t.cases.creating}
      </Button>
    </form>
  );
}
