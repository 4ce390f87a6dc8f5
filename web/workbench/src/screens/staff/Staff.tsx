import Button from "antd/es/button";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import type { OneTimePassword, StaffMember } from "../../protocol/types";
import { SettingsNav } from "../settings/SettingsNav";
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
  const choice = useShopChoice((one) => MANAGERS.has(one.role));
  const { shop, code } = choice;
  const members = useMembers(code);
  const [open, setOpen] = useState<Open>(null);
  const [given, setGiven] = useState<OneTimePassword | null>(null);
  if (!shop) return <Blank title={t.owner.staff.noRight} />;
  const close = () => setOpen(null);
  const done = (made?: OneTimePassword) => {
    close();
    if (made) setGiven(made);
  };
  return (
    <Page name="staff" title={t.owner.staff.title} hint={t.owner.staff.hint} choice={choice} wide>
      <SettingsNav />
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
    </Page>
  );
}
