/** Where one can go: a line per screen. The rail shows those that one's roles open. */
import AppstoreOutlined from "@ant-design/icons/AppstoreOutlined";
import AuditOutlined from "@ant-design/icons/AuditOutlined";
import BarChartOutlined from "@ant-design/icons/BarChartOutlined";
import BellOutlined from "@ant-design/icons/BellOutlined";
import FileDoneOutlined from "@ant-design/icons/FileDoneOutlined";
import FileSearchOutlined from "@ant-design/icons/FileSearchOutlined";
import FolderOpenOutlined from "@ant-design/icons/FolderOpenOutlined";
import FrownOutlined from "@ant-design/icons/FrownOutlined";
import LayoutOutlined from "@ant-design/icons/LayoutOutlined";
import MessageOutlined from "@ant-design/icons/MessageOutlined";
import PhoneOutlined from "@ant-design/icons/PhoneOutlined";
import ReadOutlined from "@ant-design/icons/ReadOutlined";
import RobotOutlined from "@ant-design/icons/RobotOutlined";
import SafetyCertificateOutlined from "@ant-design/icons/SafetyCertificateOutlined";
import ScheduleOutlined from "@ant-design/icons/ScheduleOutlined";
import SettingOutlined from "@ant-design/icons/SettingOutlined";
import SnippetsOutlined from "@ant-design/icons/SnippetsOutlined";
import SwapOutlined from "@ant-design/icons/SwapOutlined";
import TableOutlined from "@ant-design/icons/TableOutlined";
import TrophyOutlined from "@ant-design/icons/TrophyOutlined";
import type { LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Texts } from "../i18n";
import type { Role } from "../protocol/types";

export const GROUPS = ["serve", "work", "learn", "manage"] as const;
export type Group = (typeof GROUPS)[number];

export interface PlaceEntry {
  to: NonNullable<LinkProps["to"]>;
  icon: ReactNode;
  name(t: Texts): string;
  /** What it belongs to; "work" where nothing is said. */
  group?: Group;
  /** Who sees it; nobody named = everybody. */
  roles?: readonly Role[];
}

export const PLACES: readonly PlaceEntry[] = [
  { to: "/", group: "serve", icon: <MessageOutlined />, name: (t) => t.app.desk },
  { to: "/wall", group: "serve", icon: <AppstoreOutlined />, name: (t) => t.wall.title, roles: ["owner", "lead"] },
  { to: "/find", group: "serve", icon: <FileSearchOutlined />, name: (t) => t.find.title },
  {
    to: "/companion",
    group: "serve",
    icon: <LayoutOutlined />,
    name: (t) => t.companion.title,
    roles: ["owner", "lead", "agent"],
  },
  {
    to: "/phrases",
    group: "serve",
    icon: <SnippetsOutlined />,
    name: (t) => t.phrases.title,
    roles: ["owner", "lead", "agent"],
  },
  { to: "/materials", group: "serve", icon: <FolderOpenOutlined />, name: (t) => t.materials.title },
  {
    to: "/robot",
    group: "serve",
    icon: <RobotOutlined />,
    name: (t) => t.robot.title,
    roles: ["owner", "lead", "agent"],
  },
  { to: "/work", icon: <ScheduleOutlined />, name: (t) => t.work.title },
  { to: "/cases", icon: <FileDoneOutlined />, name: (t) => t.cases.title },
  { to: "/phone", icon: <PhoneOutlined />, name: (t) => t.phone.title },
  { to: "/complaints", icon: <FrownOutlined />, name: (t) => t.complaints.title },
  { to: "/registers", icon: <TableOutlined />, name: (t) => t.registers.title },
  { to: "/followups", icon: <BellOutlined />, name: (t) => t.followups.title },
  { to: "/rules", group: "learn", icon: <ReadOutlined />, name: (t) => t.rules.title },
  {
    to: "/academy",
    group: "learn",
    icon: <TrophyOutlined />,
    name: (t) => t.academy.title,
    roles: ["owner", "lead", "agent", "trainer"],
  },
  { to: "/quality", group: "learn", icon: <SafetyCertificateOutlined />, name: (t) => t.quality.title },
  { to: "/reports", group: "manage", icon: <BarChartOutlined />, name: (t) => t.reports.title },
  { to: "/shifts", group: "manage", icon: <SwapOutlined />, name: (t) => t.shifts.title },
  {
    to: "/settings",
    group: "manage",
    icon: <SettingOutlined />,
    name: (t) => t.app.settings,
    roles: ["owner", "lead"],
  },
  {
    to: "/audit",
    group: "manage",
    icon: <AuditOutlined />,
    name: (t) => t.app.audit,
    roles: ["owner", "lead", "auditor"],
  },
];

/** Where notices are. */
export const NOTICES: PlaceEntry["to"] = "/rules";

export function placesFor(roles: readonly string[]): PlaceEntry[] {
  const open = PLACES.filter((place) => !place.roles || place.roles.some((role) => roles.includes(role)));
  return GROUPS.flatMap((group) => open.filter((place) => groupOf(place) === group));
}

export const groupOf = (place: PlaceEntry): Group => place.group ?? "work";

/** What stands under its icon. */
export const shortName = (place: PlaceEntry, t: Texts): string => t.rail.short[place.to] ?? place.name(t);

/** What it is called for those who cannot see it: the full name, with the short one that stands there. */
export function spokenName(place: PlaceEntry, t: Texts): string {
  const [full, short] = [place.name(t), shortName(place, t)];
  return full.toLowerCase().includes(short.toLowerCase()) ? full : `${short} · ${full}`;
}
