import Button from "antd/es/button";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { State } from "../../parts/State";
import { useShopChoice } from "../../parts/shopChoice";
import { When } from "../../parts/When";
import { mayWrite } from "../../store/use";
import { Console } from "./Console";
import { lengthText } from "./Length";
import styles from "./phone.module.css";
import { useBegin, useCalls } from "./usePhone";

/** The phone console: what rings, what is on, and the log. */
export function Phone() {
  const t = useText();
  const choice = useShopChoice();
  const { code: shop, shop: info } = choice;
  const found = useCalls(shop);
  const [chosen, setChosen] = useState<number | null>(null);
  const may = info !== undefined && mayWrite(info);
  const calls = found.data?.calls ?? [];
  const shown = chosen ?? calls.find((one) => one.state === "ringing" || one.state === "open")?.id ?? null;
  return (
    <Page
      name="phone"
      title={t.phone.title}
      hint={found.data?.count ? t.phone.counts(found.data.count, lengthText(found.data.mean_s ?? 0)) : t.phone.hint}
      choice={choice}
      tools={may ? <Begin shop={shop} onBegun={setChosen} /> : null}
    >
      {may && shown ? <Console key={shown} shop={shop} id={shown} /> : null}
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !calls.length ? <Blank title={t.phone.empty} hint={t.phone.emptyHint} /> : null}
      <ul className={styles.log}>
        {calls.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles.row}
              onClick={() => setChosen(one.id)}
              aria-current={one.id === shown}
              data-testid="call-row"
              data-state={one.state}
            >
              <State tone={one.state === "ringing" ? "urgent" : one.state === "open" ? "accent" : "plain"}>
                {t.phone.states[one.state]}
              </State>
              <strong>{one.number}</strong>
              <span className={styles.say}>
                {[t.phone.kinds[one.kind], t.phone.scenes[one.scene], one.nick, one.order, one.note]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <span className={styles.say}>
                <When at={one.started_at} zone={info?.timezone} form="long" />{" "}
                {one.length_s === null ? "" : lengthText(one.length_s)} {one.staff}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Page>
  );
}

function Begin({ shop, onBegun }: { shop: string; onBegun(id: number): void }) {
  const t = useText();
  const begin = useBegin(shop);
  const [number, setNumber] = useState("");
  const [kind, setKind] = useState<"incoming" | "callback">("incoming");
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate(
          { kind, number: number.trim(), scene: "order" },
          {
            onSuccess: (made) => {
              setNumber("");
              onBegun(made.call.id);
            },
          },
        );
      }}
    >
      <Segmented
        value={kind}
        onChange={setKind}
        options={(["incoming", "callback"] as const).map((value) => ({ value, label: t.phone.kinds[value] }))}
      />
      <Input
        className={styles.time ?? ""}
        value={number}
        maxLength={20}
        inputMode="tel"
        placeholder={t.phone.number}
        aria-label={t.phone.number}
        onChange={(event) => setNumber(event.target.value)}
        data-testid="call-number"
      />
      <Button type="primary" htmlType="submit" disabled={number.trim().length < 5} data-testid="call-begin">
        {t.phone.begin}
      </Button>
      {begin.isError ? <span role="alert">{sentence(t, begin.error)}</span> : null}
    </form>
  );
}
