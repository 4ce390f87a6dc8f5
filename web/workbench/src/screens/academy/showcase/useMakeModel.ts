import { useNavigate } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import { sentence, useText } from "../../../i18n";
import { useModelActs } from "./useShowcase";

/** One press: a lesson of this chat, open for its comments. */
export function useMakeModel(shop: string) {
  const t = useText();
  const { message } = AntApp.useApp();
  const navigate = useNavigate();
  const { make } = useModelActs(shop);
  const press = async (conversation: number) => {
    try {
      const made = await make.mutateAsync(conversation);
      message.success(t.showcase.made);
      navigate({ to: "/academy", search: { tab: "path", model: made.id } });
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return { press, busy: make.isPending };
}
