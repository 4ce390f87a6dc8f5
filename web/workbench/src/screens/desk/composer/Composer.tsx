import SendOutlined from "@ant-design/icons/SendOutlined";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { type ClipboardEvent, type CSSProperties, type DragEvent, memo, useId, useMemo, useState } from "react";
import { usePreferences } from "../../../app/preferences";
import { roleName, useText } from "../../../i18n";
import { ShopMark, useShopColour } from "../../../parts/ShopMark";
import { useSteady } from "../../../parts/useSteady";
import type { Conversation } from "../../../protocol/types";
import { useHold, useShop } from "../../../store/use";
import { Attachments } from "./Attachments";
import styles from "./composer.module.css";
import { copiedElsewhere } from "./copied";
import { Field } from "./Field";
import { GateCard } from "./GateCard";
import { Hints } from "./Hints";
import { type KeyAction, meaning } from "./keys";
import { OpeningLine } from "./OpeningLine";
import { Popup } from "./Popup";
import { RestyledHint, RestyleMenu } from "./RestyleMenu";
import { SuggestionLine } from "./SuggestionLine";
import { Toolbar } from "./Toolbar";
import { picturesOf } from "./useAttachments";
import { LONGEST, useComposer } from "./useComposer";
import { useCursor } from "./useCursor";
import { usePopup } from "./usePopup";

const LEADS = new Set(["owner", "lead"]);

interface Props {
  conversation: Conversation;
  mine: boolean;
  writes: boolean;
}

/** Lines that come in draw the thread anew, not this. */
export const Composer = memo(function Composer({ conversation, mine, writes }: Props) {
  const t = useText();
  const role = useShop(conversation.shop)?.role;
  if (!writes) {
    return (
      <p className={styles.readOnly} data-testid="read-only">
        {t.composer.readOnly(roleName(t, role))}
      </p>
    );
  }
  return <Writing conversation={conversation} mine={mine} />;
});

interface SendProps {
  note: boolean;
  disabled: boolean;
  onSend(): void;
}

const Send = memo(function Send({ note, disabled, onSend }: SendProps) {
  const t = useText();
  return (
    <Button
      type="primary"
      icon={<SendOutlined />}
      title={t.composer.enter}
      disabled={disabled}
      onClick={onSend}
      data-testid="send"
    >
      {note ? t.composer.sendNote : t.composer.send}
    </Button>
  );
});

function Writing({ conversation, mine }: { conversation: Conversation; mine: boolean }) {
  const t = useText();
  const { enter } = usePreferences();
  const role = useShop(conversation.shop)?.role;
  const { message } = AntApp.useApp();
  const { shops } = useHold().session;
  const colour = useShopColour(conversation.shop);
  const listId = useId();
  const [dropping, setDropping] = useState(false);
  const composer = useComposer(conversation, mine);
  useCursor(composer.field, mine);
  const { note, text, gate, trigger } = composer;
  const popup = usePopup(conversation, trigger, note, {
    insert: composer.choose,
    takePhrase: composer.takePhrase,
    sendProduct: composer.sendProduct,
    sendMaterial: composer.sendMaterial,
  });

  const acts: Record<KeyAction, () => void> = {
    send: () => void composer.send(),
    next: () => popup.move(1),
    previous: () => popup.move(-1),
    choose: popup.choose,
    closePopup: composer.closePopup,
    takeSuggestion: composer.takeSuggestion,
    dismissSuggestion: composer.dismissSuggestion,
    editLast: composer.editLast,
    stopEditing: composer.stopEditing,
  };

  const takePictures = (files: File[]) => {
    if (!note) for (const file of files) void composer.pictures.add(file);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = picturesOf(event.clipboardData);
    if (files.length) {
      event.preventDefault();
      takePictures(files);
    }
    const from = copiedElsewhere(conversation.shop, event.clipboardData.getData("text/plain"));
    const other = shops.find((shop) => shop.code === from);
    if (other) message.warning(t.composer.otherShop(other.name));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDropping(false);
    takePictures(picturesOf(event.dataTransfer));
  };

  const onNote = useSteady(composer.toggleNote);
  const onInsert = useSteady(composer.insert);
  const onTrigger = useSteady((sign: string) => composer.insert(text && !/\s$/.test(text) ? ` ${sign}` : sign));
  const onPictures = useSteady(takePictures);
  const onSend = useSteady(() => void composer.send());
  const onRestyle = useSteady((how: Parameters<typeof composer.restyle.run>[0]) => void composer.restyle.run(how));
  const { busy } = composer.restyle;
  const blank = !text.trim();
  const restyle = useMemo(
    () => <RestyleMenu busy={busy} disabled={blank} onRun={onRestyle} />,
    [busy, blank, onRestyle],
  );

  const over = text.trim().length - LONGEST;
  const blocked = !note && gate.verdict === "block";
  const nothing = !text.trim() && !composer.pictures.attachments.length;
  const waiting = composer.pictures.attachments.some((one) => !one.upload);
  return (
    <section
      className={styles.area}
      aria-label={note ? t.composer.noteLabel : t.composer.label}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={onDrop}
    >
      <Hints
        conversation={conversation}
        mine={mine}
        editing={composer.editing !== null}
        onStop={composer.stopEditing}
      />
      {composer.suggestion ? (
        <SuggestionLine
          key={composer.suggestion.seq}
          shop={conversation.shop}
          conversation={conversation.id}
          suggestion={composer.suggestion}
          reword={composer.reword}
          onTake={composer.takeSuggestion}
          onDismiss={composer.dismissSuggestion}
        />
      ) : null}
      {mine && !note && !text && !composer.suggestion ? (
        <OpeningLine conversation={conversation} onTake={composer.takePhrase} />
      ) : null}
      {!note && composer.restyle.done ? (
        <RestyledHint done={composer.restyle.done} onUndo={composer.restyle.undo} />
      ) : null}
      {note ? null : (
        <GateCard
          gate={gate}
          asking={composer.asking}
          onRewrite={composer.rewrite}
          onAnyway={() => void composer.send(true)}
          shop={conversation.shop}
          conversation={conversation.id}
          text={text}
          leads={LEADS.has(role ?? "")}
          onOverride={(reason) => void composer.send(true, reason)}
        />
      )}
      <div className={styles.anchor}>
        {popup.open ? (
          <Popup
            id={listId}
            label={popup.kind === "phrase" ? t.composer.phrases : t.composer.products}
            items={popup.items}
            at={popup.index}
            empty={popup.empty}
            testId={popup.kind ?? ""}
            onHover={popup.hover}
          />
        ) : null}
        <div className={styles.box} data-note={note || undefined} style={{ "--mark": colour } as CSSProperties}>
          <Attachments list={composer.pictures.attachments} onRemove={composer.pictures.remove} />
          <Field
            field={composer.field}
            text={text}
            marks={note ? [] : gate.marks}
            label={note ? t.composer.noteLabel : t.composer.label}
            placeholder={note ? t.composer.notePlaceholder : t.composer.placeholder}
            popup={popup.open ? { list: listId, option: `${listId}-${popup.index}` } : null}
            onText={composer.change}
            onCaret={composer.setCaret}
            onKey={(press, composing) => {
              const action = meaning(press, {
                composing,
                popup: popup.open && (popup.items.length > 0 || press.key === "Escape"),
                suggestion: composer.suggestion !== null,
                empty: text === "",
                editing: composer.editing !== null,
                enter,
              });
              if (action) acts[action]();
              return action !== null;
            }}
            onPaste={onPaste}
            onBlur={composer.closePopup}
          />
          <div className={styles.foot}>
            <Toolbar
              note={note}
              replies={mine}
              onNote={onNote}
              onInsert={onInsert}
              onTrigger={onTrigger}
              onPictures={onPictures}
              restyle={restyle}
            />
            {shops.length > 1 ? <ShopMark code={conversation.shop} /> : null}
            {over > 0 ? <span className={styles.over}>{t.composer.tooLong(over)}</span> : null}
            <Send note={note} disabled={nothing || waiting || blocked || over > 0} onSend={onSend} />
          </div>
          {composer.draftsShown ? <p className={styles.quiet}>{t.day.draftsShown}</p> : null}
          {dropping && !note ? <div className={styles.drop}>{t.composer.dropHere}</div> : null}
        </div>
      </div>
    </section>
  );
}
