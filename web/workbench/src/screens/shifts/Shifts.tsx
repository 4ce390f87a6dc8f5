import Tabs from "antd/es/tabs";
import { useText } from "../../i18n";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { AttendanceTab } from "./AttendanceTab";
import { HandoverTab } from "./HandoverTab";
import { RosterTab } from "./RosterTab";

/** Handovers, roster and attendance of a shop. */
export function Shifts() {
  const t = useText();
  const choice = useShopChoice();
  const { shop } = choice;
  if (!shop) return null;
  const tabs = [
    { key: "handover", label: t.shifts.tabs.handover, children: <HandoverTab shop={shop} /> },
    { key: "roster", label: t.shifts.tabs.roster, children: <RosterTab shop={shop} /> },
    { key: "attendance", label: t.shifts.tabs.attendance, children: <AttendanceTab shop={shop} /> },
  ];
  return (
    <Page name="shifts" title={t.shifts.title} hint={t.shifts.hint} choice={choice}>
      <Tabs key={shop.code} items={tabs} destroyOnHidden />
    </Page>
  );
}
