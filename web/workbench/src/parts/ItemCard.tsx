import PictureOutlined from "@ant-design/icons/PictureOutlined";
import type { ReactNode } from "react";
import styles from "./parts.module.css";

interface Props {
  picture?: string | null | undefined;
  title: string;
  line?: ReactNode;
  price?: ReactNode;
  state?: ReactNode;
  actions?: ReactNode;
  testId?: string;
}

/** The one family of cards (product, order): a picture, two lines, a price or state, at most two buttons. */
export function ItemCard({ picture, title, line, price, state, actions, testId }: Props) {
  return (
    <div className={styles.card} data-testid={testId}>
      <div className={styles.cardPicture}>
        {picture ? <img src={picture} alt="" loading="lazy" /> : <PictureOutlined aria-hidden />}
      </div>
      <div className={styles.cardText}>
        <div className={styles.cardTitle} title={title}>
          {title}
        </div>
        {line ? <div className={styles.cardLine}>{line}</div> : null}
        <div className={styles.cardFoot}>
          {price ? <span className={styles.price}>{price}</span> : null}
          {state}
          {actions ? <span className={styles.cardActions}>{actions}</span> : null}
        </div>
      </div>
    </div>
  );
}
