import AntApp from "antd/es/app";
import Checkbox from "antd/es/checkbox";
import Form, { type FormInstance } from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Radio from "antd/es/radio";
import Select from "antd/es/select";
import type { ReactNode } from "react";
import { sentence, type Texts, useText } from "../../i18n";
import type { AllowanceWish, FindingKind, PromiseOffer, PromiseWish, WordWish } from "../../protocol/types";
import { Foresight } from "./Foresight";
import { valueName } from "./OwnRules";
import { useRuleActs } from "./useRules";

const NO_WISH = { text: "", finding_kind: "", category: "", value: "" } as const;

interface Props {
  shop: string;
  onDone(): void;
}

function useSubmit<T>(act: (wish: T) => Promise<void>, onDone: () => void) {
  const t = useText();
  const { message } = AntApp.useApp();
  return async (wish: T) => {
    try {
      await act(wish);
      message.success(t.rules.own.made);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
}

interface FrameProps<T> {
  title: string;
  form: FormInstance<T>;
  initial: Partial<T>;
  children: ReactNode;
  onSubmit(wish: T): Promise<void>;
  onDone(): void;
}

function Frame<T>({ title, form, initial, children, onSubmit, onDone }: FrameProps<T>) {
  const t = useText();
  return (
    <Modal
      open
      title={title}
      okText={t.common.save}
      cancelText={t.common.cancel}
      onCancel={onDone}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "rule-save" }}
    >
      <Form<T> form={form} layout="vertical" requiredMark={false} initialValues={initial as object} onFinish={onSubmit}>
        {children}
      </Form>
    </Modal>
  );
}

export function ForbidForm({ shop, onDone }: Props) {
  const t = useText();
  const acts = useRuleActs(shop);
  const [form] = Form.useForm<WordWish>();
  return (
    <Frame
      title={t.rules.own.forbid}
      form={form}
      initial={{ kind: "negative_wording", level: "warn", at_once: false, rewrite: "" }}
      onSubmit={useSubmit(acts.forbid, onDone)}
      onDone={onDone}
    >
      <TextItem />
      <Foresight shop={shop} wish={() => ({ ...NO_WISH, kind: "word", text: form.getFieldValue("text") ?? "" })} />
      <Form.Item name="kind" label={t.rules.own.kind}>
        <Select options={kindOptions(t)} showSearch={{ optionFilterProp: "label" }} />
      </Form.Item>
      <Form.Item name="level" label={t.rules.own.level}>
        <Radio.Group
          optionType="button"
          options={[
            { value: "warn", label: t.rules.level.warn },
            { value: "block", label: t.rules.level.block },
          ]}
        />
      </Form.Item>
      <ReasonItem />
      <Form.Item name="rewrite" label={t.rules.own.rewrite}>
        <Input.TextArea autoSize maxLength={500} />
      </Form.Item>
      <Form.Item name="at_once" valuePropName="checked">
        <Checkbox>{t.rules.own.atOnce}</Checkbox>
      </Form.Item>
    </Frame>
  );
}

export function AllowForm({ shop, onDone }: Props) {
  const t = useText();
  const acts = useRuleActs(shop);
  const [form] = Form.useForm<AllowanceWish>();
  return (
    <Frame
      title={t.rules.own.allow}
      form={form}
      initial={{ kind: "", category: "" }}
      onSubmit={useSubmit(acts.allow, onDone)}
      onDone={onDone}
    >
      <TextItem />
      <Form.Item name="kind" label={t.rules.own.kind}>
        <Select
          options={[{ value: "", label: t.rules.own.anyKind }, ...kindOptions(t)]}
          showSearch={{ optionFilterProp: "label" }}
        />
      </Form.Item>
      <Form.Item name="category" label={t.rules.own.category}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="until" label={t.rules.own.untilDay} rules={[{ required: true, message: t.rules.own.untilDay }]}>
        <Input type="date" data-testid="rule-until" />
      </Form.Item>
      <ReasonItem />
      <Foresight
        shop={shop}
        wish={() => {
          const { text = "", kind = "", category = "" } = form.getFieldsValue();
          return { ...NO_WISH, kind: "allow", text, finding_kind: kind, category };
        }}
      />
    </Frame>
  );
}

export function PromiseForm({ shop, promises, onDone }: Props & { promises: readonly PromiseOffer[] }) {
  const t = useText();
  const acts = useRuleActs(shop);
  const [form] = Form.useForm<PromiseWish>();
  const name = Form.useWatch("name", form);
  const chosen = promises.find((one) => one.name === name);
  return (
    <Frame
      title={t.rules.own.promise}
      form={form}
      initial={{ reason: "" }}
      onSubmit={useSubmit(acts.promise, onDone)}
      onDone={onDone}
    >
      <Form.Item
        name="name"
        label={t.rules.own.promiseName}
        extra={chosen ? t.rules.own.law(chosen.law) : null}
        rules={[{ required: true, message: t.rules.own.promiseName }]}
      >
        <Select
          options={promises.map((one) => ({ value: one.name, label: one.zh }))}
          showSearch={{ optionFilterProp: "label" }}
          onChange={() => form.setFieldValue("value", undefined)}
        />
      </Form.Item>
      <Form.Item
        name="value"
        label={chosen?.unit ? t.rules.own.valueUnit(chosen.unit) : t.rules.own.value}
        rules={[{ required: true, message: t.rules.own.value }]}
      >
        {chosen?.choices.length ? (
          <Radio.Group
            optionType="button"
            options={chosen.choices.map((value) => ({ value, label: valueName(t, value) }))}
          />
        ) : (
          <Input maxLength={12} inputMode="decimal" data-testid="rule-value" />
        )}
      </Form.Item>
      <Form.Item name="reason" label={t.rules.own.reason}>
        <Input maxLength={200} />
      </Form.Item>
      <Foresight
        shop={shop}
        wish={() => ({
          ...NO_WISH,
          kind: "promise",
          text: form.getFieldValue("name") ?? "",
          value: form.getFieldValue("value") ?? "",
        })}
      />
    </Frame>
  );
}

function kindOptions(t: Texts): { value: FindingKind; label: string }[] {
  return (Object.keys(t.rules.kinds) as FindingKind[]).map((value) => ({ value, label: t.rules.kinds[value] }));
}

function TextItem() {
  const t = useText();
  return (
    <Form.Item name="text" label={t.rules.own.text} rules={[{ required: true, message: t.rules.own.text }]}>
      <Input autoFocus maxLength={200} data-testid="rule-text" />
    </Form.Item>
  );
}

function ReasonItem() {
  const t = useText();
  return (
    <Form.Item
      name="reason"
      label={t.rules.own.reason}
      rules={[{ required: true, min: 2, message: t.rules.own.needReason }]}
    >
      <Input maxLength={200} data-testid="rule-reason" />
    </Form.Item>
  );
}
