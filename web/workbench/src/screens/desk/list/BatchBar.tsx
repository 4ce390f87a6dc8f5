import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Select from "antd/es/select";
import { useState } from "react";
import { setUi } from "../../../app/ui";
import { sentence, useText } from "../../../i18n";
import { body, http } from "../../../protocol/api";
import { useSettings } from "../../../store/queries";
import { useDesk } from "../../../store/use";
import styles from "./list.module.css";

interface Props {
  /** What can be chosen now: open chats of the list, all of one shop. */
  shop: string;
  all: readonly number[];
  chosen: ReadonlySet<number>;
}

/** Many chats ended with one tag; one that cannot be closed does not keep the others. */
export function BatchBar({ shop, all, chosen }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const desk = useDesk();
  const tags = useSettings(shop, shop !== "").data?.closing_tags ?? [];
  const [tag, setTag] = useState<string>();
  const [busy, setBusy] = useState(false);
  const ids = [...chosen].filter((id) => all.includes(id));
  const used = tag ?? tags[0];

  const close = async () => {
    if (!used) return;
    setBusy(true);
    try {
      const call = http.POST("/api/shops/{shop}/conversations/close", {
        params: { path: { shop } },
        body: { ids: ids.slice(0, 200), tag: used },
      });
      const { closed, refused } = await body(call);
      for (const one of closed) desk.put(one);
      message.success(t.day.batchDone(closed.length));
      if (refused.length) message.warning(t.day.batchRefused(refused.length));
      setUi({ chosen: null });
    } catch (error) {
      message.error(sentence(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.batch} data-testid="batch-bar">
      <Button size="small" onClick={() => setUi({ chosen: new Set(all) })} data-testid="batch-all">
        {t.day.batchAll}
      </Button>
      <Select
        size="small"
        className={styles.batchTag ?? ""}
        value={used}
        onChange={setTag}
        aria-label={t.actions.tag}
        options={tags.map((value) => ({ value, label: value }))}
      />
      <Button
        size="small"
        type="primary"
        disabled={!ids.length || !used}
        loading={busy}
        onClick={close}
        data-testid="batch-close"
      >
        {t.day.batchClose(ids.length)}
      </Button>
    </div>
  );
}
