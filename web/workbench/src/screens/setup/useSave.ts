import { useMutation, useQueryClient } from "@tanstack/react-query";
import { body, http } from "../../protocol/api";
import type { SettingsChange } from "../../protocol/types";

/** Changes some settings of a shop. */
export function useSave(shop: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: SettingsChange) =>
      body(http.PATCH("/api/shops/{shop}/settings", { params: { path: { shop } }, body: change })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["settings", shop] }),
  });
}
