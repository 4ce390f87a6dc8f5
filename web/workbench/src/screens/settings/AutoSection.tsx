import Input from "antd/es/input";
import Select from "antd/es/select";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import { NumberField, SwitchField, TagsField, WordsField } from "./fields";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

const PROMOTION_MODES = ["off", "joined", "after"] as const;

/** What is said by itself, shopper tags, and whether leads see what is typed. */
export function AutoSection({ value, onChange }: SectionProps) {
  const t = useText();
  const words = (id: "busy_reply" | "away_reply" | "off_hours_reply", label: string, hint: string) => (
    <WordsField
      id={id}
      label={label}
      hint={hint}
      value={value[id]}
      onChange={(text) => onChange({ [id]: text })}
      testId={`settings-${id}`}
    />
  );
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.day.auto}</h2>
      {words("busy_reply", t.day.busyReply, t.day.busyHint)}
      <NumberField
        id="busy_after_s"
        label={t.day.busyAfter}
        min={0}
        max={3600}
        value={value.busy_after_s}
        onChange={(busy_after_s) => onChange({ busy_after_s })}
      />
      {words("away_reply", t.day.awayReply, t.day.awayHint)}
      {words("off_hours_reply", t.day.offHours, t.day.offHoursHint)}
      <Promotion value={value} onChange={onChange} />
      <SwitchField
        id="check_orders"
        label={t.day.checkOrders}
        hint={t.day.checkOrdersHint}
        value={value.check_orders}
        onChange={(check_orders) => onChange({ check_orders })}
        testId="settings-check_orders"
      />
      <NumberField
        id="complaint_hours"
        label={t.day.complaintHours}
        hint={t.day.complaintHint}
        min={0}
        max={720}
        value={value.complaint_hours}
        onChange={(complaint_hours) => onChange({ complaint_hours })}
      />
      <TagsField
        id="shopper_tags"
        label={t.day.shopperTags}
        hint={t.day.shopperTagsHint}
        value={value.shopper_tags}
        onChange={(shopper_tags) => onChange({ shopper_tags })}
      />
      <SwitchField
        id="drafts_shown"
        label={t.day.drafts}
        hint={t.day.draftsHint}
        value={value.drafts_shown}
        onChange={(drafts_shown) => onChange({ drafts_shown })}
      />
    </section>
  );
}

/** The line that follows automatic replies, and how long. */
function Promotion({ value, onChange }: SectionProps) {
  const t = useText();
  return (
    <>
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
    </>
  );
}
