import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { State } from "../../parts/State";
import { Labelled } from "../settings/Labelled";
import styles from "./reports.module.css";
import { useReportActs } from "./useReports";

/** Sends a letter at once and says what the mail server said. */
export function MailTrial({ shop, first }: { shop: string; first: string }) {
  const t = useText();
  const { tryMail } = useReportActs(shop);
  const [to, setTo] = useState("");
  const address = to.trim() || first;
  const said = tryMail.data;
  return (
    <>
      <div className={styles.fields}>
        <div className={styles.receivers}>
          <Labelled id="mail-trial" label={t.reports.mail.trialTo}>
            <Input
              id="mail-trial"
              type="email"
              value={to}
              placeholder={first || "name@example.com"}
              onChange={(e) => setTo(e.target.value)}
            />
          </Labelled>
        </div>
        <Button
          className={styles.beside ?? ""}
          onClick={() => tryMail.mutate(address)}
          disabled={!address}
          loading={tryMail.isPending}
          data-testid="try-mail"
        >
          {t.reports.mail.trial}
        </Button>
      </div>
      <p className={styles.outcome} role="status" data-testid="mail-outcome">
        {said && !tryMail.isPending ? (
          <>
            <State tone={said.why ? "urgent" : "good"}>
              {said.why ? t.reports.mail.states.failed : t.reports.mail.taken}
            </State>
            <span>{said.why ? t.reports.mail.why[said.why] : t.reports.mail.arrives(tryMail.variables ?? "")}</span>
            {said.said ? <span className={styles.quiet}>{said.said}</span> : null}
          </>
        ) : null}
        {tryMail.isError && !tryMail.isPending ? <State tone="urgent">{sentence(t, tryMail.error)}</State> : null}
      </p>
    </>
  );
}
