import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Field } from "../../cases/Field";
import styles from "./backend.module.css";
import { type SandForm, type SandOrder, useBackendActs } from "./useBackend";

interface Props {
  shop: string;
  drill: number;
  order: SandOrder;
  form: SandForm;
  flags: readonly string[];
  name: string;
  onDone(): void;
}

/** The details of one deed in the sandbox; what the back end refuses, it says. */
export function DeedForm({ shop, drill, order, form, flags, name, onDone }: Props) {
  const t = useText();
  const { act } = useBackendActs(shop);
  const [values, setValues] = useState<Record<string, string>>({});
  const set = (field: string, value: string) => setValues((old) => ({ ...old, [field]: value }));
  const details = form.fields
    .map((field) => ({ name: field.name, value: values[field.name]?.trim() ?? "" }))
    .filter((one) => one.value !== "");
  const choices = (kind: string) => {
    if (kind === "flag") return flags.map((value) => ({ value, label: value }));
    if (kind !== "sku") return null;
    return order.variants.map((one) => ({ value: one.number, label: `${one.spec} · ¥${one.price} · ${one.stock}` }));
  };
  return (
    <form
      className={styles.form}
      data-testid="deed-form"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ id: drill, deed: { act: form.act, order: order.number, details } }, { onSuccess: onDone });
      }}
    >
      {form.fields.map((field) => {
        const options = choices(field.kind);
        const label = t.backend.fields[field.name as keyof typeof t.backend.fields] ?? field.name;
        return (
          <Field key={field.name} label={field.needed ? `${label} *` : label}>
            {(control) =>
              options ? (
                <Select
                  id={control}
                  allowClear
                  popupMatchSelectWidth={false}
                  {...(values[field.name] ? { value: values[field.name] } : {})}
                  onChange={(value) => set(field.name, value ?? "")}
                  options={options}
                />
              ) : (
                <Input
                  id={control}
                  value={values[field.name] ?? ""}
                  maxLength={field.kind === "text" ? 500 : 200}
                  inputMode={field.kind === "money" ? "decimal" : "text"}
                  onChange={(event) => set(field.name, event.target.value)}
                  data-testid={`deed-${field.name}`}
                />
              )
            }
          </Field>
        );
      })}
      {act.isError ? (
        <p role="alert" className={styles.error}>
          {sentence(t, act.error)}
        </p>
      ) : null}
      <Button type="primary" size="small" htmlType="submit" loading={act.isPending} data-testid="deed-send">
        {name}
      </Button>
    </form>
  );
}
