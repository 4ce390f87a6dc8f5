import { useCallback, useRef, useState } from "preact/hooks";
import type { OrderView, OwnCase } from "../core/protocol";
import { useUi } from "./context";
import { SheetFrame } from "./SheetFrame";
import { useLoad } from "./useLoad";
import { Failed, Waiting } from "./Waiting";

/** Does something, then `moved`; meanwhile the buttons wait, and a refusal is shown. */
function useDoing(moved: () => void) {
  const { texts } = useUi();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const run = (work: () => Promise<unknown>) => {
    setBusy(true);
    work().then(moved, (problem: Error) => {
      setError(problem.message || texts.errors.unknown);
      setBusy(false);
    });
  };
  const alert = error && (
    <p class="meta" role="alert">
      {error}
    </p>
  );
  return { busy, run, alert };
}

/** One case: what comes next and until when, and what the shopper himself may do. */
function CaseCard({ one, moved }: { one: OwnCase; moved: () => void }) {
  const { client, texts, lang } = useUi();
  const t = texts.cases;
  const [waybill, setWaybill] = useState("");
  const { busy, run, alert } = useDoing(moved);
  const file = useRef<HTMLInputElement>(null);
  const act = (act: string, more?: object) => client.writeCase({ act, ...more }, one.id);
  const can = (name: string) => one.acts.includes(name);
  return (
    <article class="parcel" data-testid="xiaoer-case" data-state={one.state}>
      <h4>
        {one.kind_text} <span class="state">{one.number}</span>
      </h4>
      <p>
        {one.next}{" "}
        {one.due_at && t.until(new Date(one.due_at).toLocaleString(lang, { dateStyle: "short", timeStyle: "short" }))}
      </p>
      <p class="meta">
        {one.amount && `¥${one.amount} `}
        {one.return_address}
      </p>
      {can("waybill") && (
        <form
          class="row"
          onSubmit={(event) => {
            event.preventDefault();
            run(() => act("waybill", { waybill }));
          }}
        >
          <input
            class="field"
            required
            maxLength={60}
            placeholder={t.waybill}
            aria-label={t.waybill}
            data-testid="xiaoer-case-waybill"
            onInput={(event) => setWaybill(event.currentTarget.value)}
          />
          <button type="submit" class="chip strong" disabled={busy} data-testid="xiaoer-case-sent">
            {texts.send}
          </button>
        </form>
      )}
      {can("evidence") && (
        <button type="button" class="chip" disabled={busy} onClick={() => file.current?.click()}>
          {texts.picture}
        </button>
      )}{" "}
      {can("withdraw") && (
        <button type="button" class="chip" disabled={busy} onClick={() => run(() => act("withdraw"))}>
          {t.withdraw}
        </button>
      )}
      <input
        ref={file}
        type="file"
        accept="image/*"
        hidden
        data-testid="xiaoer-case-file"
        onChange={(event) => {
          const picked = event.currentTarget.files?.[0];
          if (picked) run(async () => act("evidence", { media: [(await client.upload(picked)).media] }));
        }}
      />
      {alert}
    </article>
  );
}

/** A new request for one of one's own orders. */
function Ask({ orders, moved }: { orders: OrderView[]; moved: () => void }) {
  const { client, texts } = useUi();
  const t = texts.cases;
  const { busy, run, alert } = useDoing(moved);
  const choices: [string, Record<string, string>][] = [
    ["kind", t.kinds],
    ["reason", t.reasons],
  ];
  return (
    <form
      class="ask"
      onSubmit={(event) => {
        event.preventDefault();
        const wish = Object.fromEntries(new FormData(event.currentTarget));
        run(() => client.writeCase(wish));
      }}
    >
      <select class="field" name="order" aria-label={texts.orders.title}>
        {orders.map((one) => (
          <option key={one.number} value={one.number}>
            {one.lines[0]?.title} · {one.number}
          </option>
        ))}
      </select>
      {choices.map(([name, options]) => (
        <select key={name} class="field" name={name} aria-label={t.ask} data-testid={`xiaoer-case-${name}`}>
          {Object.entries(options).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ))}
      <input class="field" name="note" maxLength={500} placeholder={t.note} aria-label={t.note} />
      {alert}
      <button type="submit" class="primary" disabled={busy} data-testid="xiaoer-case-send">
        {t.ask}
      </button>
    </form>
  );
}

/** The shopper's own after-sales cases, and a new request. */
export function CasesSheet() {
  const { client, texts } = useUi();
  const t = texts.cases;
  const { result, retry } = useLoad(useCallback(() => Promise.all([client.cases(), client.orders()]), [client]));
  const [asking, ask] = useState(false);
  const moved = () => {
    ask(false);
    retry();
  };
  return (
    <SheetFrame title={t.title} testid="xiaoer-cases-sheet">
      {result.state === "loading" && <Waiting />}
      {result.state === "failed" && <Failed text={texts.orders.failed} retry={retry} />}
      {result.state === "here" && (
        <>
          {result.value[0].map((one) => (
            <CaseCard key={one.id} one={one} moved={moved} />
          ))}
          {asking ? (
            <Ask orders={result.value[1]} moved={moved} />
          ) : result.value[1].length ? (
            <button type="button" class="primary" data-testid="xiaoer-case-new" onClick={() => ask(true)}>
              {t.ask}
            </button>
          ) : (
            <p class="empty">{texts.orders.empty}</p>
          )}
        </>
      )}
    </SheetFrame>
  );
}
