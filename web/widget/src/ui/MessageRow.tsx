import type { Message } from "../core/protocol";
import { when } from "../core/time";
import type { Texts } from "../i18n/texts";
import { Content } from "./Content";
import { useUi } from "./context";
import { RobotMark } from "./RobotMark";

/** The consent line opens every visit; the first one stands above the greeting already. */
function isFirstConsent({ seq, body }: Message): boolean {
  return seq === 1 && body.event === "opened";
}

function systemLine(message: Message, texts: Texts): string {
  if (isFirstConsent(message)) return "";
  return texts.events[message.body.event ?? ""] ?? message.body.text ?? "";
}

interface Props {
  message: Message;
  /** The one above, when it belongs to the same stretch of time. */
  previous: Message | undefined;
  mark: "read" | "delivered" | undefined;
}

function Byline({ message, previous }: { message: Message; previous: Message | undefined }) {
  const { texts } = useUi();
  if (message.author === "robot") {
    return (
      <div class="by">
        <RobotMark />
      </div>
    );
  }
  const same = previous?.author === message.author && previous.author_name === message.author_name;
  const name = message.author === "shopper" ? texts.me : message.author_name || texts.agent;
  // A screen reader hears the name each time, the eye sees it once per stretch.
  return <div class={message.author === "shopper" || same ? "by sr" : "by"}>{name}</div>;
}

export function MessageRow({ message, previous, mark }: Props) {
  const { texts } = useUi();
  const { author, seq, recalled } = message;
  if (author === "system" && message.kind === "text") {
    const line = recalled ? texts.recalled : systemLine(message, texts);
    return line ? (
      <p
        class="system"
        data-testid="xiaoer-message"
        data-seq={seq}
        data-author="system"
        data-event={message.body.event}
      >
        {line}
      </p>
    ) : null;
  }
  const own = author === "shopper";
  if (recalled) {
    return (
      <p class="system" data-testid="xiaoer-message" data-seq={seq} data-author={author} data-recalled="true">
        {own ? texts.recalledMine : texts.recalled}
      </p>
    );
  }
  return (
    <div
      class={own ? "msg own" : "msg theirs"}
      data-testid="xiaoer-message"
      data-seq={seq}
      data-author={author}
      data-kind={message.kind}
      title={when(Date.parse(message.at), Date.now(), texts)}
    >
      <Byline message={message} previous={previous} />
      <Content kind={message.kind} body={message.body} author={author} />
      {mark && (
        <div class="mark" data-testid="xiaoer-mark" data-mark={mark}>
          {mark === "read" ? texts.read : texts.delivered}
        </div>
      )}
    </div>
  );
}
