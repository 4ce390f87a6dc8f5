import AntApp from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { setUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import { type Agent, type Conversation, TEAMS } from "../../../protocol/types";
import { useHold, useView } from "../../../store/use";
import { useActions } from "./useActions";
import { useGoOn } from "./useGoOn";

interface Values {
  /** A team, or the id of a colleague. */
  to: string;
  remark?: string;
}

const NO_AGENTS: ReadonlyMap<number, Agent> = new Map();
const WORKING = new Set(["owner", "lead", "agent"]);

export function TransferDialog({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const me = useHold().session.staff.id;
  const agents = useView((view) => view.state.agents[conversation.shop] ?? NO_AGENTS);
  const { transfer } = useActions(conversation.id);
  const goOn = useGoOn();
  const [form] = Form.useForm<Values>();
  const close = () => setUi({ open: null });

  const colleagues = [...agents.values()]
    .filter((agent) => agent.id !== me && WORKING.has(agent.role))
    .sort((a, b) => Number(a.status !== "online") - Number(b.status !== "online") || a.load - b.load);
  const options = [
    {
      label: t.actions.toAgent,
      options: colleagues.map((agent) => ({
        value: String(agent.id),
        label: `${agent.name} · ${t.status[agent.status]} · ${t.actions.load(agent.load, agent.capacity)}`,
      })),
    },
    { label: t.actions.toTeam, options: TEAMS.map((team) => ({ value: team, label: team })) },
  ];

  const submit = async ({ to, remark = "" }: Values) => {
    const team = TEAMS.find((one) => one === to);
    if (!(await transfer(team ? { team, remark } : { agent: Number(to), remark }))) return;
    const next = conversation.agent?.id === me ? goOn(conversation.id) : null;
    message.success(next ? t.actions.thenNext(t.actions.transferred, next.shopper.nick) : t.actions.transferred);
    close();
  };

  return (
    <Modal
      open
      title={t.actions.transferTitle}
      okText={t.actions.transfer}
      cancelText={t.common.cancel}
      onCancel={close}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "transfer-ok" }}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item name="to" label={t.actions.choose} rules={[{ required: true, message: t.actions.choose }]}>
          <Select showSearch={{ optionFilterProp: "label" }} options={options} autoFocus data-testid="transfer-to" />
        </Form.Item>
        <Form.Item name="remark" label={t.actions.remark}>
          <Input.TextArea
            rows={3}
            maxLength={500}
            placeholder={t.actions.remarkHint}
            onPressEnter={(event) => {
              if (event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
              event.preventDefault();
              form.submit();
            }}
            data-testid="transfer-remark"
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
