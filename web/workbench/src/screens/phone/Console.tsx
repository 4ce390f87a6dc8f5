import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import type { components } from "../../../../api/schema";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { fromField } from "../../parts/time";
import { useShop } from "../../store/use";
import { WaitClock } from "./Length";
import styles from "./phone.module.css";
import { type CallAct, useActOnCall, useCall } from "./usePhone";

type Detail = components["schemas"]["CallDetail"];

/** The call that is on: what to say step by step, what was said, the caller's orders, a promised callback. */
export function Console({ shop, id }: { shop: string; id: number }) {
  const known = useCall(shop, id);
  if (known.isPending) return <Loading rows={8} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => known.refetch()} />;
  return <Form key={`${id}/${known.data.call.scene}/${known.data.call.state}`} shop={shop} detail={known.data} />;
}

const SCENES = ["order", "presale", "aftersales", "complaint"] as const;

function Form({ shop, detail }: { shop: string; detail: Detail }) {
  const t = useText();
  const { call, script, orders } = detail;
  const zone = useShop(shop)?.timezone;
  const act = useActOnCall(shop, call.id);
  const [fields, setFields] = useState<Record<string, string>>(call.fields);
  const [note, setNote] = useState(call.note);
  const [order, setOrder] = useState(call.order);
  const [back, setBack] = useState("");
  const open = call.state === "open";
  const send = (name: CallAct["act"], more: Partial<CallAct> = {}) =>
    act.mutate({
      act: name,
      version: call.version,
      fields,
      note,
      order,
      ...(back && name === "end" ? { callback_at: fromField(back, zone) } : {}),
      ...more,
    });
  return (
    <section className={styles.console} data-testid="call-console" data-state={call.state}>
      <header className={styles.line}>
        <strong className={styles.number}>{call.number}</strong>
        <State tone={call.state === "ringing" ? "urgent" : open ? "accent" : "plain"}>
          {t.phone.states[call.state]}
        </State>
        {call.answered_at && open ? <WaitClock since={call.answered_at} /> : null}
        <Select
          value={call.scene}
          disabled={!open}
          aria-label={t.phone.scene}
          onChange={(scene) => send("save", { scene })}
          options={SCENES.map((value) => ({ value, label: t.phone.scenes[value] }))}
        />
        {call.state === "ringing" ? (
          <Button type="primary" onClick={() => send("take")} data-testid="call-take">
            {t.phone.take}
          </Button>
        ) : null}
      </header>
      {act.isError ? <p role="alert">{sentence(t, act.error)}</p> : null}
      <Select
        value={order}
        onChange={setOrder}
        disabled={!open}
        aria-label={t.cases.order}
        options={[
          { value: "", label: t.complaints.noOrder },
          ...orders.map((one) => ({ value: one.order, label: `${one.order} · ${one.nick}` })),
          ...(order && !orders.some((one) => one.order === order) ? [{ value: order, label: order }] : []),
        ]}
      />
      <ol className={styles.script}>
        {script.map((step) => (
          <li key={step.name}>
            <strong>{t.phone.step(step.name)}</strong>
            <span className={styles.say}>{step.say}</span>
            {step.ask ? (
              <Input
                value={fields[step.name] ?? ""}
                disabled={!open}
                maxLength={500}
                aria-label={t.phone.step(step.name)}
                onChange={(event) => setFields({ ...fields, [step.name]: event.target.value })}
                data-testid={`call-field-${step.name}`}
              />
            ) : null}
          </li>
        ))}
      </ol>
      <Input.TextArea
        value={note}
        disabled={!open}
        maxLength={1000}
        autoSize={{ minRows: 2 }}
        placeholder={t.phone.note}
        aria-label={t.phone.note}
        onChange={(event) => setNote(event.target.value)}
        data-testid="call-note"
      />
      {open ? (
        <div className={styles.line}>
          <Input
            type="datetime-local"
            className={styles.time ?? ""}
            value={back}
            aria-label={t.phone.back}
            onChange={(event) => setBack(event.target.value)}
          />
          <Button type="primary" loading={act.isPending} onClick={() => send("end")} data-testid="call-end">
            {back ? t.phone.endWithBack : t.phone.end}
          </Button>
          <Button onClick={() => send("save")}>{t.common.save}</Button>
          <Button type="text" onClick={() => send("miss")}>
            {t.phone.states.missed}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
