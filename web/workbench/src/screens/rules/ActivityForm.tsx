import AntApp from "antd/es/app";
import Checkbox from "antd/es/checkbox";
import Form from "antd/es/form";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { sentence, useText } from "../../i18n";
import { fieldText, fromField } from "../../parts/time";
import type { Activity, ActivityWish } from "../../protocol/types";
import styles from "./rules.module.css";
import { useOfferActs } from "./useOffers";

const KINDS = ["满减", "每满减", "限时折扣", "第二件半价", "多件折扣", "店铺券", "会员券", "新客券", "赠品"] as const;

interface Props {
  shop: string;
  zone: string | undefined;
  card: Activity | "new";
  onDone(): void;
}

/** One card of what may be said; times are those of the shop's clock. */
export function ActivityForm({ shop, zone, card, onDone }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const acts = useOfferActs(shop);
  const [form] = Form.useForm<ActivityWish>();
  const checkout = Form.useWatch("checkout", form);
  const old = card === "new" ? null : card;
  const submit = async (wish: ActivityWish) => {
    const starts_at = fromField(wish.starts_at, zone);
    const ends_at = fromField(wish.ends_at, zone);
    try {
      await acts.save({ ...wish, starts_at, ends_at, version: old?.version ?? 0 }, old?.id);
      message.success(t.offers.saved);
      onDone();
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <Modal
      open
      title={old ? t.offers.edit : t.offers.add}
      okText={t.common.save}
      cancelText={t.common.cancel}
      onCancel={onDone}
      onOk={() => form.submit()}
      okButtonProps={{ "data-testid": "activity-save" }}
    >
      <Form<ActivityWish>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          old ? { ...old, starts_at: fieldText(old.starts_at, zone), ends_at: fieldText(old.ends_at, zone) } : FRESH
        }
        onFinish={submit}
      >
        <Form.Item name="title" label={t.offers.name} rules={[{ required: true, min: 2, message: t.offers.needName }]}>
          <Input autoFocus maxLength={60} data-testid="activity-title" />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="starts_at" label={t.offers.from} rules={[{ required: true, message: t.offers.needTime }]}>
            <Input type="datetime-local" data-testid="activity-from" />
          </Form.Item>
          <Form.Item name="ends_at" label={t.offers.to} rules={[{ required: true, message: t.offers.needTime }]}>
            <Input type="datetime-local" data-testid="activity-to" />
          </Form.Item>
        </div>
        <Form.Item name="checkout" valuePropName="checked">
          <Checkbox>{t.offers.checkout}</Checkbox>
        </Form.Item>
        {checkout ? null : (
          <>
            <Form.Item name="kind" label={t.offers.kind}>
              <Select options={KINDS.map((value) => ({ value, label: value }))} />
            </Form.Item>
            <div className={styles.pair}>
              <Form.Item name="threshold" label={t.offers.threshold}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name="benefit" label={t.offers.benefit} extra={t.offers.benefitHint}>
                <Input maxLength={120} data-testid="activity-benefit" />
              </Form.Item>
            </div>
          </>
        )}
        <Form.Item name="scope" label={t.offers.scope} extra={t.offers.scopeHint}>
          <Input maxLength={400} />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="gift" label={t.offers.gift}>
            <Input maxLength={120} />
          </Form.Item>
          <Form.Item name="stock" label={t.offers.stock}>
            <InputNumber min={0} max={10_000_000} precision={0} className={styles.wide} />
          </Form.Item>
        </div>
        <Form.Item name="price" label={t.offers.price}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="spoken" label={t.offers.spoken}>
          <Input.TextArea autoSize maxLength={500} />
        </Form.Item>
        <Form.Item name="note" label={t.offers.note}>
          <Input.TextArea autoSize maxLength={500} />
        </Form.Item>
        <Form.Item name="owner" label={t.offers.owner} rules={[{ required: true, message: t.offers.needOwner }]}>
          <Input maxLength={40} data-testid="activity-owner" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const FRESH: Partial<ActivityWish> = { kind: "满减", scope: "全店", checkout: false };
