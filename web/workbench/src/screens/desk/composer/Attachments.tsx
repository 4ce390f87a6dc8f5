import CloseOutlined from "@ant-design/icons/CloseOutlined";
import Spin from "antd/es/spin";
import { useText } from "../../../i18n";
import styles from "./composer.module.css";
import type { Attachment } from "./useAttachments";

export function Attachments({ list, onRemove }: { list: readonly Attachment[]; onRemove(key: string): void }) {
  const t = useText();
  if (!list.length) return null;
  return (
    <ul className={styles.attachments}>
      {list.map((one) => (
        <li key={one.key} className={styles.attachment} data-testid="attachment" data-ready={one.upload !== null}>
          {one.upload ? <img src={one.upload.url} alt={one.name} /> : <Spin aria-label={t.composer.uploading} />}
          <button type="button" aria-label={t.composer.removePicture(one.name)} onClick={() => onRemove(one.key)}>
            <CloseOutlined />
          </button>
        </li>
      ))}
    </ul>
  );
}
