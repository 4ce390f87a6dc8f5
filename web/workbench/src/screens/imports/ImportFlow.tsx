import { useQueryClient } from "@tanstack/react-query";
import Button from "antd/es/button";
import Progress from "antd/es/progress";
import { useEffect, useState } from "react";
import { sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { ImportFile, ImportKind, ImportView } from "../../protocol/types";
import { type Choices, differs, seen, wishes } from "./choices";
import { Drop } from "./Drop";
import { FileCard } from "./FileCard";
import styles from "./imports.module.css";
import { Outcome } from "./Outcome";
import { isBusy, useImport, useImportActs, useImportList } from "./useImports";

interface Props {
  shop: string;
  /** Whether the person owns the shop. */
  owner: boolean;
  id: number | null;
  onOpen(id: number | null): void;
}

/** From files to a report: upload, columns, preview, yes, progress, result. Used under settings and by the wizard. */
export function ImportFlow({ shop, owner, id, onOpen }: Props) {
  return id === null ? (
    <Drop shop={shop} onDone={(made) => onOpen(made.id)} />
  ) : (
    <One key={id} shop={shop} owner={owner} id={id} onClose={() => onOpen(null)} />
  );
}

function One({ shop, owner, id, onClose }: { shop: string; owner: boolean; id: number; onClose(): void }) {
  const found = useImport(shop, id);
  const kinds = useImportList(shop).data?.kinds;
  const queries = useQueryClient();
  const done = found.data?.state === "done";
  useEffect(() => {
    // Whoever the shop is, what it sells and who works there may be new.
    if (done) void queries.invalidateQueries({ predicate: ({ queryKey }) => !queryKey.includes("imports") });
  }, [done, queries]);
  if (found.isError) return <Failed error={found.error} onRetry={() => found.refetch()} />;
  if (!found.data || !kinds) return <Loading rows={6} />;
  const { state } = found.data;
  if (isBusy(state)) return <Busy view={found.data} />;
  if (state === "ready")
    return (
      <Ready key={found.data.version} shop={shop} owner={owner} view={found.data} kinds={kinds} onClose={onClose} />
    );
  return <Ended shop={shop} view={found.data} onClose={onClose} />;
}

function Busy({ view }: { view: ImportView }) {
  const t = useText();
  const percent = view.total ? Math.floor((view.done / view.total) * 100) : 0;
  return (
    <section className={styles.panel} data-testid="import-busy" aria-live="polite">
      <h2>{view.state === "looking" ? t.imports.looking : t.imports.running}</h2>
      <Progress percent={percent} status="active" aria-label={t.imports.running} />
      <p className={styles.quiet}>
        {view.step} {view.total ? t.imports.rows(view.done, view.total) : null}
      </p>
      {view.problem ? <p role="alert">{view.problem}</p> : null}
      {view.state === "running" ? <p className={styles.quiet}>{t.imports.closeable}</p> : null}
    </section>
  );
}

interface ReadyProps {
  shop: string;
  owner: boolean;
  view: ImportView;
  kinds: readonly ImportKind[];
  onClose(): void;
}

function Ready({ shop, owner, view, kinds, onClose }: ReadyProps) {
  const t = useText();
  const acts = useImportActs(shop, view.id);
  const [choices, setChoices] = useState<Choices>({});
  const changed = view.files.some((file) => differs(file, choices[file.name] ?? seen(file)));
  const barred = view.owners_only && !owner;
  const empty = !view.files.some((file) => file.taken && !file.problem);
  const cancel = () => acts.drop.mutate(undefined, { onSuccess: onClose });
  const failed = acts.choose.error ?? acts.confirm.error ?? acts.drop.error;
  return (
    <div className={styles.flow}>
      <section className={styles.panel}>
        <h2>{t.imports.steps.files}</h2>
        {[...view.files].sort(problemsFirst).map((file) => (
          <FileCard
            key={file.name}
            file={file}
            kinds={kinds}
            choice={choices[file.name] ?? seen(file)}
            fixed={acts.choose.isPending}
            onChange={(choice) => setChoices((held) => ({ ...held, [file.name]: choice }))}
          />
        ))}
      </section>
      {changed ? (
        <div className={styles.bar}>
          <span className={styles.quiet}>{t.imports.applyHint}</span>
          <Button
            type="primary"
            loading={acts.choose.isPending}
            onClick={() => acts.choose.mutate({ version: view.version, files: wishes(view.files, choices) })}
            data-testid="import-apply"
          >
            {t.imports.apply}
          </Button>
        </div>
      ) : (
        <section className={styles.panel} data-testid="import-plan">
          <h2>{t.imports.plan}</h2>
          {view.plan ? <Outcome outcome={view.plan} refusedHref={refusedHref(shop, view.id)} /> : null}
          {barred ? <p role="alert">{t.imports.ownersOnly}</p> : null}
          <p className={styles.quiet}>{t.imports.confirmHint}</p>
          <div className={styles.bar}>
            <Button onClick={cancel} loading={acts.drop.isPending}>
              {t.imports.cancel}
            </Button>
            <Button
              type="primary"
              disabled={barred || empty}
              loading={acts.confirm.isPending}
              onClick={() => acts.confirm.mutate(view.version)}
              data-testid="import-confirm"
            >
              {t.imports.confirm}
            </Button>
          </div>
        </section>
      )}
      {failed ? <p role="alert">{sentence(t, failed)}</p> : null}
    </div>
  );
}

function Ended({ shop, view, onClose }: { shop: string; view: ImportView; onClose(): void }) {
  const t = useText();
  const acts = useImportActs(shop, view.id);
  const sum = view.report?.sum;
  return (
    <section className={styles.panel} data-testid="import-ended">
      <h2>{sum ? t.imports.done(sum.added, sum.changed) : t.imports.state[view.state]}</h2>
      {view.problem ? <p role="alert">{view.problem}</p> : null}
      {view.report ? <Outcome outcome={view.report} refusedHref={refusedHref(shop, view.id)} /> : null}
      <div className={styles.bar}>
        {view.state === "failed" ? (
          <Button loading={acts.again.isPending} onClick={() => acts.again.mutate()}>
            {t.imports.again}
          </Button>
        ) : null}
        <Button type="primary" onClick={onClose} data-testid="import-another">
          {t.imports.another}
        </Button>
      </div>
    </section>
  );
}

function problemsFirst(a: ImportFile, b: ImportFile): number {
  return Number(Boolean(b.problem)) - Number(Boolean(a.problem));
}

function refusedHref(shop: string, id: number): string {
  return `/api/shops/${encodeURIComponent(shop)}/imports/${id}/refused.csv`;
}
