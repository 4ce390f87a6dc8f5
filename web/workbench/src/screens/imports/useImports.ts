/** Imports of a shop: read, uploaded, chosen, confirmed over HTTP. One that works is asked after each second. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { body, http } from "../../protocol/api";
import type { FileChoice, ImportView } from "../../protocol/types";

const key = (shop: string) => ["imports", shop] as const;
const PATH = "/api/shops/{shop}/imports/{import_id}" as const;

export function useImportList(shop: string) {
  return useQuery({
    queryKey: key(shop),
    queryFn: () => body(http.GET("/api/shops/{shop}/imports", { params: { path: { shop } } })),
    enabled: shop !== "",
    staleTime: 0,
  });
}

export function isBusy(state: ImportView["state"]): boolean {
  return state === "looking" || state === "running";
}

export function useImport(shop: string, id: number) {
  return useQuery({
    queryKey: [...key(shop), id],
    queryFn: () => body(http.GET(PATH, { params: { path: { shop, import_id: id } } })),
    refetchInterval: (query) => (query.state.data && isBusy(query.state.data.state) ? 1000 : false),
    staleTime: 0,
  });
}

export function useUpload(shop: string, onDone: (made: ImportView) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (files: readonly File[]) => {
      const form = new FormData();
      for (const file of files) form.append("files", file, file.name);
      return body(
        http.POST("/api/shops/{shop}/imports", {
          params: { path: { shop } },
          body: form as never,
          bodySerializer: () => form,
        }),
      );
    },
    onSuccess: (made) => {
      queries.setQueryData([...key(shop), made.id], made);
      onDone(made);
    },
  });
}

export function useImportActs(shop: string, id: number) {
  const queries = useQueryClient();
  const params = { path: { shop, import_id: id } };
  const onSuccess = async (seen: ImportView) => {
    queries.setQueryData([...key(shop), id], seen);
    await queries.invalidateQueries({ queryKey: key(shop) });
  };
  const onError = () => queries.invalidateQueries({ queryKey: [...key(shop), id] });
  const shared = { onSuccess, onError };
  const choose = useMutation({
    mutationFn: (wish: { version: number; files: FileChoice[] }) => body(http.PATCH(PATH, { params, body: wish })),
    ...shared,
  });
  const confirm = useMutation({
    mutationFn: (version: number) => body(http.POST(`${PATH}/confirm`, { params, body: { version } })),
    ...shared,
  });
  const again = useMutation({ mutationFn: () => body(http.POST(`${PATH}/again`, { params })), ...shared });
  const drop = useMutation({ mutationFn: () => body(http.DELETE(PATH, { params })), ...shared });
  return { choose, confirm, again, drop };
}
