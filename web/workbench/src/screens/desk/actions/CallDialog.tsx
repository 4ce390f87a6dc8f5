import AntApp from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { setUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import type { Agent, Conversation } from "../../../protocol/types";
import { useHold, useView } from "../../../store/use";

interface Values {
  text: string;
  to?: number[];
}

const NO_AGENTS: ReadonlyMap<number, Agent> = new Map();

/** 求助: colleagues are asked to look; 悄悄话: a word to whoever has the chat. A note, so the shopper sees nothing. */
export function CallDialog({ conversation, kind }: { conversation: Conversation; kind: "help" | "whisper" }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { desk, session } = useHold();
  const { shop, id } = conversation;
  const agents = useView((view) => view.state.agents[shop] ?? NO_AGENTS);
  const [form] = Form.useForm<Values>();
  const close = () => setUi({ open: null });
  const help = kind === "help";

  const submit = ({ text, to = [] }: Values) => {
    const words = text.trim();
    const call = { kind, mentions: help ? to : [] };
    desk.say({
      shop,
      conversation: id,
      internal: true,
      kind: "text",
      body: { text: words },
      assisted: false,
      warned: false,
      call,
    });
    message.success(t.day.called);
    close();
  };
  return (
    <Modal
      open
      title={help ? t.day.helpTitle : t.day.whisperTitle(conversation.agent?.name ?? "")}
      okText={t.day.send}
      cancelText={t.common.cancel}
      onCancel={close}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "call-ok" }}
    >
      <Form<Values> form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="text"
          label={t.day.callText}
          extra={help ? t.day.helpHint : t.day.whisperHint}
          rules={[{ required: true, whitespace: true, message: t.day.needText }]}
        >
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
            onPressEnter={(event) => {
              if (event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
              event.preventDefault();
              form.submit();
            }}
            data-testid="call-text"
          />
        </Form.Item>
        {help ? (
          <Form.Item name="to" label={t.day.toWhom}>
            <Select
              mode="multiple"
              options={[...agents.values()]
                .filter((agent) => agent.id !== session.staff.id)
                .map((agent) => ({ value: agent.id, label: `${agent.name} · ${t.status[agent.status]}` }))}
              data-testid="call-to"
            />
          </Form.Item>
        ) : null}
      </Form>
    </Modal>
  );
}
