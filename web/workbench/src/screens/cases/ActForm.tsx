import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { useView } from "../../store/use";
import styles from "./cases.module.css";
import { EvidenceButton } from "./EvidenceButton";
import { Field } from "./Field";
import { nameIn } from "./tone";
import { type CaseAct, type CaseDetail, useActs } from "./useCases";

type Name = CaseAct["act"];
type Asked = "amount" | "text" | "waybill" | "courier" | "address" | "side" | "must_return" | "owner" | "freight_payer";

const MONEY = new Set(["cancel", "refund_only", "return_refund", "price_protection", "compensation"]);
const BACK = new Set(["return_refund", "exchange", "repair"]);
const MAIN = new Set<Name>(["approve", "confirm", "received", "refund", "ship"]);

/** What an act asks for, of a case of this kind. */
function fieldsOf(act: Name, kind: string): Asked[] {
  switch (act) {
    case "approve":
      return [
        ...(MONEY.has(kind) ? (["amount"] as const) : []),
        ...(BACK.has(kind) ? (["must_return", "freight_payer", "address"] as const) : []),
      ];
    case "waybill":
    case "ship":
      return ["waybill", "courier"];
    case "received":
      return ["side"];
    case "assign":
      return ["owner"];
    case "confirm":
    case "refund":
      return [];
    default:
      return ["text"];
  }
}

interface Props {
  shop: string;
  detail: CaseDetail;
}

/** Buttons for what one may do now; an act that asks for something opens its fields first. */
export function ActForm({ shop, detail }: Props) {
  const t = useText();
  const one = detail.case;
  const acts = useActs(shop, one.id);
  const agents = useView((view) => view.state.agents[shop]);
  const [open, setOpen] = useState<Name | null>(null);
  const judged = detail.judgement;
  const [values, setValues] = useState<Partial<CaseAct>>({
    amount: judged?.amount && Number(judged.amount) <= Number(detail.left) ? judged.amount : (one.asked ?? detail.left),
    must_return: judged?.must_return_goods ?? true,
    ...(judged?.return_freight_payer ? { freight_payer: judged.return_freight_payer as "buyer" } : {}),
  });
  const set = (part: Partial<CaseAct>) => setValues((old) => ({ ...old, ...part }));
  const names = detail.acts.filter((act) => act !== "evidence" && act !== "withdraw") as Name[];
  const fields = open ? fieldsOf(open, one.kind) : [];
  const send = (act: Name) => {
    const asked = Object.fromEntries(fieldsOf(act, one.kind).map((name) => [name, values[name]]));
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== ""));
    acts.mutate({ act, version: one.version, ...given });
  };
  const press = (act: Name) => (fieldsOf(act, one.kind).length && open !== act ? setOpen(act) : send(act));
  return (
    <form
      className={styles.form}
      data-testid="case-acts"
      onSubmit={(event) => {
        event.preventDefault();
        if (open) send(open);
      }}
    >
      <div className={styles.buttons}>
        {names.map((act) => (
          <Button
            key={act}
            size="small"
            type={MAIN.has(act) && (!open || open === act) ? "primary" : "default"}
            danger={act === "refuse"}
            onClick={() => press(act)}
            loading={acts.isPending && acts.variables?.act === act}
            data-testid={`case-${act}`}
          >
            {nameIn(t.cases.acts, act)}
          </Button>
        ))}
        {detail.acts.includes("evidence") ? <EvidenceButton shop={shop} detail={detail} /> : null}
      </div>
      {fields.includes("amount") ? (
        <Field
          label={t.cases.amount}
          hint={`${t.cases.paidLeft(detail.left)}${detail.limit ? ` · ${t.cases.limit(detail.limit)}` : ""}`}
        >
          {(id) => (
            <Input
              id={id}
              value={String(values.amount ?? "")}
              inputMode="decimal"
              onChange={(event) => set({ amount: event.target.value })}
              data-testid="case-amount"
            />
          )}
        </Field>
      ) : null}
      {fields.includes("must_return") ? (
        <Checkbox checked={values.must_return ?? true} onChange={(event) => set({ must_return: event.target.checked })}>
          {t.cases.returnGoods}
        </Checkbox>
      ) : null}
      {fields.includes("freight_payer") ? (
        <Field label={t.cases.freight}>
          {(id) => (
            <Select
              id={id}
              value={values.freight_payer || undefined}
              onChange={(payer) => set({ freight_payer: payer })}
              options={(["seller", "buyer", "none"] as const).map((payer) => ({
                value: payer,
                label: t.cases.freights[payer],
              }))}
            />
          )}
        </Field>
      ) : null}
      {(["address", "waybill", "courier"] as const)
        .filter((name) => fields.includes(name))
        .map((name) => (
          <Field key={name} label={t.cases[name]}>
            {(id) => (
              <Input
                id={id}
                value={values[name] ?? ""}
                maxLength={200}
                onChange={(event) => set({ [name]: event.target.value })}
                data-testid={`case-field-${name}`}
              />
            )}
          </Field>
        ))}
      {fields.includes("side") ? (
        <Field label={t.cases.side}>
          {(id) => (
            <Select
              id={id}
              value={values.side || undefined}
              onChange={(side) => set({ side })}
              options={Object.entries(t.cases.sides).map(([value, label]) => ({ value: value as "商品", label }))}
            />
          )}
        </Field>
      ) : null}
      {fields.includes("owner") ? (
        <Field label={t.cases.owner}>
          {(id) => (
            <Select<number>
              id={id}
              {...(values.owner ? { value: values.owner } : {})}
              onChange={(owner) => set({ owner })}
              options={[...(agents?.values() ?? [])].map((agent) => ({ value: agent.id, label: agent.name }))}
            />
          )}
        </Field>
      ) : null}
      {fields.includes("text") ? (
        <Field label={open === "note" ? t.cases.note : t.cases.reply}>
          {(id) => (
            <Input.TextArea
              id={id}
              value={values.text ?? ""}
              maxLength={1000}
              autoSize={{ minRows: 2 }}
              onChange={(event) => set({ text: event.target.value })}
              data-testid="case-field-text"
            />
          )}
        </Field>
      ) : null}
      {acts.isError ? (
        <p role="alert" className={styles.error}>
          {sentence(t, acts.error)}
        </p>
      ) : null}
    </form>
  );
}
