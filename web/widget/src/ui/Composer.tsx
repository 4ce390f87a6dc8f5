import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { MAX_TEXT } from "../core/protocol";
import { lengthOf } from "../core/text";
import { useUi } from "./context";
import { EmojiPicker } from "./EmojiPicker";
import { Icon } from "./icons";
import { QuickActions } from "./QuickActions";

const MAX_HEIGHT_PX = 112;

function pasted(items: DataTransferItemList | undefined): File[] {
  return [...(items ?? [])].flatMap((item) => {
    const file = item.kind === "file" && item.type.startsWith("image/") ? item.getAsFile() : null;
    return file ? [file] : [];
  });
}

export function Composer() {
  const { client, texts } = useUi();
  const [text, setText] = useState(client.draft);
  const [emoji, setEmoji] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const { visit } = client.state;
  const over = lengthOf(text) - MAX_TEXT;
  const can = text.trim() !== "" && over <= 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the field grows with its text
  useLayoutEffect(() => {
    const field = input.current;
    if (!field) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(MAX_HEIGHT_PX, field.scrollHeight)}px`;
  }, [text]);

  const write = (next: string) => {
    setText(next);
    client.draft = next;
    client.typing(next.trim() !== "");
  };
  const send = () => {
    if (!can) return;
    client.send("text", { text: text.trim() });
    setText("");
    client.draft = "";
    setEmoji(false);
    input.current?.focus();
  };
  const insert = (sign: string) => {
    const field = input.current;
    const at = field?.selectionStart ?? text.length;
    const to = field?.selectionEnd ?? at;
    write(text.slice(0, at) + sign + text.slice(to));
    requestAnimationFrame(() => field?.setSelectionRange(at + sign.length, at + sign.length));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While a Chinese word is being composed, Enter belongs to the input method (229 = older Safari).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };
  const hint = visit.phase === "away" ? texts.inputAway : texts.input;

  return (
    <div class="composer">
      <QuickActions />
      {emoji && <EmojiPicker onPick={insert} />}
      {over > 0 && (
        <p class="over" role="alert" data-testid="xiaoer-too-long">
          {texts.tooLong(over)}
        </p>
      )}
      <div class="row">
        <button
          type="button"
          class="tool"
          aria-label={texts.emoji}
          title={texts.emoji}
          aria-expanded={emoji}
          data-testid="xiaoer-emoji"
          onClick={() => setEmoji(!emoji)}
        >
          <Icon name="smile" />
        </button>
        <button
          type="button"
          class="tool"
          aria-label={texts.picture}
          title={texts.picture}
          data-testid="xiaoer-picture"
          onClick={() => file.current?.click()}
        >
          <Icon name="image" />
        </button>
        <input
          ref={file}
          class="gone"
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif"
          multiple
          tabIndex={-1}
          aria-hidden="true"
          data-testid="xiaoer-file"
          onChange={(event) => {
            for (const one of event.currentTarget.files ?? []) client.picture(one);
            event.currentTarget.value = "";
          }}
        />
        <textarea
          ref={input}
          rows={1}
          value={text}
          placeholder={hint}
          aria-label={hint}
          enterkeyhint="send"
          data-testid="xiaoer-input"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const files = pasted(event.clipboardData?.items);
            if (files.length === 0) return;
            event.preventDefault();
            files.forEach((one) => {
              client.picture(one);
            });
          }}
        />
        <button
          type="button"
          class="send"
          aria-label={texts.send}
          title={texts.send}
          disabled={!can}
          data-testid="xiaoer-send"
          onClick={send}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
}
