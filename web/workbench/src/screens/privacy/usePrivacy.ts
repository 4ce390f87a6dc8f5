/** Shoppers' data over HTTP: found, copied, held, erased. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, http } from "../../protocol/api";

const ONE = "/api/shops/{shop}/shoppers/{shopper_id}";
const key = (shop: string) => ["privacy", shop] as const;

export function usePeople(shop: string, q: string) {
  return useQuery({
    queryKey: [...key(shop), q],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/privacy/shoppers", { params: { path: { shop }, query: { q } } })))
        .shoppers,
    staleTime: 0,
  });
}

export function usePersonActs(shop: string) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: key(shop) });
  const params = (shopper_id: number) => ({ path: { shop, shopper_id } });
  return {
    copy: useMutation({
      mutationFn: async ({ id, name }: { id: number; name: string }) => {
        const whole = await body(http.POST(`${ONE}/copy`, { params: params(id) }));
        saveJson(whole, `${name}.json`);
      },
    }),
    hold: useMutation({
      mutationFn: ({ id, reason }: { id: number; reason: string }) =>
        body(http.PUT(`${ONE}/hold`, { params: params(id), body: { reason } })),
      onSettled,
    }),
    erase: useMutation({
      mutationFn: ({ id, reason }: { id: number; reason: string }) =>
        body(http.POST(`${ONE}/erase`, { params: params(id), body: { reason } })),
      onSettled,
    }),
  };
}

function saveJson(value: unknown, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
