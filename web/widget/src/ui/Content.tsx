import type { Author, Body, Kind } from "../core/protocol";
import { onlyEmoji, pieces } from "../core/text";
import { ActionCardView } from "./ActionCard";
import { OrderCardView, ProductCardView } from "./Cards";
import { useUi } from "./context";
import { Icon } from "./icons";

function Words({ text, author }: { text: string; author: Author }) {
  if (onlyEmoji(text)) return <div class="emoji-only">{text}</div>;
  return (
    <div class={`say ${author}`}>
      {pieces(text).map((piece, i) =>
        piece.href ? (
          <a key={i} href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {piece.text}
          </a>
        ) : (
          piece.text
        ),
      )}
    </div>
  );
}

/** Scales to at most 220 × 260, so that the space is there before the picture is. */
function shown(width = 220, height = 160): { width: number; height: number } {
  const scale = Math.min(1, 220 / width, 260 / height);
  return { width: Math.max(40, Math.round(width * scale)), height: Math.max(40, Math.round(height * scale)) };
}

function Picture({ body }: { body: Body }) {
  const { client, texts } = useUi();
  const url = client.api.picture(body.url);
  if (!url) return <div class="say">{texts.image}</div>;
  return (
    <a class="picture" href={url} target="_blank" rel="noopener noreferrer" aria-label={texts.openImage}>
      <img src={url} alt={texts.image} loading="lazy" {...shown(body.width, body.height)} />
    </a>
  );
}

function FileLink({ body }: { body: Body }) {
  const { client, texts } = useUi();
  const url = client.api.picture(body.url);
  if (!url) return <div class="say">{texts.unsupported}</div>;
  return (
    <a class="say file" href={url} target="_blank" rel="noopener noreferrer">
      <Icon name="file" />
      {body.name ?? texts.file}
    </a>
  );
}

/** What a message says, by its kind. Kinds that this widget does not know yet still show their words. */
export function Content({ kind, body, author }: { kind: Kind; body: Body; author: Author }) {
  const { texts } = useUi();
  switch (kind) {
    case "text":
      return <Words text={body.text ?? ""} author={author} />;
    case "image":
      return <Picture body={body} />;
    case "file":
      return <FileLink body={body} />;
    case "product_card":
      return <ProductCardView body={body} />;
    case "order_card":
      return <OrderCardView body={body} />;
    case "action_card":
      return <ActionCardView body={body} />;
    default:
      return <Words text={body.text ?? body.title ?? texts.unsupported} author={author} />;
  }
}
