/** A conversation named in the address that the snapshots do not hold (an old one) is looked for in each shop. */
import { useEffect, useState } from "react";
import { body, http } from "../../protocol/api";
import { useHold, useView } from "../../store/use";

/** True when `id` was looked for everywhere and is not to be had. */
export function useFound(id: number | null): boolean {
  const { desk, session } = useHold();
  const held = useView((view) => id !== null && view.state.conversations.has(id));
  const ready = useView((view) =>
    session.shops.every((s) => s.code in view.state.feeds || view.failed.includes(s.code)),
  );
  const [missing, setMissing] = useState<number | null>(null);
  const { shops } = session;
  useEffect(() => {
    if (id === null || held || !ready) return;
    const look = async () => {
      for (const { code: shop } of shops) {
        const call = body(
          http.GET("/api/shops/{shop}/conversations/{conversation_id}", {
            params: { path: { shop, conversation_id: id } },
          }),
        );
        const found = await call.catch(() => null);
        if (found) return desk.put(found.conversation);
      }
      setMissing(id);
    };
    void look();
  }, [desk, shops, id, held, ready]);
  return id !== null && !held && missing === id;
}
