import Input from "antd/es/input";
import { useText } from "../../i18n";
import { useHold } from "../../store/use";
import styles from "../page.module.css";
import { Labelled } from "./Labelled";
import type { SectionProps } from "./Settings";

/** 统一形象: under which name people speak to shoppers. */
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
    </section>
  );
}
