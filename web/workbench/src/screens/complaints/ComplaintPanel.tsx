import CheckCircleFilled from "@ant-design/icons/CheckCircleFilled";
import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useState } from "react";
import { tellComposer } from "../../app/ui";
import { colon, comma, sentence, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { Left } from "../../parts/Left";
import { Money } from "../../parts/Money";
import { State } from "../../parts/State";
import { fromField } from "../../parts/time";
import { useNow } from "../../parts/useNow";
import { When } from "../../parts/When";
import { mayWrite, useShop } from "../../store/use";
import { nameIn } from "../cases/tone";
import styles from "./complaints.module.css";
import { type Detail, useAct, useComplaint } from "./useComplaints";

interface Props {
  shop: string;
  id: number;
  conversation: number;
  /** Beside its own chat: sentences go into the composer. */
  beside: boolean;
}

/** A complaint: its clock, the eight steps as the chat has taken them, fair remedies, what to do next. */
export function ComplaintPanel({ shop, id, conversation, beside }: Props) {
  const known = useComplaint(shop, id, conversation);
  const act = useAct(shop, id);
  const t = useText();
  const info = useShop(shop);
  const may = mayWrite(info);
  if (known.isPending) return <Loading rows={8} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => known.refetch()} />;
  const detail = known.data;
  const one = detail.complaint;
  const version = one.version;
  const ended = one.state === "solved" || one.state === "lost";
  return (
    <article className={styles.panel} data-testid="complaint" data-state={one.state}>
      <Head detail={detail} zone={info?.timezone} beside={beside} />
      {act.isError ? (
        <p role="alert" className={styles.error}>
          {sentence(t, act.error)}
        </p>
      ) : null}
      <Steps
        detail={detail}
        beside={beside}
        may={may && !ended}
        onTick={(step, done) => act.mutate({ act: done ? "untick" : "tick", step, version })}
      />
      <Remedies
        detail={detail}
        may={may && !ended}
        onTake={(text, cost) => act.mutate({ act: "remedy", text, cost, version })}
      />
      {may ? (
        ended ? (
          <Button size="small" onClick={() => act.mutate({ act: "reopen", version })}>
            {t.work.reopen}
          </Button>
        ) : (
          <Ends key={version} zone={info?.timezone} onAct={(more) => act.mutate({ ...more, version })} />
        )
      ) : null}
      {one.notes.map((note) => (
        <p key={note.at} className={styles.meta}>
          {note.who}
          {colon()}
          {note.text}
        </p>
      ))}
      <a className={styles.pack} href={`/api/shops/${shop}/complaints/${id}/pack`} data-testid="complaint-pack">
        {t.complaints.pack}
      </a>
    </article>
  );
}

function Head({ detail, zone, beside }: { detail: Detail; zone: string | undefined; beside: boolean }) {
  const t = useText();
  const now = useNow();
  const one = detail.complaint;
  const late = one.ended_at === null && Date.parse(one.due_at) < now;
  return (
    <header className={styles.head}>
      <strong>{one.number}</strong>
      {beside ? null : <span>{one.nick}</span>}
      <State tone={one.state === "solved" ? "good" : late ? "urgent" : "waiting"}>
        {nameIn(t.complaints.states, one.state)}
      </State>
      <State>{nameIn(t.complaints.causes, one.cause)}</State>
      <span className={styles.meta}>
        {t.cases.due} <When at={one.due_at} zone={zone} form="long" />
      </span>
      {one.ended_at === null ? <Left by={one.due_at} /> : null}
      {one.due_rule ? <p className={styles.meta}>{one.due_rule}</p> : null}
      <p className={styles.text}>{one.text}</p>
      {one.triggers.length ? (
        <p className={styles.error} data-testid="complaint-triggers">
          {t.complaints.raised}
          {colon()}
          {one.triggers.map((name) => nameIn(t.complaints.triggers, name)).join(comma())}
        </p>
      ) : null}
      {detail.rising.length ? (
        <p className={styles.error}>
          {t.complaints.rising}
          {colon()}
          {detail.rising.join(comma())}
        </p>
      ) : null}
      {detail.earlier ? <p className={styles.meta}>{t.complaints.earlier(detail.earlier)}</p> : null}
      {beside ? null : (
        <Link to="/c/$id" params={{ id: String(one.conversation) }}>
          {t.work.toChat}
        </Link>
      )}
    </header>
  );
}

interface StepsProps {
  detail: Detail;
  beside: boolean;
  may: boolean;
  onTick(step: Detail["steps"][number]["step"], done: boolean): void;
}

function Steps({ detail, beside, may, onTick }: StepsProps) {
  const t = useText();
  const next = detail.steps.find((step) => !step.done)?.step;
  return (
    <ol className={styles.steps}>
      {detail.steps.map((step) => (
        <li key={step.step} data-testid="complaint-step" data-step={step.step} data-done={step.done}>
          <button
            type="button"
            className={styles.tick}
            disabled={!may || step.seq !== null}
            aria-pressed={step.done}
            onClick={() => onTick(step.step, step.done)}
          >
            {step.done ? <CheckCircleFilled className={styles.done ?? ""} /> : <span className={styles.open} />}
            {t.complaints.steps[step.step]}
            <small className={styles.meta}>{step.by || (step.seq ? t.complaints.byChat : "")}</small>
          </button>
          {step.step === next && beside
            ? step.sentences.map((text) => (
                <Button
                  key={text}
                  size="small"
                  className={styles.say ?? ""}
                  onClick={() => tellComposer({ do: "restore", text })}
                  data-testid="complaint-say"
                >
                  {text}
                </Button>
              ))
            : null}
        </li>
      ))}
    </ol>
  );
}

interface RemediesProps {
  detail: Detail;
  may: boolean;
  onTake(text: string, cost: string): void;
}

function Remedies({ detail, may, onTake }: RemediesProps) {
  const t = useText();
  const { complaint, remedies } = detail;
  return (
    <section className={styles.remedies} data-testid="complaint-remedies">
      <h4>{t.complaints.remedies}</h4>
      {detail.basis.length ? (
        <p>
          {t.complaints.floor} {Number(detail.floor) > 0 ? <Money value={detail.floor} /> : null} {detail.said}
          <small className={styles.meta}>{detail.basis.join(comma())}</small>
        </p>
      ) : null}
      {complaint.remedy ? (
        <p>
          <State tone="good">{t.complaints.chosen}</State> {complaint.remedy}{" "}
          {complaint.cost ? <Money value={complaint.cost} /> : null}
        </p>
      ) : (
        <ul className={styles.options}>
          {remedies.map((one, i) => (
            <li key={one.name}>
              <span>
                {one.name}
                {i === 0 ? <State tone="accent">{t.complaints.cheapest}</State> : null}
                {one.by_law ? <State>{t.complaints.byLaw}</State> : null}
                {one.needs_lead ? <State tone="urgent">{t.complaints.needsLead}</State> : null}
              </span>
              <span className={styles.meta}>
                {t.complaints.cost} <Money value={one.cost} />
              </span>
              {may ? (
                <Button size="small" onClick={() => onTake(one.name, one.cost)} data-testid="remedy-take">
                  {t.complaints.take}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <small className={styles.meta}>{t.complaints.costHint}</small>
    </section>
  );
}

type Wish = { act: "solve" | "lose" | "note" | "rise"; text?: string } | { act: "later"; due_at: string };

function Ends({ zone, onAct }: { zone: string | undefined; onAct(wish: Wish): void }) {
  const t = useText();
  const [at, setAt] = useState("");
  const [note, setNote] = useState("");
  return (
    <div className={styles.ends}>
      <div className={styles.buttons}>
        <Button size="small" type="primary" onClick={() => onAct({ act: "solve" })} data-testid="complaint-solve">
          {t.complaints.solve}
        </Button>
        <Button size="small" onClick={() => onAct({ act: "rise" })}>
          {t.complaints.rise}
        </Button>
        <Button size="small" type="text" onClick={() => onAct({ act: "lose" })}>
          {t.complaints.lose}
        </Button>
      </div>
      <div className={styles.buttons}>
        <Input
          size="small"
          type="datetime-local"
          className={styles.time ?? ""}
          value={at}
          aria-label={t.complaints.later}
          onChange={(event) => setAt(event.target.value)}
        />
        <Button
          size="small"
          disabled={!at}
          onClick={() => onAct({ act: "later", due_at: fromField(at, zone) })}
          data-testid="complaint-later"
        >
          {t.complaints.later}
        </Button>
      </div>
      <div className={styles.buttons}>
        <Input
          size="small"
          className={styles.time ?? ""}
          value={note}
          maxLength={500}
          placeholder={t.cases.note}
          aria-label={t.cases.note}
          onChange={(event) => setNote(event.target.value)}
        />
        <Button size="small" disabled={!note.trim()} onClick={() => onAct({ act: "note", text: note.trim() })}>
          {t.common.save}
        </Button>
      </div>
    </div>
  );
}
