import Alert from "antd/es/alert";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import { useState } from "react";
import { chooseLanguage, sentence, useLanguage, useText } from "../../i18n";
import type { SetupState } from "../../protocol/types";
import { minutesApart, otherZone } from "./clocks";
import { freshShop, ShopFields, type ShopValues } from "./ShopFields";
import styles from "./setup.module.css";
import { useFound } from "./useSetup";

interface Values {
  code: string;
  shop: ShopValues;
  owner: { name: string; login: string; password: string };
}

function codeOfAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get("setup") ?? "";
}

/** Nobody has begun here: the first shop and its owner. */
export function Begin({ state }: { state: SetupState }) {
  const t = useText();
  const language = useLanguage();
  const found = useFound();
  const [form] = Form.useForm<Values>();
  const [code] = useState(codeOfAddress);
  const [late] = useState(() => minutesApart(state.now, Date.now()));
  const zone = Form.useWatch(["shop", "timezone"], form) as string | undefined;
  const other = zone ? otherZone(zone, Intl.DateTimeFormat().resolvedOptions().timeZone, new Date()) : null;
  const first: Values = { code, shop: freshShop(state.palette[0]), owner: { name: "", login: "", password: "" } };
  return (
    <main className={styles.begin} data-testid="setup">
      <h1>{t.setup.title}</h1>
      <p className={styles.quiet}>{t.setup.hint}</p>
      {late ? <Alert type="error" title={t.setup.clock(late)} showIcon data-testid="setup-clock" /> : null}
      <Form<Values> form={form} layout="vertical" requiredMark={false} initialValues={first} onFinish={found.mutate}>
        <section className={styles.panel}>
          <h2>{t.setup.shop}</h2>
          <ShopFields palette={state.palette} />
          {other ? <Alert type="warning" title={t.setup.zoneDiffers(other)} showIcon /> : null}
        </section>
        <section className={styles.panel}>
          <h2>{t.setup.owner}</h2>
          <Form.Item
            name={["owner", "name"]}
            label={t.setup.ownerName}
            rules={[{ required: true, whitespace: true, max: 40 }]}
          >
            <Input autoComplete="name" data-testid="owner-name" />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item
              name={["owner", "login"]}
              label={t.setup.login}
              rules={[{ required: true, pattern: /^[A-Za-z0-9_-]{1,64}$/, message: t.owner.staff.loginHint }]}
            >
              <Input autoCapitalize="none" autoComplete="username" data-testid="owner-login" />
            </Form.Item>
            <Form.Item
              name={["owner", "password"]}
              label={t.setup.password}
              extra={t.setup.passwordHint}
              rules={[{ required: true, min: 10, message: t.setup.passwordHint }]}
            >
              <Input.Password autoComplete="new-password" data-testid="owner-password" />
            </Form.Item>
          </div>
          <Form.Item
            name="code"
            label={t.setup.code}
            extra={code ? null : t.setup.codeHint}
            hidden={code !== ""}
            rules={[{ required: true, message: t.setup.codeHint }]}
          >
            <Input autoComplete="off" autoCapitalize="none" data-testid="setup-code" />
          </Form.Item>
        </section>
        {found.isError ? (
          <p role="alert" className={styles.error}>
            {sentence(t, found.error)}
          </p>
        ) : null}
        <div className={styles.bar}>
          <Button type="link" onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}>
            {t.app.language}
          </Button>
          <Button type="primary" size="large" htmlType="submit" loading={found.isPending} data-testid="setup-submit">
            {t.setup.submit}
          </Button>
        </div>
      </Form>
    </main>
  );
}
