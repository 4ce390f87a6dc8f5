import Alert from "antd/es/alert";
import AntApp from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useState } from "react";
import { colon, sentence, useText } from "../../i18n";
import type { FaqWish } from "../../protocol/types";
import { useProducts } from "../../store/queries";
import { useShop } from "../../store/use";
import styles from "./robot.module.css";

export interface Ready {
  wish: FaqWish;
  /** What to look at before it is kept. */
  notes?: readonly string[];
  like?: { number: string; question: string; answer: string } | null;
}

interface Values {
  question: string;
  answer: string;
  similar: string;
  products: string[];
  valid_until: string;
}

interface Props {
  shop: string;
  title: string;
  ready: Ready;
  /** Keeps it; the sentence that says what became of it. */
  onSave(wish: FaqWish): Promise<string>;
  onDone(): void;
}

/** An entry as one writes it: question, wordings, answer, goods, term. */
export function FaqDialog({ shop, title, ready, onSave, onDone }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const leads = ["owner", "lead"].includes(useShop(shop)?.role ?? "");
  const [form] = Form.useForm<Values>();
  const [saving, setSaving] = useState(false);
  const [query, setQuery] = useState("");
  const products = useProducts(shop, query);
  const { wish, notes = [], like } = ready;
  const submit = async (values: Values) => {
    const similar = values.similar.split("\n").map((one) => one.trim());
    setSaving(true);
    try {
      const said = await onSave({
        ...wish,
        question: values.question,
        answer: values.answer,
        similar: similar.filter(Boolean),
        products: values.products,
        valid_until: values.valid_until || null,
      });
      message.success(said);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    } finally {
      setSaving(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={leads ? t.robot.faq.save : t.robot.faq.propose}
      cancelText={t.common.cancel}
      confirmLoading={saving}
      onCancel={onDone}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "faq-save" }}
    >
      <div className={styles.notes}>
        {notes.length ? <Alert type="warning" showIcon title={notes.join("；")} /> : null}
        {like ? (
          <Alert
            type="info"
            showIcon
            title={t.robot.faq.like(like.number)}
            description={`${like.question}${colon()}${like.answer}`}
          />
        ) : null}
        {leads ? null : <p className={styles.quiet}>{t.robot.faq.proposeHint}</p>}
      </div>
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{
          question: wish.question,
          answer: wish.answer,
          similar: (wish.similar ?? []).join("\n"),
          products: wish.products ?? [],
          valid_until: wish.valid_until ?? "",
        }}
        onFinish={submit}
      >
        <Form.Item
          name="question"
          label={t.robot.faq.question}
          rules={[{ required: true, message: t.robot.faq.needQuestion }]}
        >
          <Input maxLength={500} data-testid="faq-question" />
        </Form.Item>
        <Form.Item
          name="answer"
          label={t.robot.faq.answer}
          rules={[{ required: true, message: t.robot.faq.needAnswer }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={2000} data-testid="faq-answer" />
        </Form.Item>
        <Form.Item name="similar" label={t.robot.faq.similar} extra={t.robot.faq.similarHint}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} data-testid="faq-similar" />
        </Form.Item>
        <Form.Item name="products" label={t.robot.faq.products} extra={t.robot.faq.productsHint}>
          <Select
            mode="multiple"
            showSearch={{ filterOption: false, onSearch: setQuery }}
            options={(products.data ?? []).map((one) => ({ value: one.number, label: `${one.number} ${one.title}` }))}
          />
        </Form.Item>
        <Form.Item name="valid_until" label={t.robot.faq.validUntil}>
          <Input type="date" data-testid="faq-until" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
