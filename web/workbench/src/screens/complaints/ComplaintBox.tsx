import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { fromField } from "../../parts/time";
import type { Conversation } from "../../protocol/types";
import { useShopper } from "../../store/queries";
import { mayWrite, useShop } from "../../store/use";
import { ComplaintPanel } from "./ComplaintPanel";
import styles from "./complaints.module.css";
import { useChatComplaint, useOpen } from "./useComplaints";

/** The complaint of a chat, or the way to take one down. */
export function ComplaintBox({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const { shop, id } = conversation;
  const found = useChatComplaint(shop, id);
  const [making, setMaking] = useState(false);
  const may = mayWrite(useShop(shop));
  const one = found.data?.complaints[0];
  if (one) return <ComplaintPanel key={one.id} shop={shop} id={one.id} conversation={id} beside />;
  if (!may || !found.data) return null;
  return making ? (
    <OpenForm conversation={conversation} onDone={() => setMaking(false)} />
  ) : (
    <Button size="small" onClick={() => setMaking(true)} data-testid="complaint-new">
      {t.complaints.create}
    </Button>
  );
}

function OpenForm({ conversation, onDone }: { conversation: Conversation; onDone(): void }) {
  const t = useText();
  const { shop, id, shopper, visit } = conversation;
  const known = useShopper(shop, shopper.id, visit?.id ?? 0);
  const zone = useShop(shop)?.timezone;
  const open = useOpen(shop);
  const [text, setText] = useState("");
  const [order, setOrder] = useState("");
  const [due, setDue] = useState("");
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        // The form goes as soon as the complaint is there: its own callbacks would go with it.
        if (!text.trim()) return;
        const until = due ? { due_at: fromField(due, zone) } : {};
        open.mutateAsync({ conversation: id, text: text.trim(), order, ...until }).then(onDone, () => undefined);
      }}
    >
      <Input
        value={text}
        maxLength={500}
        placeholder={t.complaints.what}
        aria-label={t.complaints.what}
        onChange={(event) => setText(event.target.value)}
        data-testid="complaint-text"
      />
      <Select
        value={order}
        onChange={setOrder}
        aria-label={t.cases.order}
        data-testid="complaint-order"
        options={[
          { value: "", label: t.complaints.noOrder },
          ...(known.data?.orders ?? []).map((one) => ({
            value: one.number,
            label: `${one.number} ${one.status_text}`,
          })),
        ]}
      />
      <div className={styles.given}>
        <label className={styles.meta} htmlFor="complaint-due">
          {t.complaints.given}
        </label>
        <Input
          id="complaint-due"
          type="datetime-local"
          value={due}
          onChange={(event) => setDue(event.target.value)}
          data-testid="complaint-due"
        />
      </div>
      <Button type="primary" size="small" htmlType="submit" loading={open.isPending} data-testid="complaint-open">
        {t.complaints.create}
      </Button>
      {open.isError ? <p role="alert">{sentence(t, open.error)}</p> : null}
    </form>
  );
}
