import Alert from "antd/es/alert";
import Form from "antd/es/form";
import Modal from "antd/es/modal";
import { sentence, useText } from "../../i18n";
import { freshShop, ShopFields, type ShopValues } from "../setup/ShopFields";
import { useAddShop } from "../setup/useSetup";

/** Another shop of the owner; the page begins anew in it, at the guide. */
export function NewShop({ palette, onDone }: { palette: readonly string[]; onDone(): void }) {
  const t = useText();
  const add = useAddShop();
  const [form] = Form.useForm<{ shop: ShopValues }>();
  return (
    <Modal
      open
      title={t.setup.addShop}
      okText={t.setup.submit}
      cancelText={t.common.cancel}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      onCancel={onDone}
      okButtonProps={{ "data-testid": "shop-add-ok" }}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ shop: { ...freshShop(palette[1] ?? palette[0]), code: "" } }}
        onFinish={({ shop }) => add.mutate(shop)}
      >
        <ShopFields palette={palette} />
      </Form>
      {add.isError ? <Alert type="error" showIcon title={sentence(t, add.error)} /> : null}
    </Modal>
  );
}
