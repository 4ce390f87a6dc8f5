/** Lay on the shelf, change, withdraw; the feed tells all workbenches that the shelf has changed. */
import { useQueryClient } from "@tanstack/react-query";
import { body, http } from "../../protocol/api";
import type { MaterialWish, Upload } from "../../protocol/types";

export function useMaterialActs(shop: string) {
  const queries = useQueryClient();
  const anew = () => queries.invalidateQueries({ queryKey: ["materials", shop] });
  return {
    save: async (line: number | null, wish: MaterialWish): Promise<void> => {
      if (line === null)
        await body(http.POST("/api/shops/{shop}/materials", { params: { path: { shop } }, body: wish }));
      else await body(http.PUT("/api/shops/{shop}/materials/{line}", { params: { path: { shop, line } }, body: wish }));
      await anew();
    },
    withdraw: async (line: number): Promise<void> => {
      await body(http.DELETE("/api/shops/{shop}/materials/{line}", { params: { path: { shop, line } } }));
      await anew();
    },
    upload: async (file: File): Promise<Upload> => {
      const form = new FormData();
      form.append("file", file);
      const call = http.POST("/api/shops/{shop}/uploads", {
        params: { path: { shop } },
        bodySerializer: () => form,
        body: { file: file.name },
      });
      return body(call);
    },
  };
}
