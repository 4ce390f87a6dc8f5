import Form from "antd/es/form";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { roleName, sentence, useText } from "../../i18n";
import { type OneTimePassword, ROLES, type Shop, type StaffMember, TEAMS } from "../../protocol/types";
import styles from "../page.module.css";
import { useStaffActs, type Wish } from "./queries";

interface Props {
  shop: Shop;
  member?: StaffMember;
  onClose(): void;
  onDone(made?: OneTimePassword): void;
}

const FRESH: Wish = { name: "", service_number: "", role: "agent", teams: ["售前"], capacity: 5 };

/** A new colleague, or another place for one. What was typed stays when the server says no. */
export function MemberDialog({ shop, member, onClose, onDone }: Props) {
  const t = useText();
  const [form] = Form.useForm<Wish>();
  const { add, change } = useStaffActs(shop.code);
  const act = member ? change : add;
  const roles = ROLES.filter((role) => shop.role === "owner" || (role !== "owner" && role !== "lead"));
  const submit = (wish: Wish) => {
    if (member) change.mutate({ member, wish }, { onSuccess: () => onDone() });
    else add.mutate(wish, { onSuccess: (made) => onDone(made) });
  };
  return (
    <Modal
      open
      title={member ? `${t.owner.staff.edit} · ${member.name}` : t.owner.staff.add}
      onCancel={onClose}
      onOk={form.submit}
      okText={t.common.save}
      cancelText={t.common.cancel}
      confirmLoading={act.isPending}
      okButtonProps={{ "data-testid": "staff-save" }}
    >
      <Form<Wish> form={form} layout="vertical" initialValues={member ?? FRESH} onFinish={submit} requiredMark={false}>
        <Form.Item name="name" label={t.owner.staff.name} rules={[{ required: true, whitespace: true, max: 40 }]}>
          <Input autoFocus data-testid="staff-name" />
        </Form.Item>
        {member ? null : (
          <Form.Item
            name="login"
            label={t.owner.staff.login}
            extra={t.owner.staff.loginHint}
            rules={[{ required: true, pattern: /^[A-Za-z0-9_-]{1,64}$/, message: t.owner.staff.loginHint }]}
          >
            <Input autoCapitalize="none" autoComplete="off" data-testid="staff-login" />
          </Form.Item>
        )}
        <Form.Item name="service_number" label={t.owner.staff.number}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="role" label={t.owner.staff.role}>
          <Select options={roles.map((role) => ({ value: role, label: roleName(t, role) }))} />
        </Form.Item>
        <Form.Item name="teams" label={t.owner.staff.teams} extra={t.owner.staff.teamsHint}>
          <Select mode="multiple" options={TEAMS.map((team) => ({ value: team, label: team }))} />
        </Form.Item>
        <Form.Item name="capacity" label={t.owner.staff.capacity} rules={[{ required: true }]}>
          <InputNumber min={0} max={200} precision={0} />
        </Form.Item>
      </Form>
      {act.isError ? (
        <p role="alert" className={styles.lead}>
          {sentence(t, act.error)}
        </p>
      ) : null}
    </Modal>
  );
}
