import Select from "antd/es/select";
import Tabs from "antd/es/tabs";
import { useState } from "react";
import { useText } from "../../i18n";
import { useHold } from "../../store/use";
import page from "../page.module.css";
import { AttendanceTab } from "./AttendanceTab";
import { HandoverTab } from "./HandoverTab";
import { RosterTab } from "./RosterTab";

/** Handovers, roster and attendance of a shop. */
export function Shifts() {
  const t = useText();
  const shops = useHold().session.shops;
  const [chosen, setShop] = useState(shops[0]?.code ?? "");
  const shop = shops.find((one) => one.code === chosen);
  if (!shop) return null;
  const tabs = [
    { key: "handover", label: t.shifts.tabs.handover, children: <HandoverTab shop={shop} /> },
    { key: "roster", label: t.shifts.tabs.roster, children: <RosterTab shop={shop} /> },
    { key: "attendance", label: t.shifts.tabs.attendance, children: <AttendanceTab shop={shop} /> },
  ];
  return (
    <main className={page.page} id="chat" data-testid="shifts">
      <h1 className={page.title}>{t.shifts.title}</h1>
      <p className={page.lead}>{t.shifts.hint}</p>
      {shops.length > 1 ? (
        <Select
          value={chosen}
          onChange={setShop}
          aria-label={t.settings.shop}
          options={shops.map((one) => ({ value: one.code, label: one.name }))}
          className={page.pick ?? ""}
        />
      ) : null}
      <Tabs key={shop.code} items={tabs} destroyOnHidden />
    </main>
  );
}
