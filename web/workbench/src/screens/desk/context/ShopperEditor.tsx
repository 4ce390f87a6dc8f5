import { useQueryClient } from "@tanstack/react-query";
import AntApp from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { sentence, useText } from "../../../i18n";
import { body, http } from "../../../protocol/api";
import type { ShopperChange } from "../../../protocol/types";
import { useSettings } from "../../../store/queries";

interface Props {
  shop: string;
  shopper: { id: number; level: string; tags: string[]; remark: string };
  onDone(): void;
}

/** What staff note about a shopper: level, tags, a remark. */
export function ShopperEditor({ shop, shopper, onDone }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const client = useQueryClient();
  const known = useSettings(shop).data?.shopper_tags ?? [];
  const [form] = Form.useForm<ShopperChange>();
  const submit = async (change: ShopperChange) => {
    try {
      const params = { path: { shop, shopper_id: shopper.id } };
      await body(http.PATCH("/api/shops/{shop}/shoppers/{shopper_id}", { params, body: change }));
      await client.invalidateQueries({ queryKey: ["shopper", shop, shopper.id] });
      message.success(t.common.saved);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Modal
      open
      title={t.context.shopper}
      okText={t.common.save}
      cancelText={t.common.cancel}
      onCancel={onDone}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "shopper-save" }}
    >
      <Form<ShopperChange>
        form={form}
        layout="vertical"
        initialValues={{ level: shopper.level, tags: shopper.tags, remark: shopper.remark }}
        onFinish={submit}
      >
        <Form.Item name="tags" label={t.context.tags}>
          <Select
            mode="tags"
            autoFocus
            options={known.map((value) => ({ value, label: value }))}
            data-testid="shopper-tags"
          />
        </Form.Item>
        <Form.Item name="level" label={t.context.level}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="remark" label={t.context.remark}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} data-testid="shopper-remark" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
