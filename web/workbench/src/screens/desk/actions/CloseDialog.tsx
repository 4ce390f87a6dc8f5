import AntApp from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Radio from "antd/es/radio";
import Select from "antd/es/select";
import { type KeyboardEvent, useRef } from "react";
import { setUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import { Blank, Failed, Loading } from "../../../parts/Blank";
import type { Conversation } from "../../../protocol/types";
import { useSettings } from "../../../store/queries";
import { useHold } from "../../../store/use";
import { useActions } from "./useActions";
import { useGoOn } from "./useGoOn";

interface Values {
  tag: string;
  remark?: string;
  /** Said to the shopper first. */
  words?: string;
}

export function CloseDialog({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const settings = useSettings(conversation.shop);
  const actions = useActions(conversation.id);
  const { desk, session } = useHold();
  const goOn = useGoOn();
  const [form] = Form.useForm<Values>();
  const mine = conversation.agent?.id === session.staff.id;
  const leave = () => setUi({ open: null });
  const box = useRef<HTMLDivElement>(null);
  // From the keyboard: arrows choose a tag, Enter closes.
  const toTags = (open: boolean) => open && box.current?.querySelector("input")?.focus();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.target as HTMLInputElement).type === "radio") form.submit();
  };

  const submit = async ({ tag, remark, words }: Values) => {
    if (words) {
      const out = { shop: conversation.shop, conversation: conversation.id, internal: false, kind: "text" } as const;
      desk.say({ ...out, body: { text: words }, assisted: false, warned: true });
    }
    if (!(await actions.close(remark ? { tag, remark } : { tag }))) return;
    const next = mine ? goOn(conversation.id) : null;
    message.success(next ? t.actions.thenNext(t.actions.closedDone, next.shopper.nick) : t.actions.closedDone);
    leave();
  };

  const tags = settings.data?.closing_tags ?? [];
  const canned = settings.data?.closing_words ?? [];
  return (
    <Modal
      open
      title={t.actions.closeTitle}
      okText={t.actions.close}
      cancelText={t.common.cancel}
      onCancel={leave}
      onOk={() => form.submit()}
      afterOpenChange={toTags}
      okButtonProps={{ "data-testid": "close-ok", disabled: !tags.length }}
    >
      {settings.isPending ? <Loading rows={2} /> : null}
      {settings.isError ? <Failed error={settings.error} onRetry={() => settings.refetch()} /> : null}
      {settings.data && !tags.length ? <Blank title={t.actions.noTags} /> : null}
      <div ref={box}>
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={submit}
          onKeyDown={onKeyDown}
          hidden={!tags.length}
        >
          <Form.Item name="tag" label={t.actions.tag} rules={[{ required: true, message: t.actions.needTag }]}>
            <Radio.Group
              optionType="button"
              options={tags.map((tag) => ({ value: tag, label: tag }))}
              data-testid="close-tag"
            />
          </Form.Item>
          {canned.length && mine ? (
            <Form.Item name="words" label={t.day.closingSay}>
              <Select allowClear options={canned.map((value) => ({ value, label: value }))} data-testid="close-words" />
            </Form.Item>
          ) : null}
          <Form.Item name="remark" label={`${t.actions.remark} (${t.common.optional})`}>
            <Input maxLength={500} data-testid="close-remark" />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
