import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { type ReactNode, useState } from "react";
import { comma, type Texts, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { TriedCase } from "../../protocol/types";
import page from "../page.module.css";
import { Decided } from "./Decided";
import { type CaseForm, EMPTY_CASE, FLAGS, factsOf, STATUSES } from "./facts";
import styles from "./rules.module.css";
import { useRuleActs } from "./useRules";

/** Facts in, a decision opened to its rules out; it is decided anew with each change. */
export function TryCase({ shop, zone }: { shop: string; zone: string | undefined }) {
  const t = useText();
  const acts = useRuleActs(shop);
  const [form, setForm] = useState<CaseForm>(EMPTY_CASE);
  const [kept, setKept] = useState<TriedCase | null>(null);
  const set = (part: Partial<CaseForm>) => setForm({ ...form, ...part });
  const facts = factsOf(form);
  const tried = useQuery({
    queryKey: ["try", shop, facts],
    queryFn: () => acts.tryCase({ facts }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <>
      <p className={page.lead}>{t.rules.try.hint}</p>
      <section className={`${styles.rule} ${styles.fields}`} aria-label={t.rules.try.facts}>
        <Field label={t.rules.try.type}>
          <Select value={form.type} onChange={(type) => set({ type })} options={options(t.rules.try.types)} />
        </Field>
        <Field label={t.rules.try.reason}>
          <Select value={form.reason} onChange={(reason) => set({ reason })} options={options(t.rules.try.reasons)} />
        </Field>
        <Field label={t.rules.try.status}>
          <Select
            value={form.status}
            onChange={(status) => set({ status })}
            options={STATUSES.map((value) => ({ value, label: t.rules.try.statuses[value] }))}
          />
        </Field>
        <Field label={t.rules.try.category}>
          <Input value={form.category} maxLength={40} onChange={(event) => set({ category: event.target.value })} />
        </Field>
        <Field label={t.rules.try.signed}>
          <Input
            type="datetime-local"
            value={form.signed}
            onChange={(event) => set({ signed: event.target.value })}
            data-testid="try-signed"
          />
        </Field>
        <Field label={t.rules.try.asked}>
          <Input type="datetime-local" value={form.asked} onChange={(event) => set({ asked: event.target.value })} />
        </Field>
        <Field label={t.rules.try.amount}>
          <Input
            value={form.amount}
            inputMode="decimal"
            maxLength={12}
            onChange={(event) => set({ amount: event.target.value })}
            data-testid="try-amount"
          />
        </Field>
        <div className={`${styles.field} ${styles.wide}`}>
          <span className={styles.label}>{t.rules.try.facts}</span>
          <Checkbox.Group
            value={[...form.flags]}
            onChange={(flags) => set({ flags: flags as CaseForm["flags"] })}
            options={FLAGS.map((value) => ({ value, label: t.rules.try.flags[value] }))}
          />
        </div>
      </section>
      {tried.isPending ? <Loading rows={6} /> : null}
      {tried.isError ? <Failed error={tried.error} onRetry={() => tried.refetch()} /> : null}
      {tried.data ? (
        <div className={styles.bar}>
          <Button size="small" onClick={() => setKept(kept ? null : (tried.data ?? null))} data-testid="try-pin">
            {kept ? t.night.unpin : t.night.pin}
          </Button>
          {kept ? <span data-testid="try-differs">{differing(t, kept, tried.data)}</span> : null}
        </div>
      ) : null}
      {tried.data ? (
        <div className={kept ? styles.pair : undefined}>
          {kept ? <Side name={t.night.before} decision={kept} zone={zone} /> : null}
          {kept ? (
            <Side name={t.night.after} decision={tried.data} zone={zone} />
          ) : (
            <Decided decision={tried.data} zone={zone} />
          )}
        </div>
      ) : null}
    </>
  );
}

function Side({ name, decision, zone }: { name: string; decision: TriedCase; zone: string | undefined }) {
  return (
    <div>
      <p className={styles.label}>{name}</p>
      <Decided decision={decision} zone={zone} />
    </div>
  );
}

/** The parts in which two decisions differ, in words. */
export function differing(t: Texts, before: TriedCase, after: TriedCase): string {
  const says = t.night.parts;
  const pairs: [string, unknown, unknown][] = [
    [says.outcome, before.outcome, after.outcome],
    [says.amount, before.amount, after.amount],
    [says.freight, before.return_freight_payer, after.return_freight_payer],
    [says.deadline, `${before.deadline_what}${before.deadline_at}`, `${after.deadline_what}${after.deadline_at}`],
    [says.basis, before.basis.join(), after.basis.join()],
  ];
  const parts = pairs.filter(([, old, now]) => old !== now).map(([name]) => name);
  return parts.length ? t.night.differs(parts.join(comma())) : t.night.same;
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      {children}
    </label>
  );
}

function options<T extends string>(names: Record<T, string>): { value: T; label: string }[] {
  return (Object.keys(names) as T[]).map((value) => ({ value, label: names[value] }));
}
