import Button from "antd/es/button";
import { useText } from "../../i18n";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { FaqProposal } from "../../protocol/types";
import styles from "./robot.module.css";

interface Props {
  proposal: FaqProposal;
  leads: boolean;
  onDecide(approve: boolean): void;
  onEdit(): void;
}

/** An entry that an agent would like to have; a lead decides. */
export function ProposalCard({ proposal, leads, onDecide, onEdit }: Props) {
  const t = useText();
  return (
    <li className={styles.card} data-testid="faq-proposal">
      <p className={styles.line}>
        <strong className={styles.grow}>{proposal.question}</strong>
        <State>{t.robot.entries.by(proposal.by)}</State>
        <span className={styles.quiet}>
          <When at={proposal.at} />
        </span>
      </p>
      <p className={styles.said}>{proposal.answer}</p>
      {proposal.similar.length ? <p className={styles.quiet}>{proposal.similar.join(" / ")}</p> : null}
      {leads ? (
        <p className={styles.line}>
          <Button size="small" type="primary" onClick={() => onDecide(true)} data-testid="faq-agree">
            {t.robot.entries.agree}
          </Button>
          <Button size="small" onClick={onEdit}>
            {t.robot.entries.agreeEdit}
          </Button>
          <Button size="small" onClick={() => onDecide(false)} data-testid="faq-refuse">
            {t.robot.entries.refuse}
          </Button>
        </p>
      ) : null}
    </li>
  );
}
