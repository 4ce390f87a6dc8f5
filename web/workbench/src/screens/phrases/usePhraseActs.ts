/** What one can do with phrases; the list is read anew afterwards (personal ones have no event). */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { body, http } from "../../protocol/api";
import type { PhrasesImported, PhraseWish } from "../../protocol/types";

export type Encoding = "gbk" | "utf-8-sig";

export interface PhraseActs {
  add(wish: PhraseWish): Promise<void>;
  change(id: number, wish: PhraseWish): Promise<void>;
  remove(id: number): Promise<void>;
  bringIn(file: File, personal: boolean): Promise<PhrasesImported>;
  /** Saves a file. */
  handOut(personal: boolean, encoding: Encoding): Promise<void>;
}

export function usePhraseActs(shop: string): PhraseActs {
  const client = useQueryClient();
  return useMemo(() => {
    const again = () => client.invalidateQueries({ queryKey: ["phrases", shop] });
    const path = { shop };
    return {
      add: async (wish) => {
        await body(http.POST("/api/shops/{shop}/phrases", { params: { path }, body: wish }));
        await again();
      },
      change: async (phrase_id, wish) => {
        const params = { path: { shop, phrase_id } };
        await body(http.PUT("/api/shops/{shop}/phrases/{phrase_id}", { params, body: wish }));
        await again();
      },
      remove: async (phrase_id) => {
        await body(http.DELETE("/api/shops/{shop}/phrases/{phrase_id}", { params: { path: { shop, phrase_id } } }));
        await again();
      },
      bringIn: async (file, personal) => {
        const form = new FormData();
        form.append("file", file);
        const result = await body(
          http.POST("/api/shops/{shop}/phrases/import", {
            params: { path, query: { personal } },
            body: form as never,
            bodySerializer: () => form,
          }),
        );
        await again();
        return result;
      },
      handOut: async (personal, encoding) => {
        const query = { personal, encoding };
        const call = http.GET("/api/shops/{shop}/phrases/export", { params: { path, query }, parseAs: "blob" });
        saveFile((await body(call)) as unknown as Blob, "phrases.csv");
      },
    };
  }, [client, shop]);
}

function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
