import { useMutation } from "@tanstack/react-query";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { fromField } from "../../parts/time";
import { body, http } from "../../protocol/api";
import { useShop } from "../../store/use";
import styles from "./work.module.css";

/** Write down what one owes, with its time. */
export function AddTask({ shop, onAdded }: { shop: string; onAdded(): void }) {
  const t = useText();
  const zone = useShop(shop)?.timezone;
  const [text, setText] = useState("");
  const [due, setDue] = useState("");
  const add = useMutation({
    mutationFn: () =>
      body(
        http.POST("/api/shops/{shop}/work", {
          params: { path: { shop } },
          body: { text: text.trim(), ...(due ? { due_at: fromField(due, zone) } : {}) },
        }),
      ),
    onSuccess: () => {
      setText("");
      setDue("");
      onAdded();
    },
  });
  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) add.mutate();
      }}
    >
      <Input
        value={text}
        maxLength={500}
        placeholder={t.work.text}
        aria-label={t.work.text}
        onChange={(event) => setText(event.target.value)}
        data-testid="task-text"
      />
      <Input
        type="datetime-local"
        value={due}
        aria-label={t.work.due}
        className={styles.due ?? ""}
        onChange={(event) => setDue(event.target.value)}
        data-testid="task-due"
      />
      <Button htmlType="submit" type="primary" loading={add.isPending} data-testid="task-add">
        {t.work.add}
      </Button>
      {add.isError ? <p role="alert">{sentence(t, add.error)}</p> : null}
    </form>
  );
}
