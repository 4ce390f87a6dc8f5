import { useMutation, useQueryClient } from "@tanstack/react-query";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { body, http } from "../../protocol/api";
import type { AccountView } from "../../protocol/types";
import styles from "../page.module.css";
import { ACCOUNT } from "./Account";
import own from "./account.module.css";
import { Codes } from "./Codes";
import { Scan } from "./Scan";

type Aim = "on" | "off" | "codes";

/** The second factor: proven by the password, set up by a QR code, confirmed by its first digits. */
export function TwoFactorSection({ account }: { account: AccountView }) {
  const t = useText();
  const queries = useQueryClient();
  const [aim, setAim] = useState<Aim | null>(null);
  const [password, setPassword] = useState("");
  const [uri, setUri] = useState<{ secret: string; uri: string } | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const after = async () => {
    setAim(null);
    setPassword("");
    await queries.invalidateQueries({ queryKey: ACCOUNT });
  };
  const prove = useMutation({
    mutationFn: async (wanted: Aim) => {
      if (wanted === "on") setUri(await body(http.POST("/api/account/two-factor", { body: { password } })));
      else if (wanted === "off") await body(http.POST("/api/account/two-factor/off", { body: { password } }));
      else setCodes((await body(http.POST("/api/account/two-factor/codes", { body: { password } }))).codes);
    },
    onSuccess: after,
  });
  const confirmed = async (fresh: string[]) => {
    setUri(null);
    setCodes(fresh);
    await after();
  };
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.owner.account.twoFactor}</h2>
      <p className={styles.lead}>
        {account.two_factor ? t.owner.account.isOn(account.recovery_codes) : t.owner.account.twoFactorHint}
      </p>
      {codes ? <Codes codes={codes} onDone={() => setCodes(null)} /> : null}
      {uri ? <Scan begun={uri} onConfirmed={confirmed} onCancel={() => setUri(null)} /> : null}
      {!uri && !codes && !aim ? <Choices on={account.two_factor} onAim={setAim} /> : null}
      {aim ? (
        <form
          className={own.row}
          onSubmit={(event) => {
            event.preventDefault();
            prove.mutate(aim);
          }}
        >
          <Input.Password
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            placeholder={t.owner.account.proof}
            aria-label={t.owner.account.proof}
            autoComplete="current-password"
            data-testid="two-factor-proof"
          />
          <Button type="primary" htmlType="submit" loading={prove.isPending} disabled={!password}>
            {aim === "off" ? t.owner.account.turnOff : aim === "on" ? t.owner.account.turnOn : t.owner.account.newCodes}
          </Button>
          <Button onClick={() => setAim(null)}>{t.common.cancel}</Button>
        </form>
      ) : null}
      {prove.isError ? <p role="alert">{sentence(t, prove.error)}</p> : null}
    </section>
  );
}

function Choices({ on, onAim }: { on: boolean; onAim(aim: Aim): void }) {
  const t = useText();
  if (!on)
    return (
      <Button className={own.choice ?? ""} onClick={() => onAim("on")} data-testid="two-factor-on">
        {t.owner.account.turnOn}
      </Button>
    );
  return (
    <div className={own.row}>
      <Button onClick={() => onAim("codes")}>{t.owner.account.newCodes}</Button>
      <Button danger onClick={() => onAim("off")} data-testid="two-factor-off">
        {t.owner.account.turnOff}
      </Button>
    </div>
  );
}
