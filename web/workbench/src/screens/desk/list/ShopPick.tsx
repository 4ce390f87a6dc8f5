import Select from "antd/es/select";
import { setUi, useUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import { useHold } from "../../../store/use";

/** Chats of all one's shops, or of one. */
export function ShopPick() {
  const t = useText();
  const { session } = useHold();
  const { shop } = useUi();
  const shops = [
    { value: "", label: t.list.allShops },
    ...session.shops.map((one) => ({ value: one.code, label: one.name })),
  ];
  return (
    <Select
      variant="borderless"
      size="small"
      aria-label={t.list.allShops}
      options={shops}
      value={shop ?? ""}
      onChange={(value: string) => setUi({ shop: value || null })}
      data-testid="list-shop"
    />
  );
}
