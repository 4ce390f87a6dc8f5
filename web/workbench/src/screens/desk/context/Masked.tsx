import EyeOutlined from "@ant-design/icons/EyeOutlined";
import { useMutation } from "@tanstack/react-query";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Popover from "antd/es/popover";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { body, http } from "../../../protocol/api";
import type { Conversation, OrderView } from "../../../protocol/types";
import { mayWrite, useShop } from "../../../store/use";
import styles from "./context.module.css";

type Field = "receiver" | "phone" | "address";

interface Props {
  order: OrderView;
  field: Field;
  conversation: Conversation;
}

/** Personal data comes masked; to see it in full one gives a reason, which is kept. */
export function Masked({ order, field, conversation }: Props) {
  const t = useText();
  const { shop, shopper } = conversation;
  const may = mayWrite(useShop(shop));
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const reveal = useMutation({
    mutationFn: () =>
      body(
        http.POST("/api/shops/{shop}/shoppers/{shopper_id}/reveal", {
          params: { path: { shop, shopper_id: shopper.id } },
          body: { order: order.number, field, reason: reason.trim() },
        }),
      ),
    onSuccess: () => setOpen(false),
  });
  if (!order[field]) return <>{t.common.none}</>;
  if (reveal.data) return <>{reveal.data.value}</>;
  const ask = (
    <form
      className={styles.reveal}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) reveal.mutate();
      }}
    >
      <label htmlFor={`reason-${order.number}-${field}`}>{t.order.revealReason}</label>
      <Input
        id={`reason-${order.number}-${field}`}
        value={reason}
        maxLength={200}
        autoFocus
        onChange={(event) => setReason(event.target.value)}
      />
      {reveal.isError ? <p role="alert">{sentence(t, reveal.error)}</p> : null}
      <Button size="small" type="primary" htmlType="submit" disabled={!reason.trim()} loading={reveal.isPending}>
        {t.order.reveal}
      </Button>
    </form>
  );
  return (
    <span>
      {order[field]}{" "}
      {may ? (
        <Popover trigger="click" title={t.order.revealTitle} content={ask} open={open} onOpenChange={setOpen}>
          <Button
            size="small"
            type="text"
            icon={<EyeOutlined />}
            aria-label={`${t.order.reveal} ${t.order[field]}`}
            data-testid={`reveal-${field}`}
          />
        </Popover>
      ) : null}
    </span>
  );
}
