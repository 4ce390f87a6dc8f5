import { Fragment } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { olderBefore, settled } from "../core/messages";
import type { Message } from "../core/protocol";
import { when } from "../core/time";
import { useUi } from "./context";
import { Intro } from "./Intro";
import { Icon } from "./icons";
import { MessageRow } from "./MessageRow";
import { PendingRow, UploadRow } from "./PendingRow";
import { RateCard } from "./Rating";
import { Waiting } from "./Waiting";

const NEAR_PX = 80;
/** A time stands above a message that comes this long after the one before. */
const PAUSE_MS = 5 * 60_000;

function Older() {
  const { client, texts } = useUi();
  const { history, messages, lastSeq } = client.state;
  if (history === "loading") return <p class="older">{texts.olderLoading}</p>;
  const more = olderBefore(messages) !== null || (messages.length === 0 && lastSeq > 0);
  if (!more) return null;
  return (
    <button type="button" class="older link" data-testid="xiaoer-older" onClick={() => void client.loadOlder()}>
      {history === "failed" ? texts.olderFailed : texts.older}
    </button>
  );
}

/** The last own message, and the last one that the shop has read, carry their mark. */
function marks(messages: readonly Message[], agentRead: number): Map<number, "read" | "delivered"> {
  const own = messages.filter((m) => m.author === "shopper" && !m.recalled);
  const found = new Map<number, "read" | "delivered">();
  const last = own[own.length - 1];
  if (last) found.set(last.seq, last.seq <= agentRead ? "read" : "delivered");
  const lastRead = own.filter((m) => m.seq <= agentRead).pop();
  if (lastRead) found.set(lastRead.seq, "read");
  return found;
}

/** Keeps the end in sight while one is there, and the place where one reads when older messages come in above. */
function useScroll(newest: string, first: number) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const before = useRef({ first, height: 0 });
  const [behind, setBehind] = useState(false);

  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    if (atEnd.current) log.scrollTop = log.scrollHeight;
    else if (first !== before.current.first) log.scrollTop += log.scrollHeight - before.current.height;
    before.current = { first, height: log.scrollHeight };
  });
  // What grows by itself (a picture, the keyboard, the rating form) must not push the end out of sight.
  useEffect(() => {
    const log = box.current;
    const inner = log?.firstElementChild;
    if (!log || !inner) return;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) log.scrollTop = log.scrollHeight;
    });
    watch.observe(log);
    watch.observe(inner);
    return () => watch.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the newest message that wakes this, not its content
  useEffect(() => {
    if (!atEnd.current) setBehind(true);
  }, [newest]);

  const onScroll = () => {
    const log = box.current;
    if (!log) return false;
    atEnd.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    before.current.height = log.scrollHeight;
    if (atEnd.current) setBehind(false);
    return log.scrollTop < NEAR_PX;
  };
  const toEnd = useCallback(() => {
    atEnd.current = true;
    setBehind(false);
    box.current?.scrollTo({ top: box.current.scrollHeight });
  }, []);
  return { box, atEnd, behind, onScroll, toEnd };
}

export function Log() {
  const { client, texts } = useUi();
  const { messages, outgoing, uploads, agentRead, agentTyping, history, ownRead, visit, session, link } = client.state;
  const newest = messages[messages.length - 1];
  const { box, atEnd, behind, onScroll, toEnd } = useScroll(`${newest?.seq ?? 0}`, messages[0]?.seq ?? 0);
  const ownCount = outgoing.length + uploads.length;
  const marked = marks(messages, agentRead);
  const shown = settled(messages);

  // What one says oneself is always shown.
  useLayoutEffect(() => {
    if (ownCount > 0) toEnd();
  }, [ownCount, toEnd]);

  useEffect(() => {
    const look = () => {
      if (!document.hidden && atEnd.current) client.seen();
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  });

  return (
    <div class="log-wrap">
      <div
        ref={box}
        class="log"
        role="log"
        aria-label={texts.logLabel}
        aria-live={history === "loading" ? "off" : "polite"}
        aria-relevant="additions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        data-testid="xiaoer-log"
        onScroll={() => {
          if (onScroll() && history === "idle" && olderBefore(messages) !== null) void client.loadOlder();
          if (atEnd.current && (newest?.seq ?? 0) > ownRead) client.seen();
        }}
      >
        <div>
          <Older />
          {session
            ? olderBefore(messages) === null && <Intro />
            : link !== "fatal" && link !== "expired" && <Waiting />}
          {shown.map((message, i) => {
            const at = Date.parse(message.at);
            const previous = shown[i - 1];
            const pause = !previous || at - Date.parse(previous.at) > PAUSE_MS;
            return (
              <Fragment key={message.seq}>
                {pause && <p class="time">{when(at, Date.now(), texts)}</p>}
                <MessageRow message={message} previous={pause ? undefined : previous} mark={marked.get(message.seq)} />
              </Fragment>
            );
          })}
          {outgoing.map((entry) => (
            <PendingRow key={entry.client_id} entry={entry} />
          ))}
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
          {agentTyping && (
            <p class="typing" data-testid="xiaoer-typing">
              {texts.typing}
            </p>
          )}
          {visit.phase === "closed" && (visit.can_rate || visit.rated !== null) && <RateCard />}
        </div>
      </div>
      {behind && (
        <button type="button" class="newer" data-testid="xiaoer-newer" onClick={toEnd}>
          {texts.newer}
          <Icon name="down" size={16} />
        </button>
      )}
    </div>
  );
}
