import { useUi } from "./context";
import { Icon } from "./icons";

/** What is one press away: a person, one's order, the product on the page. */
export function QuickActions() {
  const { client, texts, show } = useUi();
  const { visit, wantsHuman, product } = client.state;
  const asked = wantsHuman || visit.phase === "queued";
  const ask = () => {
    if (!product) return;
    const price = product.price_from ?? undefined;
    client.send("product_card", {
      product: product.number,
      title: product.title,
      picture: product.picture,
      ...(price ? { price } : {}),
    });
  };
  return (
    <div class="quick">
      {visit.phase !== "assigned" && (
        <button
          type="button"
          class="chip strong"
          disabled={asked}
          data-testid="xiaoer-human"
          onClick={() => client.human()}
        >
          <Icon name="person" size={16} />
          {asked ? texts.humanAsked : texts.human}
        </button>
      )}
      <button type="button" class="chip" data-testid="xiaoer-orders" onClick={() => show({ name: "orders" })}>
        <Icon name="order" size={16} />
        {texts.sendOrder}
      </button>
      {client.state.session?.shopper.anonymous === false && (
        <button type="button" class="chip" data-testid="xiaoer-cases" onClick={() => show({ name: "cases" })}>
          {texts.cases.title}
        </button>
      )}
      {product && (
        <button type="button" class="chip" title={product.title} data-testid="xiaoer-ask-product" onClick={ask}>
          <Icon name="bag" size={16} />
          {texts.askProduct}
        </button>
      )}
    </div>
  );
}
