import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

const PROMOTION_MODES = ["off", "joined", "after"] as const;

/** What is said by itself, shopper tags, and whether leads see what is typed. */
export function AutoSection({ value, onChange }: SectionProps) {
  const t = useText();
  const area = (id: "busy_reply" | "away_reply" | "off_hours_reply", label: string, hint: string) => (
    <Labelled id={id} label={label} hint={hint}>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2 }}
        maxLength={500}
        value={value[id]}
        onChange={(event) => onChange({ [id]: event.target.value })}
        data-testid={`settings-${id}`}
      />
    </Labelled>
  );
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.day.auto}</h2>
      {area("busy_reply", t.day.busyReply, t.day.busyHint)}
      <Labelled id="busy_after_s" label={t.day.busyAfter}>
        <InputNumber
          id="busy_after_s"
          min={0}
          max={3600}
          value={value.busy_after_s}
          onChange={(seconds) => seconds !== null && onChange({ busy_after_s: seconds })}
        />
      </Labelled>
      {area("away_reply", t.day.awayReply, t.day.awayHint)}
      {area("off_hours_reply", t.day.offHours, t.day.offHoursHint)}
      <Labelled id="promotion_mode" label={t.day.promotion} hint={t.day.promotionHint}>
        <Select
          id="promotion_mode"
          value={value.promotion_mode}
          options={PROMOTION_MODES.map((mode) => ({ value: mode, label: t.day.promotionModes[mode] }))}
          onChange={(promotion_mode) => onChange({ promotion_mode })}
          data-testid="settings-promotion_mode"
        />
      </Labelled>
      {value.promotion_mode === "off" ? null : (
        <>
          <Labelled id="promotion_line" label={t.day.promotionLine} hint={t.day.promotionLineHint}>
            <Input
              id="promotion_line"
              maxLength={100}
              value={value.promotion_line}
              onChange={(event) => onChange({ promotion_line: event.target.value })}
              data-testid="settings-promotion_line"
            />
          </Labelled>
          <Labelled id="promotion_until" label={t.day.promotionUntil} hint={t.day.promotionUntilHint}>
            <Input
              id="promotion_until"
              type="date"
              value={value.promotion_until}
              onChange={(event) => onChange({ promotion_until: event.target.value })}
              data-testid="settings-promotion_until"
            />
          </Labelled>
        </>
      )}
      <Labelled id="check_orders" label={t.day.checkOrders} hint={t.day.checkOrdersHint}>
        <Switch
          id="check_orders"
          checked={value.check_orders}
          onChange={(check_orders) => onChange({ check_orders })}
          data-testid="settings-check_orders"
        />
      </Labelled>
      <Labelled id="complaint_hours" label={t.day.complaintHours} hint={t.day.complaintHint}>
        <InputNumber
          id="complaint_hours"
          min={0}
          max={720}
          value={value.complaint_hours}
          onChange={(hours) => hours !== null && onChange({ complaint_hours: hours })}
        />
      </Labelled>
      <Labelled id="shopper_tags" label={t.day.shopperTags} hint={t.day.shopperTagsHint}>
        <Select
          id="shopper_tags"
          mode="tags"
          open={false}
          suffixIcon={null}
          value={value.shopper_tags}
          onChange={(shopper_tags: string[]) => onChange({ shopper_tags })}
        />
      </Labelled>
      <Labelled id="drafts_shown" label={t.day.drafts} hint={t.day.draftsHint}>
        <Switch
          id="drafts_shown"
          checked={value.drafts_shown}
          onChange={(drafts_shown) => onChange({ drafts_shown })}
        />
      </Labelled>
    </section>
  );
}
