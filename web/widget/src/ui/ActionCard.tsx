import { useState } from "preact/hooks";
import { Problem } from "../core/api";
import type { Body } from "../core/protocol";
import { explain } from "../i18n/texts";
import { useUi } from "./context";

/** A change to an order, in full, with the shopper's yes and no; once answered it shows what became of it. */
export function ActionCardView({ body }: { body: Body }) {
  const { client, texts } = useUi();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [wish, setWish] = useState("");
  const state = body.state ?? "";
  const answer = async (yes: boolean) => {
    setBusy(true);
    setError("");
    try {
      await client.answer(body.action ?? 0, yes, wish.trim());
    } catch (problem) {
      const { code, message } = problem as Problem;
      setError(problem instanceof Problem ? explain(texts, code, message) : texts.errors.unknown);
    }
    setBusy(false);
  };
  return (
    <section class="say action" data-testid="xiaoer-action" data-state={state} aria-label={body.title}>
      <strong>{body.title}</strong>
      {body.lines?.map((line) => (
        <p key={line.name}>
          <span class="meta">{line.name}</span> {line.value}
        </p>
      ))}
      {state === "proposed" && body.wish && (
        <textarea
          rows={2}
          maxLength={200}
          value={wish}
          placeholder={texts.action.wish}
          aria-label={texts.action.wish}
          onInput={(event) => setWish(event.currentTarget.value)}
          data-testid="xiaoer-action-wish"
        />
      )}
      {state === "proposed" ? (
        <div class="row">
          <button
            type="button"
            class="send"
            disabled={busy}
            onClick={() => answer(true)}
            data-testid="xiaoer-action-yes"
          >
            {body.wish ? texts.action.right : texts.action.yes}
          </button>
          <button
            type="button"
            class="chip"
            disabled={busy}
            onClick={() => answer(false)}
            data-testid="xiaoer-action-no"
          >
            {body.wish ? texts.action.wrong : texts.action.no}
          </button>
        </div>
      ) : (
        <p class="state">{body.status}</p>
      )}
      {error && <p role="alert">{error}</p>}
    </section>
  );
}
