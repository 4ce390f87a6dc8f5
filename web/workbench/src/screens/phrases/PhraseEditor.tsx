import AntApp from "antd/es/app";
import AutoComplete from "antd/es/auto-complete";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Radio from "antd/es/radio";
import Select from "antd/es/select";
import { useMemo } from "react";
import { sentence, useText } from "../../i18n";
import type { Phrase } from "../../protocol/types";
import { VARIABLES } from "../desk/composer/variables";
import { useActivities } from "../rules/useOffers";
import styles from "./phrases.module.css";
import { usePhraseActs } from "./usePhraseActs";

interface Values {
  code?: string;
  text: string;
  group?: string;
  personal: boolean;
  activity_id?: number;
}

interface Props {
  shop: string;
  phrase: Phrase | "new";
  /** May write the team's. */
  leads: boolean;
  all: readonly Phrase[];
  onDone(): void;
}

export function PhraseEditor({ shop, phrase, leads, all, onDone }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = usePhraseActs(shop);
  const [form] = Form.useForm<Values>();
  const old = phrase === "new" ? null : phrase;
  const offered = useActivities(shop).data ?? [];
  const cards = offered.filter((card) => card.state !== "off" || card.id === old?.activity_id);
  const groups = useMemo(() => [...new Set(all.map((one) => one.group))].filter(Boolean), [all]);

  const submit = async ({ code = "", text, group = "", personal, activity_id = 0 }: Values) => {
    const wish = { code: code.trim(), text, group: group.trim(), personal, activity_id };
    try {
      if (old) await acts.change(old.id, { ...wish, personal: old.personal, version: old.version });
      else await acts.add(wish);
      message.success(t.common.saved);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const addVariable = (name: string) =>
    form.setFieldValue("text", `${(form.getFieldValue("text") as string | undefined) ?? ""}{${name}}`);

  return (
    <Modal
      open
      title={old ? t.phrases.edit : t.phrases.add}
      okText={t.common.save}
      cancelText={t.common.cancel}
      onCancel={onDone}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "phrase-save" }}
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={old ?? { personal: !leads, activity_id: 0 }}
        onFinish={submit}
      >
        <Form.Item name="text" label={t.phrases.text} rules={[{ required: true, message: t.phrases.needText }]}>
          <Input.TextArea autoFocus autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} data-testid="phrase-text" />
        </Form.Item>
        <div className={styles.variables}>
          <span>{t.phrases.textHint}</span>
          {VARIABLES.map((name) => (
            <Button key={name} size="small" onClick={() => addVariable(name)}>
              {`{${name}}`}
            </Button>
          ))}
        </div>
        <Form.Item
          name="code"
          label={t.phrases.code}
          extra={t.phrases.codeHint}
          rules={[{ pattern: /^\S*$/, message: t.phrases.codeHint }]}
        >
          <Input maxLength={40} data-testid="phrase-code" />
        </Form.Item>
        <Form.Item name="group" label={t.phrases.group}>
          <AutoComplete
            options={groups.map((value) => ({ value }))}
            showSearch={{ filterOption: true }}
            maxLength={40}
          />
        </Form.Item>
        {cards.length ? (
          <Form.Item name="activity_id" label={t.offers.onCard}>
            <Select
              options={[
                { value: 0, label: t.offers.noCard },
                ...cards.map((card) => ({ value: card.id, label: `${card.title} · ${t.offers.state[card.state]}` })),
              ]}
              data-testid="phrase-activity"
            />
          </Form.Item>
        ) : null}
        {old ? null : (
          <Form.Item name="personal" label={t.phrases.owner}>
            <Radio.Group
              optionType="button"
              options={[
                { value: false, label: t.phrases.team, disabled: !leads },
                { value: true, label: t.phrases.mine },
              ]}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
