import { Link } from "@tanstack/react-router";
import { colon, comma, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { Left } from "../../parts/Left";
import { Money } from "../../parts/Money";
import { State } from "../../parts/State";
import { useNow } from "../../parts/useNow";
import { When } from "../../parts/When";
import { useShop } from "../../store/use";
import { ActForm } from "./ActForm";
import styles from "./cases.module.css";
import { Steps } from "./Steps";
import { caseTone, nameIn } from "./tone";
import { type CaseDetail, useCase } from "./useCases";

interface Props {
  shop: string;
  id: number;
  /** Show the way into the chat. */
  link?: boolean;
}

/** One case: where it stands and until when, what the rulebook says, what one can do, what happened. */
export function CasePanel({ shop, id, link }: Props) {
  const known = useCase(shop, id);
  if (known.isPending) return <Loading rows={8} />;
  if (known.isError) return <Failed error={known.error} onRetry={() => known.refetch()} />;
  return (
    <article className={styles.panel} data-testid="case-panel" data-state={known.data.case.state}>
      <Facts shop={shop} detail={known.data} link={link ?? false} />
      {known.data.judgement ? <Judgement judgement={known.data.judgement} /> : null}
      {known.data.acts.length ? <ActForm key={known.data.case.version} shop={shop} detail={known.data} /> : null}
      <Steps shop={shop} steps={known.data.steps} />
    </article>
  );
}

function Facts({ shop, detail, link }: { shop: string; detail: CaseDetail; link: boolean }) {
  const t = useText();
  const now = useNow();
  const zone = useShop(shop)?.timezone;
  const one = detail.case;
  const rows: [string, React.ReactNode][] = [
    [t.cases.order, one.order],
    [t.cases.reason, nameIn(t.cases.reasons, one.reason)],
    [t.cases.note, one.note],
    [t.cases.asked, one.asked ? <Money key="a" value={one.asked} /> : ""],
    [t.cases.agreed, one.agreed ? <Money key="g" value={one.agreed} /> : ""],
    [t.cases.refunded, one.refunded ? <Money key="r" value={one.refunded} /> : ""],
    [t.cases.freight, one.freight_payer ? nameIn(t.cases.freights, one.freight_payer) : ""],
    [t.cases.address, one.return_address],
    [t.cases.waybill, [one.return_courier, one.return_waybill, one.sent_waybill].filter(Boolean).join(" ")],
    [t.cases.side, one.side ? nameIn(t.cases.sides, one.side) : ""],
    [t.cases.owner, one.owner?.name ?? t.cases.nobody],
  ];
  return (
    <section>
      <header className={styles.head}>
        <h3 className={styles.kind}>{nameIn(t.cases.kinds, one.kind)}</h3>
        <State tone={caseTone(one, now)}>{nameIn(t.cases.states, one.state)}</State>
      </header>
      {one.due_at ? (
        <p className={styles.due} title={one.due_rule}>
          {one.due_side === "shopper" ? t.cases.turnShopper : t.cases.turnShop} · {t.cases.due}{" "}
          <When at={one.due_at} zone={zone} form="long" /> <Left by={one.due_at} />
          <span className={styles.rule}>{one.due_rule}</span>
        </p>
      ) : null}
      <dl className={styles.facts}>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {link && one.conversation ? (
        <Link to="/c/$id" params={{ id: String(one.conversation) }} data-testid="case-chat">
          {t.cases.goto}
        </Link>
      ) : null}
    </section>
  );
}

function Judgement({ judgement }: { judgement: NonNullable<CaseDetail["judgement"]> }) {
  const t = useText();
  return (
    <section className={styles.judgement} data-testid="judgement">
      <h4>
        {t.cases.judge}
        {colon()}
        {nameIn(t.cases.outcomes, judgement.outcome)}
        {judgement.amount ? (
          <>
            {" "}
            <Money value={judgement.amount} />
          </>
        ) : null}
      </h4>
      <p>{judgement.explanation}</p>
      <p className={styles.rule}>
        {t.cases.basis}
        {colon()}
        {judgement.basis.join(comma())}
      </p>
    </section>
  );
}
