import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useState } from "react";
import type { components } from "../../../../api/schema";
import { sentence, useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { Money } from "../../parts/Money";
import { State } from "../../parts/State";
import { body, http } from "../../protocol/api";
import { useView } from "../../store/use";
import styles from "./telling.module.css";

type Matter = components["schemas"]["TellMatter"];

/** Orders that a stock-out or delay touches are told before they ask: preview, choose, one gated message each. */
export function TellFirst({ shop, may }: { shop: string; may: boolean }) {
  const t = useText();
  const client = useQueryClient();
  const [matter, setMatter] = useState<Matter>({ goods: "", kind: "stockout" });
  const [left, setLeft] = useState<string[]>([]);
  const set = (part: Partial<Matter>) => setMatter({ ...matter, ...part });
  const whole = { ...matter, day: matter.day || null, amount: matter.amount || null };
  const preview = useMutation({
    mutationFn: () =>
      body(http.POST("/api/shops/{shop}/tellings/preview", { params: { path: { shop } }, body: whole })),
    onSuccess: () => setLeft([]),
  });
  const orders = preview.data?.orders.filter((one) => !one.told && !one.gate && !left.includes(one.order)) ?? [];
  const tell = useMutation({
    mutationFn: () =>
      body(
        http.POST("/api/shops/{shop}/tellings", {
          params: { path: { shop } },
          body: { ...whole, orders: orders.map((one) => one.order) },
        }),
      ),
    onSuccess: () => {
      preview.reset();
      return client.invalidateQueries({ queryKey: ["told", shop] });
    },
  });
  return (
    <>
      {may ? (
        <form
          className={styles.line}
          onSubmit={(event) => {
            event.preventDefault();
            if (matter.goods.trim()) preview.mutate();
          }}
        >
          <Select
            value={matter.kind}
            onChange={(kind) => set({ kind })}
            aria-label={t.telling.kind}
            options={(["stockout", "delay"] as const).map((value) => ({ value, label: t.telling.kinds[value] }))}
          />
          <Input
            className={styles.field ?? ""}
            value={matter.goods}
            maxLength={100}
            placeholder={t.telling.goods}
            aria-label={t.telling.goods}
            onChange={(event) => set({ goods: event.target.value.trim() })}
            data-testid="tell-goods"
          />
          <Input
            className={styles.field ?? ""}
            type="date"
            value={matter.day ?? ""}
            aria-label={t.telling.day}
            onChange={(event) => set({ day: event.target.value })}
          />
          <Input
            className={styles.field ?? ""}
            value={matter.amount ?? ""}
            inputMode="decimal"
            placeholder={t.telling.amount}
            aria-label={t.telling.amount}
            onChange={(event) => set({ amount: event.target.value })}
          />
          <Button htmlType="submit" type="primary" loading={preview.isPending} data-testid="tell-preview">
            {t.telling.preview}
          </Button>
        </form>
      ) : null}
      {preview.isError || tell.isError ? <p role="alert">{sentence(t, preview.error ?? tell.error)}</p> : null}
      {tell.data ? <p role="status">{t.telling.done(tell.data.told, tell.data.known)}</p> : null}
      {preview.data ? (
        <section className={styles.list} data-testid="tell-list">
          {preview.data.orders.map((one) => (
            <div key={one.order} className={styles.row}>
              <Checkbox
                checked={orders.includes(one)}
                aria-label={one.order}
                disabled={one.told || one.gate !== ""}
                onChange={(event) =>
                  setLeft(event.target.checked ? left.filter((n) => n !== one.order) : [...left, one.order])
                }
              />
              <span>
                <strong>
                  {one.order} · {one.nick}
                </strong>
                <span className={styles.text}>{one.text}</span>
                {one.told ? <State>{t.telling.told}</State> : null}
                {one.gate ? <State tone="urgent">{one.gate}</State> : null}
              </span>
            </div>
          ))}
          {preview.data.orders.length ? (
            <Button
              type="primary"
              disabled={!orders.length}
              loading={tell.isPending}
              onClick={() => tell.mutate()}
              data-testid="tell-send"
            >
              {preview.data.in_chat ? t.telling.send(orders.length) : t.telling.copyList(orders.length)}
            </Button>
          ) : (
            <Blank title={t.telling.none} hint={t.telling.noneHint} />
          )}
        </section>
      ) : null}
      <Told shop={shop} />
    </>
  );
}

function Told({ shop }: { shop: string }) {
  const t = useText();
  const moved = useView((view) => view.state.work[shop] ?? 0);
  const found = useQuery({
    queryKey: ["told", shop, moved],
    queryFn: () => body(http.GET("/api/shops/{shop}/tellings", { params: { path: { shop } } })),
    enabled: shop !== "",
  });
  if (!found.data?.told.length) return null;
  return (
    <section className={styles.list} aria-label={t.telling.told}>
      {found.data.told.map((one) => (
        <div key={one.id} className={styles.row} data-testid="told">
          <State tone={one.replied ? "good" : one.state === "copy" ? "waiting" : "plain"}>
            {one.replied ? t.telling.replied : t.telling.states[one.state]}
          </State>
          <span>
            <strong>
              {one.order} · {one.nick} {one.amount ? <Money value={one.amount} /> : null}
            </strong>
            <span className={styles.text}>{one.text}</span>
          </span>
          {one.conversation ? (
            <Link to="/c/$id" params={{ id: String(one.conversation) }}>
              {t.work.toChat}
            </Link>
          ) : (
            <Button size="small" onClick={() => navigator.clipboard.writeText(one.text)}>
              {t.complaints.copy}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
