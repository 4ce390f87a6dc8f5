import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { useEffect, useState } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { Shop } from "../../protocol/types";
import { useHold } from "../../store/use";
import { Labelled } from "../settings/Labelled";
import { Items } from "./Items";
import styles from "./shifts.module.css";
import { useColleagues } from "./useColleagues";
import { type Item, useDraft, useShiftActs } from "./useShifts";

/** What is unfinished, with the giver's own words, to a colleague or to whoever signs first. */
export function GiveDialog({ shop, onClose }: { shop: Shop; onClose(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const me = useHold().session.staff.id;
  const draft = useDraft(shop.code);
  const { give } = useShiftActs(shop.code);
  const colleagues = useColleagues(shop.code).filter((one) => one.id !== me);
  const [items, setItems] = useState<Item[] | null>(null);
  const [own, setOwn] = useState("");
  const [note, setNote] = useState("");
  const [to, setTo] = useState<number | null>(null);
  const [withChats, setWithChats] = useState(true);
  useEffect(() => {
    if (draft.data && !draft.isFetching) setItems((held) => held ?? draft.data);
  }, [draft.data, draft.isFetching]);

  const add = () => {
    if (own.trim()) setItems([...(items ?? []), { kind: "own", title: own.trim() }]);
    setOwn("");
  };
  const send = () =>
    give.mutate(
      { items: items ?? [], note, to, with_chats: withChats },
      {
        onSuccess: () => {
          message.success(t.shifts.sent);
          onClose();
        },
        onError: (error) => {
          message.error(sentence(t, error));
        },
      },
    );
  const tools = (at: number) => (
    <div className={styles.head}>
      <Input
        size="small"
        className={styles.grow ?? ""}
        placeholder={t.shifts.nextStep}
        aria-label={t.shifts.nextStep}
        maxLength={500}
        value={items?.[at]?.next_step ?? ""}
        onChange={(e) =>
          setItems((items ?? []).map((one, n) => (n === at ? { ...one, next_step: e.target.value } : one)))
        }
      />
      <Button size="small" onClick={() => setItems((items ?? []).filter((_, n) => n !== at))}>
        {t.shifts.remove}
      </Button>
    </div>
  );
  return (
    <Modal
      open
      title={t.shifts.giveTitle}
      width={680}
      onCancel={onClose}
      onOk={send}
      okText={t.shifts.send}
      cancelText={t.common.cancel}
      confirmLoading={give.isPending}
      okButtonProps={{ disabled: !items }}
    >
      <p className={styles.quiet}>{t.shifts.giveHint}</p>
      {draft.isError ? <Failed error={draft.error} onRetry={() => draft.refetch()} /> : null}
      {items ? <Items items={items} zone={shop.timezone} tools={tools} /> : draft.isError ? null : <Loading rows={4} />}
      <div className={styles.head}>
        <Input
          className={styles.grow ?? ""}
          placeholder={t.shifts.ownHint}
          aria-label={t.shifts.addOwn}
          maxLength={200}
          value={own}
          onChange={(e) => setOwn(e.target.value)}
          onPressEnter={(e) => !e.nativeEvent.isComposing && add()}
          data-testid="handover-own"
        />
        <Button onClick={add}>{t.shifts.addOwn}</Button>
      </div>
      <div className={styles.form}>
        <Labelled id="ho-to" label={t.shifts.to}>
          <Select
            id="ho-to"
            value={to ?? 0}
            onChange={(id: number) => setTo(id || null)}
            options={[
              { value: 0, label: t.shifts.anyone },
              ...colleagues.map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
        </Labelled>
        <Labelled id="ho-chats" label={t.shifts.withChats}>
          <Switch id="ho-chats" checked={withChats} onChange={setWithChats} />
        </Labelled>
      </div>
      <Labelled id="ho-note" label={t.shifts.note}>
        <Input.TextArea
          id="ho-note"
          autoSize={{ minRows: 2 }}
          maxLength={2000}
          value={note}
          onChange={(e) => setNote(e.target.value)}
        />
      </Labelled>
    </Modal>
  );
}
