/** Which popup is open over the composer, and what stands in it. */
import { useMemo, useState } from "react";
import { useText } from "../../../i18n";
import { PriceRange } from "../../../parts/Money";
import type { Agent, Conversation, Material, Phrase, ProductCard } from "../../../protocol/types";
import { useLivePhrases, useMaterials, useProduct, useProducts, useSettings } from "../../../store/queries";
import { useView } from "../../../store/use";
import { offered } from "../../materials/match";
import styles from "./composer.module.css";
import { matchPhrases } from "./match";
import type { PopupItem } from "./Popup";
import { standardLines } from "./standard";
import type { Trigger } from "./trigger";

const NO_AGENTS: ReadonlyMap<number, Agent> = new Map();

/** Before anything is typed: what the shopper looks at, then the others. */
function lookedFirst(looked: ProductCard | undefined, all: readonly ProductCard[]): readonly ProductCard[] {
  return looked ? [looked, ...all.filter((one) => one.number !== looked.number)] : all;
}

export interface Choices {
  insert(text: string): void;
  takePhrase(phrase: Phrase): void;
  sendProduct(product: ProductCard): void;
  sendMaterial(material: Material): void;
}

export function usePopup(conversation: Conversation, trigger: Trigger | null, note: boolean, choices: Choices) {
  const t = useText();
  const { shop } = conversation;
  const [at, setAt] = useState({ key: "", index: 0 });
  const kind = trigger === null ? null : trigger.kind === "phrase" ? "phrase" : note ? "colleague" : "product";
  const query = trigger?.query ?? "";

  const phrases = useLivePhrases(shop, kind === "phrase");
  const settings = useSettings(shop).data;
  const said = useMemo(
    () => [...(phrases.data ?? []), ...(settings ? standardLines(settings) : [])],
    [phrases.data, settings],
  );
  const products = useProducts(shop, query, kind === "product");
  const looked = useProduct(shop, kind === "product" && !query ? conversation.product : null).data;
  const materials = useMaterials(shop, kind === "product");
  const agents = useView((view) => view.state.agents[shop] ?? NO_AGENTS);

  const items: Record<string, () => PopupItem[]> = {
    phrase: () =>
      matchPhrases(said, query).map((phrase) => ({
        key: String(phrase.id),
        choose: () => choices.takePhrase(phrase),
        body: (
          <>
            {phrase.code ? <kbd className={styles.code}>/{phrase.code}</kbd> : null}
            <span className={styles.optionText}>{phrase.text}</span>
            <span className={styles.optionSide}>{phrase.personal ? t.phrases.mine : phrase.group}</span>
          </>
        ),
      })),
    product: () => [
      ...offered(materials.data ?? [], query, conversation.product).map((material) => ({
        key: `material/${material.line}`,
        choose: () => choices.sendMaterial(material),
        body: (
          <>
            {material.picture ? <img src={material.picture.url} alt="" className={styles.thumb} /> : null}
            <span className={styles.optionText}>{material.title}</span>
            <span className={styles.optionSide}>
              {t.materials.kinds[material.kind]} · {material.product || t.materials.wholeShop}
            </span>
          </>
        ),
      })),
      ...lookedFirst(looked, products.data ?? []).map((product) => ({
        key: product.number,
        choose: () => choices.sendProduct(product),
        body: (
          <>
            {product.picture ? <img src={product.picture} alt="" className={styles.thumb} /> : null}
            <span className={styles.optionText}>{product.title}</span>
            <span className={styles.optionSide}>
              {product.sold_out ? t.composer.soldOut : <PriceRange from={product.price_from} to={product.price_to} />}
            </span>
          </>
        ),
      })),
    ],
    colleague: () =>
      [...agents.values()]
        .filter((agent) => agent.name.includes(query))
        .map((agent) => ({
          key: String(agent.id),
          choose: () => choices.insert(`@${agent.name} `),
          body: (
            <>
              <span className={styles.optionText}>{agent.name}</span>
              <span className={styles.optionSide}>{t.status[agent.status]}</span>
            </>
          ),
        })),
  };
  const list = kind ? (items[kind]?.() ?? []) : [];
  const loading = (kind === "phrase" && phrases.isPending) || (kind === "product" && products.isPending);
  const empty = { phrase: t.composer.noPhrases, product: t.composer.noProducts, colleague: t.composer.noColleagues };

  const key = `${kind}/${query}`;
  const index = at.key === key ? Math.min(at.index, Math.max(0, list.length - 1)) : 0;
  const move = (by: number) => setAt({ key, index: (index + by + list.length) % Math.max(1, list.length) });
  return {
    // Words that match nothing are meant as words: the popup gets out of their way.
    open: kind !== null && (loading || list.length > 0 || query.length < 2),
    kind,
    items: list,
    index,
    empty: kind === null ? "" : loading ? t.common.loading : empty[kind],
    move,
    hover: (i: number) => setAt({ key, index: i }),
    choose: () => list[index]?.choose(),
  };
}
