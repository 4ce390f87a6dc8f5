import Button from "antd/es/button";
import { useState } from "react";
import { roleName, useText } from "../../i18n";
import type { OneTimePassword, Shop } from "../../protocol/types";
import { MemberDialog } from "../staff/MemberDialog";
import { PasswordDialog } from "../staff/PasswordDialog";
import { useMembers } from "../staff/queries";
import styles from "./setup.module.css";

/** Who works here, and a place to bring somebody in. */
export function ColleaguesStep({ shop }: { shop: Shop }) {
  const t = useText();
  const members = useMembers(shop.code);
  const [adding, setAdding] = useState(false);
  const [given, setGiven] = useState<OneTimePassword | null>(null);
  const done = (made?: OneTimePassword) => {
    setAdding(false);
    if (made) setGiven(made);
  };
  return (
    <section className={styles.panel}>
      <h2>{t.setup.step.colleagues}</h2>
      <p className={styles.quiet}>{t.setup.colleaguesHint}</p>
      <ul className={styles.people} data-testid="start-people">
        {(members.data ?? []).map((one) => (
          <li key={one.id}>
            <strong>{one.name}</strong> <span className={styles.quiet}>{one.login}</span> {roleName(t, one.role)}
          </li>
        ))}
      </ul>
      <div>
        <Button onClick={() => setAdding(true)} data-testid="staff-add">
          {t.owner.staff.add}
        </Button>
      </div>
      {adding ? <MemberDialog shop={shop} onClose={() => setAdding(false)} onDone={done} /> : null}
      {given ? <PasswordDialog given={given} onClose={() => setGiven(null)} /> : null}
    </section>
  );
}
