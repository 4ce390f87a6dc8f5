import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { EntryForm } from "./EntryForm";
import styles from "./registers.module.css";
import { PACK_KINDS, type PackKind, useAddSlip } from "./useRegisters";

/** Register something of an order, or tell the packing table, beside the chat. */
export function OrderEntries({ shop, order, conversation }: { shop: string; order: string; conversation: number }) {
  const t = useText();
  const [open, setOpen] = useState<"entry" | "slip" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <div className={styles.buttons}>
        <Button
          size="small"
          aria-expanded={open === "entry"}
          onClick={() => setOpen(open === "entry" ? null : "entry")}
          data-testid="order-register"
        >
          {t.registers.register}
        </Button>
        <Button
          size="small"
          aria-expanded={open === "slip"}
          onClick={() => setOpen(open === "slip" ? null : "slip")}
          data-testid="order-slip"
        >
          {t.registers.slip}
        </Button>
      </div>
      {open === "entry" ? (
        <EntryForm shop={shop} order={order} conversation={conversation} onDone={close} />
      ) : open === "slip" ? (
        <SlipForm shop={shop} order={order} conversation={conversation} onDone={close} />
      ) : null}
    </>
  );
}

function SlipForm(props: { shop: string; order: string; conversation: number; onDone(): void }) {
  const t = useText();
  const [kind, setKind] = useState<PackKind>("wish");
  const [text, setText] = useState("");
  const add = useAddSlip(props.shop);
  const { order, conversation } = props;
  return (
    <form
      className={styles.buttons}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) add.mutate({ order, conversation, kind, text: text.trim() }, { onSuccess: props.onDone });
      }}
    >
      <Select
        size="small"
        value={kind}
        onChange={setKind}
        aria-label={t.registers.kind}
        options={PACK_KINDS.map((one) => ({ value: one, label: t.registers.packKinds[one] }))}
      />
      <Input
        size="small"
        className={styles.grow ?? ""}
        value={text}
        maxLength={300}
        aria-label={t.registers.slip}
        placeholder={t.registers.slipHint}
        onChange={(event) => setText(event.target.value)}
        data-testid="slip-text"
      />
      <Button size="small" type="primary" htmlType="submit" loading={add.isPending} data-testid="slip-send">
        {t.registers.add}
      </Button>
      {add.isError ? <span role="alert">{sentence(t, add.error)}</span> : null}
    </form>
  );
}
