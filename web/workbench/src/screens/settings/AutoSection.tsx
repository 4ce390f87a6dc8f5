import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import { useState } from "react";
import { useText } from "../../i18n";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

/** What is said by itself, what is said at the end, shopper tags, and whether leads see what is typed. */
export function AutoSection({ value, onChange }: SectionProps) {
  const t = useText();
  // Kept as typed, so that an empty line does not vanish under the fingers.
  const [typed, setTyped] = useState<string | null>(null);
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
      <Labelled id="check_orders" label={t.day.checkOrders} hint={t.day.checkOrdersHint}>
        <Switch
          id="check_orders"
          checked={value.check_orders}
          onChange={(check_orders) => onChange({ check_orders })}
          data-testid="settings-check_orders"
        />
      </Labelled>
      <Labelled id="closing_words" label={t.day.closingWords} hint={t.day.closingHint}>
        <Input.TextArea
          id="closing_words"
          autoSize={{ minRows: 2 }}
          value={typed ?? value.closing_words.join("\n")}
          onChange={(event) => {
            setTyped(event.target.value);
            const lines = event.target.value.split("\n").map((line) => line.trim());
            onChange({ closing_words: lines.filter(Boolean) });
          }}
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
