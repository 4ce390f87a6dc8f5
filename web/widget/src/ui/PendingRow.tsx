import type { Outgoing } from "../core/outbox";
import type { Upload } from "../core/state";
import { explain } from "../i18n/texts";
import { Content } from "./Content";
import { useUi } from "./context";

/** A message that the server has not acknowledged: said so, and never silently gone. */
export function PendingRow({ entry }: { entry: Outgoing }) {
  const { client, texts } = useUi();
  const { link, pausedUntil } = client.state;
  const refused = entry.state === "refused";
  const why = link !== "online" ? texts.waitingNet : pausedUntil > Date.now() ? texts.paused : texts.sending;
  return (
    <div class="msg own" data-testid="xiaoer-pending" data-client-id={entry.client_id} data-state={entry.state}>
      <div class="by sr">{texts.me}</div>
      <Content kind={entry.kind} body={entry.body} author="shopper" />
      <div class={refused ? "mark failed" : "mark"}>
        {refused ? `${texts.notSent} · ${explain(texts, entry.code, entry.detail)}` : why}
        {refused && (
          <>
            <button type="button" class="link" data-testid="xiaoer-retry" onClick={() => client.again(entry)}>
              {texts.retry}
            </button>
            <button type="button" class="link" onClick={() => client.discard(entry.client_id)}>
              {texts.remove}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

export function UploadRow({ upload }: { upload: Upload }) {
  const { client, texts } = useUi();
  const { id, name, done, failed } = upload;
  const label = texts.uploading(name || texts.image);
  return (
    <div class="msg own" data-testid="xiaoer-upload" data-failed={failed ?? undefined}>
      <div class="say shopper">
        {failed ? name || texts.image : label}
        {!failed && <progress max={1} value={done} aria-label={label} />}
      </div>
      {failed && (
        <div class="mark failed">
          {texts.notSent} · {explain(texts, failed)}
          {failed !== "bad_media" && (
            <button type="button" class="link" onClick={() => client.retryUpload(id)}>
              {texts.retry}
            </button>
          )}
          <button type="button" class="link" onClick={() => client.dropUpload(id)}>
            {texts.remove}
          </button>
        </div>
      )}
    </div>
  );
}
