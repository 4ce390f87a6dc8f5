import MessageOutlined from "@ant-design/icons/MessageOutlined";
import PictureOutlined from "@ant-design/icons/PictureOutlined";
import ShoppingOutlined from "@ant-design/icons/ShoppingOutlined";
import SmileOutlined from "@ant-design/icons/SmileOutlined";
import SnippetsOutlined from "@ant-design/icons/SnippetsOutlined";
import Button from "antd/es/button";
import Popover from "antd/es/popover";
import { memo, useRef, useState } from "react";
import { useKeyText } from "../../../app/keyText";
import { useText } from "../../../i18n";
import styles from "./composer.module.css";
import { EMOJI } from "./emoji";

interface Props {
  note: boolean;
  /** The chat is one's own: replies can be written, not notes alone. */
  replies: boolean;
  onNote(): void;
  onInsert(text: string): void;
  onTrigger(sign: "/" | "@"): void;
  onPictures(files: File[]): void;
  /** What changes the words that stand there. */
  restyle?: React.ReactNode;
}

/** Drawn anew when it changes and not at each key; so what it is given must be steady. */
export const Toolbar = memo(function Toolbar({
  note,
  replies,
  onNote,
  onInsert,
  onTrigger,
  onPictures,
  restyle,
}: Props) {
  const t = useText();
  const keyOf = useKeyText();
  const files = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.tools}>
      <Emoji onPick={onInsert} />
      {note ? null : (
        <>
          <Tool
            label={t.composer.picture}
            icon={<PictureOutlined />}
            onClick={() => files.current?.click()}
            id="picture"
          />
          <Tool label={t.composer.phrases} icon={<SnippetsOutlined />} onClick={() => onTrigger("/")} id="phrases" />
          <Tool label={t.composer.products} icon={<ShoppingOutlined />} onClick={() => onTrigger("@")} id="products" />
          {restyle}
        </>
      )}
      <Button
        size="small"
        type={note ? "primary" : "text"}
        icon={<MessageOutlined />}
        aria-pressed={note}
        disabled={!replies}
        title={keyOf("note")}
        onClick={onNote}
        data-testid="note-mode"
      >
        {note ? t.composer.noteModeOn : t.composer.noteMode}
      </Button>
      <input
        ref={files}
        type="file"
        hidden
        multiple
        accept="image/jpeg,image/png,image/webp,image/gif"
        onChange={(event) => {
          onPictures([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
        data-testid="picture-input"
      />
    </div>
  );
});

interface ToolProps {
  label: string;
  icon: React.ReactNode;
  id: string;
  onClick?(): void;
}

function Tool({ label, icon, id, onClick }: ToolProps) {
  return (
    <Button
      size="small"
      type="text"
      icon={icon}
      aria-label={label}
      title={label}
      onClick={onClick}
      data-testid={`tool-${id}`}
    />
  );
}

function Emoji({ onPick }: { onPick(text: string): void }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const grid = (
    <div className={styles.emoji}>
      {EMOJI.map((sign) => (
        <button
          key={sign}
          type="button"
          onClick={() => {
            onPick(sign);
            setOpen(false);
          }}
        >
          {sign}
        </button>
      ))}
    </div>
  );
  return (
    <Popover trigger="click" open={open} onOpenChange={setOpen} content={grid} placement="topLeft">
      <Button
        size="small"
        type="text"
        icon={<SmileOutlined />}
        aria-label={t.composer.emoji}
        title={t.composer.emoji}
        data-testid="tool-emoji"
      />
    </Popover>
  );
}
