import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { SettingsNav } from "../settings/SettingsNav";
import { Hooks } from "./Hooks";
import { Keys } from "./Keys";

/** Other programs: their keys, and the addresses that are told what happens. */
export function Connect() {
  const t = useText();
  const choice = useShopChoice((one) => one.role === "owner");
  const { shop } = choice;
  if (!shop) return <Blank title={t.connect.noRight} />;
  return (
    <Page name="connect" title={t.connect.title} hint={t.connect.hint} choice={choice}>
      <SettingsNav />
      <Keys key={`k${shop.code}`} shop={shop} />
      <Hooks key={`h${shop.code}`} shop={shop} />
    </Page>
  );
}
