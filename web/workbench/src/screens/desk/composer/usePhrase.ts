/** What a quick phrase becomes in this chat, and the count of its use. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { body, http } from "../../../protocol/api";
import type { Conversation, Phrase } from "../../../protocol/types";
import { useHold, useShop } from "../../../store/use";
import { isStandard } from "./standard";
import { fill, type Values, wants } from "./variables";

export interface Filled {
  /** With what is known at once. */
  text: string;
  /** What must be asked for first; null when nothing must. */
  later: Promise<Values> | null;
}

export function usePhrase(conversation: Conversation): (phrase: Phrase) => Filled {
  const client = useQueryClient();
  const me = useHold().session.staff;
  const name = useShop(conversation.shop)?.name ?? "";
  const { shop, shopper, product } = conversation;
  return useCallback(
    (phrase) => {
      const { id, text } = phrase;
      if (!isStandard(phrase))
        void http.POST("/api/shops/{shop}/phrases/{phrase_id}/use", { params: { path: { shop, phrase_id: id } } });
      const known: Values = {
        买家昵称: shopper.anonymous ? null : shopper.nick,
        店铺: name,
        客服: me.service_number ? `${me.name}（${me.service_number}）` : me.name,
      };
      const order = async (): Promise<string | null> => {
        const path = { shop, shopper_id: shopper.id };
        const found = await client.fetchQuery({
          queryKey: ["shopper", shop, shopper.id, "phrase"],
          queryFn: () => body(http.GET("/api/shops/{shop}/shoppers/{shopper_id}", { params: { path } })),
        });
        return found.orders[0]?.number ?? null;
      };
      const title = async (): Promise<string | null> => {
        if (product === null) return null;
        const path = { shop, number: product };
        const found = await client.fetchQuery({
          queryKey: ["product", shop, product, "phrase"],
          queryFn: () => body(http.GET("/api/shops/{shop}/products/{number}", { params: { path } })),
        });
        return found.title;
      };
      const asks = [
        wants(text, "订单号") && shopper.orders > 0 ? order().then((订单号): Values => ({ 订单号 })) : null,
        wants(text, "商品") && product !== null ? title().then((商品): Values => ({ 商品 })) : null,
      ].filter((one) => one !== null);
      const later = asks.length
        ? Promise.allSettled(asks).then((all) =>
            Object.assign({}, ...all.map((one) => (one.status === "fulfilled" ? one.value : {}))),
          )
        : null;
      return { text: fill(text, known), later };
    },
    [client, me, name, product, shop, shopper],
  );
}
