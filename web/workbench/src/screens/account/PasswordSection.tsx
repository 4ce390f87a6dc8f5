import { useMutation, useQueryClient } from "@tanstack/react-query";
import Alert from "antd/es/alert";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import { sentence, useText } from "../../i18n";
import { body, http } from "../../protocol/api";
import styles from "../page.module.css";
import { ACCOUNT } from "./Account";

interface Wish {
  current: string;
  new: string;
}

export function PasswordSection({ mustChange }: { mustChange: boolean }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Wish>();
  const change = useMutation({
    mutationFn: (wish: Wish) => body(http.POST("/api/account/password", { body: wish })),
    onSuccess: async (account) => {
      queries.setQueryData(ACCOUNT, account);
      await queries.invalidateQueries({ queryKey: ["sessions"] });
      form.resetFields();
      message.success(t.owner.account.changed);
    },
  });
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.owner.account.password}</h2>
      {mustChange ? <Alert type="warning" showIcon title={t.owner.account.mustChange} /> : null}
      <Form<Wish> form={form} layout="vertical" requiredMark={false} onFinish={(wish) => change.mutate(wish)}>
        <Form.Item name="current" label={t.owner.account.current} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" data-testid="account-current" />
        </Form.Item>
        <Form.Item
          name="new"
          label={t.owner.account.fresh}
          extra={t.owner.account.freshHint}
          rules={[{ required: true, min: 10, message: t.owner.account.freshHint }]}
        >
          <Input.Password autoComplete="new-password" data-testid="account-new" />
        </Form.Item>
        {change.isError ? <p role="alert">{sentence(t, change.error)}</p> : null}
        <Button type="primary" htmlType="submit" loading={change.isPending} data-testid="account-change">
          {t.owner.account.change}
        </Button>
      </Form>
    </section>
  );
}
