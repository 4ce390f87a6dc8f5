import Button from "antd/es/button";
import Table from "antd/es/table";
import Tag from "antd/es/tag";
import { comma, roleName, useText } from "../../i18n";
import { When } from "../../parts/When";
import type { Shop, StaffMember, Status } from "../../protocol/types";
import { useHold } from "../../store/use";
import styles from "./staff.module.css";

export type Act = "edit" | "leave" | "reset";

interface Props {
  shop: Shop;
  members: readonly StaffMember[];
  onAct(act: Act, member: StaffMember): void;
}

/** Leads manage agents, trainers and auditors; only owners manage leads and owners. */
function mayManage(by: string, role: string): boolean {
  return by === "owner" || (role !== "owner" && role !== "lead");
}

export function MemberTable({ shop, members, onAct }: Props) {
  const t = useText();
  const { session } = useHold();
  const names = new Map(session.shops.map((one) => [one.code, one.name]));
  return (
    <Table<StaffMember>
      size="small"
      rowKey="id"
      pagination={false}
      dataSource={[...members]}
      scroll={{ x: true }}
      rowHoverable={false}
      className={styles.table ?? ""}
      columns={[
        { title: t.owner.staff.name, render: (_, one) => <Person one={one} shop={shop} names={names} /> },
        { title: t.owner.staff.role, render: (_, one) => roleName(t, one.role) },
        {
          title: t.owner.staff.teams,
          render: (_, one) => one.teams.map((team) => <Tag key={team}>{team}</Tag>),
        },
        { title: t.owner.staff.capacity, dataIndex: "capacity", align: "right" },
        { title: t.owner.staff.status, render: (_, one) => t.status[one.status as Status] },
        {
          title: t.owner.staff.seen,
          render: (_, one) =>
            one.last_seen ? <When at={one.last_seen} zone={shop.timezone} form="long" /> : t.owner.staff.never,
        },
        { title: t.owner.staff.twoFactor, render: (_, one) => (one.two_factor ? t.owner.staff.on : t.owner.staff.off) },
        {
          key: "acts",
          render: (_, one) =>
            mayManage(shop.role, one.role) ? (
              <Acts one={one} owner={shop.role === "owner"} self={one.id === session.staff.id} onAct={onAct} />
            ) : null,
        },
      ]}
    />
  );
}

function Person({ one, shop, names }: { one: StaffMember; shop: Shop; names: ReadonlyMap<string, string> }) {
  const t = useText();
  const { session } = useHold();
  const others = one.shops.filter((code) => code !== shop.code).map((code) => names.get(code) ?? code);
  return (
    <div className={styles.person}>
      <strong>{one.name}</strong>
      {one.id === session.staff.id ? <Tag>{t.owner.staff.me}</Tag> : null}
      <div className={styles.meta}>
        {[one.login, one.service_number].filter(Boolean).join(" · ")}
        {others.length ? ` · ${t.owner.staff.otherShops(others.join(comma()))}` : null}
      </div>
    </div>
  );
}

interface ActsProps {
  one: StaffMember;
  owner: boolean;
  self: boolean;
  onAct(act: Act, member: StaffMember): void;
}

function Acts({ one, owner, self, onAct }: ActsProps) {
  const t = useText();
  return (
    <span className={styles.acts}>
      <Button size="small" onClick={() => onAct("edit", one)} data-testid={`staff-edit-${one.login}`}>
        {t.owner.staff.edit}
      </Button>
      {owner && !self ? (
        <Button size="small" onClick={() => onAct("reset", one)}>
          {t.owner.staff.reset}
        </Button>
      ) : null}
      {self ? null : (
        <Button size="small" danger onClick={() => onAct("leave", one)} data-testid={`staff-leave-${one.login}`}>
          {t.owner.staff.leave}
        </Button>
      )}
    </span>
  );
}
