import Image from "antd/es/image";
import { useText } from "../../../i18n";
import { ItemCard } from "../../../parts/ItemCard";
import { Money } from "../../../parts/Money";
import { State } from "../../../parts/State";
import type { Message } from "../../../protocol/types";
import { ActionCard } from "../../actions/ActionCard";
import { specText, tail } from "../context/words";
import styles from "./chat.module.css";

/** What a message says, by its kind. Text is text: nothing in it is ever read as markup. */
export function MessageBody({ message }: { message: Message }) {
  const t = useText();
  const { kind, body } = message;
  switch (kind) {
    case "text":
      return <p className={styles.text}>{body.text}</p>;
    case "image":
      return <Picture url={body.url ?? ""} width={body.width} height={body.height} />;
    case "product_card":
      return (
        <ItemCard
          testId="product-card"
          picture={body.picture}
          title={body.title ?? t.chat.product}
          line={body.spec ? specText(body.spec) : body.product}
          price={<Money value={body.price} />}
        />
      );
    case "order_card":
      return (
        <ItemCard
          testId="order-card"
          picture={body.picture}
          title={body.title ?? t.chat.order}
          line={`${t.order.number(tail(body.order ?? ""))} · ${t.chat.count(body.count ?? 1)}`}
          price={<Money value={body.amount} />}
          state={body.status ? <State>{body.status}</State> : null}
        />
      );
    case "action_card":
      return <ActionCard body={body} />;
    default:
      return <p className={styles.text}>{body.text ?? t.chat.unsupported}</p>;
  }
}

type Size = number | null | undefined;

function Picture({ url, width, height }: { url: string; width: Size; height: Size }) {
  const t = useText();
  return (
    <Image
      src={url}
      alt={t.chat.picture}
      classNames={{ root: styles.picture ?? "" }}
      style={width && height ? { aspectRatio: `${width} / ${height}`, width } : undefined}
    />
  );
}
