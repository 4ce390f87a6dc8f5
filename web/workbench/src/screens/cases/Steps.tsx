import { useText } from "../../i18n";
import { Money } from "../../parts/Money";
import { When } from "../../parts/When";
import { useShop } from "../../store/use";
import styles from "./cases.module.css";
import { nameIn } from "./tone";
import type { CaseDetail } from "./useCases";

/** What was done with a case, newest first, with its pictures. */
export function Steps({ shop, steps }: { shop: string; steps: CaseDetail["steps"] }) {
  const t = useText();
  const zone = useShop(shop)?.timezone;
  return (
    <section>
      <h4 className={styles.kind}>{t.cases.steps}</h4>
      <ol className={styles.steps} data-testid="case-steps">
        {[...steps].reverse().map((step) => (
          <li key={`${step.at}${step.act}`}>
            <span className={styles.rule}>
              <When at={step.at} zone={zone} form="long" /> {nameIn(t.cases.parties, step.party)} {step.name}
            </span>
            <strong>{nameIn(t.cases.acts, step.act)}</strong>
            {step.amount ? <Money value={step.amount} /> : null} {step.waybill} {step.owner} {step.text}
            {step.media?.length ? (
              <span className={styles.pictures}>
                {step.media.map((one) => (
                  <a key={one.media} href={one.url} target="_blank" rel="noreferrer" aria-label={t.cases.pictures}>
                    <img src={one.url} alt={t.cases.pictures} loading="lazy" />
                  </a>
                ))}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
