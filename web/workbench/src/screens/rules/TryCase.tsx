import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Checkbox from "antd/es/checkbox";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { type ReactNode, useState } from "react";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
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
      {tried.data ? <Decided decision={tried.data} zone={zone} /> : null}
    </>
  );
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
