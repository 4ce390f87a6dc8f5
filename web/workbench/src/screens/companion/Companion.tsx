import Tabs from "antd/es/tabs";
import { useEffect } from "react";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { ShopPick } from "../../parts/Page";
import { ShopMark } from "../../parts/ShopMark";
import { useShopChoice } from "../../parts/shopChoice";
import { mayWrite } from "../../store/use";
import { Ask } from "./Ask";
import { Check } from "./Check";
import styles from "./companion.module.css";
import { PhrasePad } from "./PhrasePad";

const MANIFEST = `${import.meta.env.BASE_URL}companion.webmanifest`;

/** Lets this page be installed as a narrow app of its own, beside the platform's client. */
function useManifest(): void {
  useEffect(() => {
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = MANIFEST;
    document.head.append(link);
    return () => link.remove();
  }, []);
}

/** 副屏助手: question in, answer out; draft in, the gate's word out; phrases. Nothing of it is sent or kept on the server. */
export function Companion() {
  const t = useText();
  const choice = useShopChoice(mayWrite);
  const { code: shop, shops } = choice;
  useManifest();
  if (!shop) return <Blank title={t.companion.noShop} />;
  return (
    <main className={styles.page} id="chat" data-testid="companion">
      <header className={styles.head}>
        <h1 className={styles.title}>{t.companion.title}</h1>
        {shops.length > 1 ? <ShopPick choice={choice} /> : <ShopMark code={shop} />}
      </header>
      <Tabs
        className={styles.tabs ?? ""}
        items={[
          { key: "ask", label: t.companion.tabs.ask, children: <Ask key={shop} shop={shop} /> },
          { key: "draft", label: t.companion.tabs.draft, children: <Check key={shop} shop={shop} /> },
          { key: "phrases", label: t.companion.tabs.phrases, children: <PhrasePad key={shop} shop={shop} /> },
        ]}
      />
    </main>
  );
}
