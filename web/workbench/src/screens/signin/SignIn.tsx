import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import { useState } from "react";
import { type Credentials, useSignIn } from "../../app/session";
import { chooseLanguage, sentence, useLanguage, useText } from "../../i18n";
import { ApiError } from "../../protocol/api";
import styles from "./signin.module.css";

/** Codes with which the server asks for the one-time code. */
const CODE_WANTED = new Set(["code_required", "totp_required", "code_wrong", "totp_wrong", "bad_code"]);

export function SignIn({ ended }: { ended: boolean }) {
  const t = useText();
  const language = useLanguage();
  const signIn = useSignIn();
  const [withCode, setWithCode] = useState(false);

  const submit = (values: Credentials) => {
    const { login, password, code } = values;
    signIn.mutate(code ? { login: login.trim(), password, code } : { login: login.trim(), password }, {
      onError: (error) => {
        if (error instanceof ApiError && CODE_WANTED.has(error.code)) setWithCode(true);
      },
    });
  };

  return (
    <main className={styles.page}>
      <div className={styles.box}>
        <h1 className={styles.name}>
          <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" className={styles.mark} />
          {t.app.name}
        </h1>
        <p className={styles.title}>{t.signin.title}</p>
        {ended ? (
          <p className={styles.notice} role="status">
            {t.signin.ended}
          </p>
        ) : null}
        <Form layout="vertical" requiredMark={false} onFinish={submit} data-testid="signin-form">
          <Form.Item name="login" label={t.signin.login} rules={[{ required: true, message: t.signin.needLogin }]}>
            <Input size="large" autoFocus autoComplete="username" autoCapitalize="none" data-testid="signin-login" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t.signin.password}
            rules={[{ required: true, message: t.signin.needPassword }]}
          >
            <Input.Password size="large" autoComplete="current-password" data-testid="signin-password" />
          </Form.Item>
          {withCode ? (
            <Form.Item name="code" label={t.signin.code}>
              <Input
                size="large"
                inputMode="numeric"
                autoComplete="one-time-code"
                data-testid="signin-code"
                autoFocus
              />
            </Form.Item>
          ) : null}
          {signIn.isError ? (
            <p className={styles.error} role="alert" data-testid="signin-error">
              {sentence(t, signIn.error)}
            </p>
          ) : null}
          <Button
            block
            size="large"
            type="primary"
            htmlType="submit"
            loading={signIn.isPending}
            data-testid="signin-submit"
          >
            {t.signin.submit}
          </Button>
        </Form>
        <Button type="link" size="small" onClick={() => chooseLanguage(language === "zh" ? "en" : "zh")}>
          {t.app.language}
        </Button>
      </div>
    </main>
  );
}
