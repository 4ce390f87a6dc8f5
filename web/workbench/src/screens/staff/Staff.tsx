import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import type { OneTimePassword, StaffMember } from "../../protocol/types";
import styles from "../page.module.css";
import { SettingsNav } from "../settings/SettingsNav";
import { useShopPick } from "../settings/ShopPick";
import { LeaveDialog } from "./LeaveDialog";
import { MemberDialog } from "./MemberDialog";
import { MemberTable } from "./MemberTable";
import { PasswordDialog } from "./PasswordDialog";
import { useMembers } from "./queries";
import { ResetDialog } from "./ResetDialog";
import own from "./staff.module.css";

const MANAGERS = new Set(["owner", "lead"]);

/** What is open beside the table: a new colleague, or something about one. */
type Open = { what: "add" } | { what: "edit" | "leave" | "reset"; member: StaffMember } | null;

/** Who works in a shop: roles, teams, how many chats at once, and the end of somebody's access. */
export function Staff() {
  const t = useText();
  const { shops, shop, pick } = useShopPick(MANAGERS);
  const code = shop?.code ?? "";
  const members = useMembers(code);
  const [open, setOpen] = useState<Open>(null);
  const [given, setGiven] = useState<OneTimePassword | null>(null);
  if (!shops.length || !shop) return <Blank title={t.owner.staff.noRight} />;
  const close = () => setOpen(null);
  const done = (made?: OneTimePassword) => {
    close();
    if (made) setGiven(made);
  };
  return (
    <main className={styles.page} id="chat" data-testid="staff">
      <h1 className={styles.title}>{t.owner.staff.title}</h1>
      <SettingsNav />
      <p className={styles.lead}>{t.owner.staff.hint}</p>
      {pick}
      <Button type="primary" className={own.add ?? ""} onClick={() => setOpen({ what: "add" })} data-testid="staff-add">
        {t.owner.staff.add}
      </Button>
      {members.isPending ? <Loading rows={8} /> : null}
      {members.isError ? <Failed error={members.error} onRetry={() => members.refetch()} /> : null}
      {members.data && !members.data.length ? (
        <Blank title={t.owner.staff.empty} hint={t.owner.staff.emptyHint} />
      ) : null}
      {members.data?.length ? (
        <MemberTable shop={shop} members={members.data} onAct={(what, member) => setOpen({ what, member })} />
      ) : null}
      {open?.what === "add" ? <MemberDialog shop={shop} onClose={close} onDone={done} /> : null}
      {open?.what === "edit" ? (
        <MemberDialog key={open.member.id} shop={shop} member={open.member} onClose={close} onDone={done} />
      ) : null}
      {open?.what === "leave" ? (
        <LeaveDialog shop={code} member={open.member} others={members.data ?? []} onClose={close} />
      ) : null}
      {open?.what === "reset" ? <ResetDialog shop={code} member={open.member} onClose={close} onDone={done} /> : null}
      {given ? <PasswordDialog given={given} onClose={() => setGiven(null)} /> : null}
    </main>
  );
}
