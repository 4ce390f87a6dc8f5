import ArrowLeftOutlined from "@ant-design/icons/ArrowLeftOutlined";
import { Link } from "@tanstack/react-router";
import Tabs from "antd/es/tabs";
import { CONTEXT_KEYS } from "../../../app/bindings";
import { useKeyText } from "../../../app/keyText";
import { CONTEXT_TABS, type ContextTab, setUi, useUi } from "../../../app/ui";
import { useText } from "../../../i18n";
import { lazily } from "../../../parts/lazily";
import { useNarrow } from "../../../parts/useNarrow";
import type { Conversation } from "../../../protocol/types";
import styles from "./context.module.css";
import { OrdersTab } from "./OrdersTab";
import { ProductTab } from "./ProductTab";
import { ShopperTab } from "./ShopperTab";

const CasesTab = lazily(() => import("../../cases/CasesTab").then((m) => m.CasesTab));
const PhrasesTab = lazily(() => import("./PhrasesTab").then((m) => m.PhrasesTab));

const BODIES: Record<ContextTab, (props: { conversation: Conversation }) => React.ReactNode> = {
  shopper: ShopperTab,
  orders: OrdersTab,
  cases: CasesTab,
  product: ProductTab,
  phrases: PhrasesTab,
};

/** What one needs to know beside the chat. */
export function Context({ conversation }: { conversation: Conversation }) {
  const t = useText();
  const narrow = useNarrow();
  const keyOf = useKeyText();
  const { contextTab } = useUi();
  const { orders } = conversation.shopper;
  const items = CONTEXT_TABS.map((key, i) => {
    const Body = BODIES[key];
    return {
      key,
      label: (
        <span title={keyOf(CONTEXT_KEYS[i] ?? "context1")} data-testid={`context-tab-${key}`}>
          {key === "orders" && orders ? `${t.context.orders} ${orders}` : t.context[key]}
        </span>
      ),
      children: <Body conversation={conversation} />,
    };
  });
  return (
    <aside className={styles.context} aria-label={t.context.label} data-testid="context">
      {narrow ? (
        <Link
          to="/c/$id"
          params={{ id: String(conversation.id) }}
          className={styles.back ?? ""}
          aria-label={t.common.back}
          data-testid="context-back"
        >
          <ArrowLeftOutlined /> {conversation.shopper.nick}
        </Link>
      ) : null}
      <Tabs
        className={styles.tabs ?? ""}
        activeKey={contextTab}
        onChange={(key) => setUi({ contextTab: key as ContextTab })}
        items={items}
        destroyOnHidden
      />
    </aside>
  );
}
