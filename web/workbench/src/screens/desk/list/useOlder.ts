/** Closed conversations that the snapshot leaves out, looked for by word; what is found joins the list. */
import AntApp from "antd/es/app";
import { useState } from "react";
import { setUi } from "../../../app/ui";
import { sentence, useText } from "../../../i18n";
import { body, http } from "../../../protocol/api";
import { useHold } from "../../../store/use";

export function useOlder() {
  const t = useText();
  const { message } = AntApp.useApp();
  const { desk, session } = useHold();
  const [busy, setBusy] = useState(false);

  const search = async (q: string, only: string | null): Promise<void> => {
    setBusy(true);
    setUi({ tab: "all" });
    try {
      const shops = session.shops.filter((one) => !only || one.code === only);
      const query = { state: "closed" as const, q, limit: 50 };
      const pages = await Promise.all(
        shops.map(({ code: shop }) =>
          body(http.GET("/api/shops/{shop}/conversations", { params: { path: { shop }, query } })),
        ),
      );
      for (const found of pages.flatMap((page) => page.conversations)) desk.put(found);
    } catch (error) {
      message.error(sentence(t, error));
    } finally {
      setBusy(false);
    }
  };
  return { busy, search };
}
