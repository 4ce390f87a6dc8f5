import AntApp from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Radio from "antd/es/radio";
import { sentence, useText } from "../../i18n";
import type { NoticeTopic } from "../../protocol/types";
import { useRuleActs } from "./useRules";

interface Values {
  topic: NoticeTopic;
  title: string;
  body: string;
  question?: string;
  options?: string;
}

const TOPICS: readonly NoticeTopic[] = ["rule", "goods", "price", "stock", "fault", "activity"];

export function NoticeForm({ shop, onDone }: { shop: string; onDone(): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useRuleActs(shop);
  const [form] = Form.useForm<Values>();
  const submit = async ({ topic, title, body, question = "", options = "" }: Values) => {
    const written = options.split("\n").filter((line) => line.trim());
    // The right one is written first; shown it stands anywhere.
    const answers = [...written].sort(() => Math.random() - 0.5);
    const correct = Math.max(answers.indexOf(written[0] ?? ""), 0);
    try {
      await acts.publish({ topic, title, body, question: question.trim(), options: answers, correct });
      message.success(t.rules.notices.published);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const needed = [{ required: true, min: 2, message: t.rules.notices.needText }];
  return (
    <Modal
      open
      title={t.rules.notices.publish}
      okText={t.rules.notices.publish}
      cancelText={t.common.cancel}
      onCancel={onDone}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "notice-save" }}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ topic: "rule" }}
        onFinish={submit}
      >
        <Form.Item name="topic" label={t.rules.notices.topic}>
          <Radio.Group
            optionType="button"
            options={TOPICS.map((value) => ({ value, label: t.rules.notices.topics[value] }))}
          />
        </Form.Item>
        <Form.Item name="title" label={t.rules.notices.heading} rules={needed}>
          <Input autoFocus maxLength={100} data-testid="notice-title" />
        </Form.Item>
        <Form.Item name="body" label={t.rules.notices.body} rules={needed}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={5000} data-testid="notice-body" />
        </Form.Item>
        <Form.Item name="question" label={t.rules.notices.question}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="options" label={t.rules.notices.options}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={600} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
