import { useMutation } from "@tanstack/react-query";
import Button from "antd/es/button";
import Input from "antd/es/input";
import QRCode from "antd/es/qr-code";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { body, http } from "../../protocol/api";
import { MEASURES, PALETTES } from "../../theme/palette";
import styles from "../page.module.css";
import own from "./account.module.css";

interface Props {
  begun: { secret: string; uri: string };
  onConfirmed(codes: string[]): void;
  onCancel(): void;
}

/** The QR code, always dark on light: cameras do not read the other way round. */
export function Scan({ begun, onConfirmed, onCancel }: Props) {
  const t = useText();
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () => body(http.POST("/api/account/two-factor/confirm", { body: { code } })),
    onSuccess: ({ codes }) => onConfirmed(codes),
  });
  return (
    <form
      className={own.scan}
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <p className={styles.lead}>{t.owner.account.scan}</p>
      <QRCode value={begun.uri} size={MEASURES.step * 50} color={PALETTES.light.ink} bgColor={PALETTES.light.surface} />
      <details>
        <summary>{t.owner.account.manual}</summary>
        <code className={own.secret} data-testid="two-factor-secret">
          {begun.secret}
        </code>
      </details>
      <div className={own.row}>
        <Input
          value={code}
          onChange={(event) => setCode(event.target.value.trim())}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          placeholder={t.owner.account.code}
          aria-label={t.owner.account.code}
          data-testid="two-factor-code"
        />
        <Button type="primary" htmlType="submit" loading={confirm.isPending} disabled={code.length < 6}>
          {t.owner.account.confirm}
        </Button>
        <Button onClick={onCancel}>{t.common.cancel}</Button>
      </div>
      {confirm.isError ? <p role="alert">{sentence(t, confirm.error)}</p> : null}
    </form>
  );
}
