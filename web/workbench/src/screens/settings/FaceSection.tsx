import Input from "antd/es/input";
import { useState } from "react";
import { useText } from "../../i18n";
import { useHold } from "../../store/use";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

/** 统一形象: under which name people speak to shoppers, how they begin and end, and where goods come back to. */
export function FaceSection({ value, onChange, shopName }: SectionProps & { shopName: string }) {
  const t = useText();
  const me = useHold().session.staff;
  const example = value.face_name
    .replaceAll("{店铺}", shopName)
    .replaceAll("{客服}", me.name)
    .replaceAll("{工号}", me.service_number);
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{t.owner.face.title}</h2>
      <Labelled id="face_name" label={t.owner.face.name} hint={t.owner.face.hint}>
        <Input
          id="face_name"
          maxLength={40}
          placeholder="{店铺}-{工号}"
          value={value.face_name}
          onChange={(event) => onChange({ face_name: event.target.value })}
          data-testid="settings-face"
        />
      </Labelled>
      <p className={styles.lead}>{t.owner.face.example(example || me.name)}</p>
      <Lines id="opening_words" value={value.opening_words} onChange={(opening_words) => onChange({ opening_words })} />
      <Lines id="closing_words" value={value.closing_words} onChange={(closing_words) => onChange({ closing_words })} />
      <Labelled id="return_address" label={t.owner.face.returnAddress} hint={t.owner.face.returnHint}>
        <Input
          id="return_address"
          maxLength={200}
          value={value.return_address}
          onChange={(event) => onChange({ return_address: event.target.value })}
          data-testid="settings-return_address"
        />
      </Labelled>
    </section>
  );
}

interface LinesProps {
  id: "opening_words" | "closing_words";
  value: readonly string[];
  onChange(lines: string[]): void;
}

/** One text a line; kept as typed, so that an empty line does not vanish under the fingers. */
function Lines({ id, value, onChange }: LinesProps) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && lines(typed).join("\n") === value.join("\n") ? typed : value.join("\n");
  return (
    <Labelled id={id} label={t.owner.face[id]} hint={t.owner.face[`${id}_hint`]}>
      <Input.TextArea
        id={id}
        autoSize={{ minRows: 2 }}
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(lines(event.target.value));
        }}
        data-testid={`settings-${id}`}
      />
    </Labelled>
  );
}

function lines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
