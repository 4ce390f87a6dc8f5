import AntApp from "antd/es/app";
import Button from "antd/es/button";
import InputNumber from "antd/es/input-number";
import { useState } from "react";
import { sentence, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { TEAMS } from "../../../protocol/types";
import page from "../../page.module.css";
import coaching from "../coaching/coaching.module.css";
import { ScenarioDrawer } from "./ScenarioDrawer";
import { draftOfChat, type OwnScenario, type OwnWish, useOwnActs, useOwnScenarios } from "./useOwnScenarios";

const FRESH: OwnWish = {
  title: "",
  group: TEAMS[0],
  kind: "",
  goal: "",
  hidden: "",
  product: "",
  asks: [{ lines: [], points: [] }],
};

/** Scenarios that people of the shop wrote, or made of real chats. */
export function OwnScenarios({ shop }: { shop: string }) {
  const t = useText();
  const { message, modal } = AntApp.useApp();
  const own = useOwnScenarios(shop);
  const acts = useOwnActs(shop);
  const [chat, setChat] = useState<number | null>(null);
  const [editing, setEditing] = useState<{ id?: number; wish: OwnWish } | null>(null);
  if (own.isPending) return <Loading rows={2} />;
  if (own.isError) return <Failed error={own.error} onRetry={() => own.refetch()} />;
  const kind = own.data.kinds[0] ?? "";
  const take = async () => {
    if (chat === null) return;
    try {
      const draft = await draftOfChat(shop, chat);
      if (!draft.asks.length) message.warning(t.scenarios.nothing);
      else setEditing({ wish: { ...FRESH, kind, product: draft.product, asks: draft.asks } });
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  const remove = (one: OwnScenario) =>
    modal.confirm({
      title: t.scenarios.removeAsk(one.title),
      okText: t.scenarios.remove,
      cancelText: t.common.cancel,
      onOk: () => acts.remove.mutateAsync(one.id).catch((error: unknown) => message.error(sentence(t, error))),
    });
  return (
    <section className={page.section} data-testid="own-scenarios">
      <h2 className={page.sectionTitle}>{t.scenarios.title}</h2>
      <p className={coaching.meta}>{t.scenarios.hint}</p>
      <div className={coaching.bar}>
        <Button onClick={() => setEditing({ wish: { ...FRESH, kind } })} data-testid="scenario-new">
          {t.scenarios.write}
        </Button>
        <InputNumber
          min={1}
          precision={0}
          value={chat}
          onChange={setChat}
          className={coaching.number ?? ""}
          placeholder={t.scenarios.ofChat}
          aria-label={t.scenarios.chatNumber}
          title={t.scenarios.chatNumber}
        />
        <Button disabled={chat === null} onClick={take}>
          {t.scenarios.take}
        </Button>
      </div>
      {own.data.scenarios.length ? (
        <ul className={coaching.list}>
          {own.data.scenarios.map((one) => (
            <li key={one.id}>
              <strong>{one.title}</strong>
              <span className={coaching.meta}>
                {one.group} · {one.kind}
              </span>
              <Button type="link" size="small" onClick={() => setEditing({ id: one.id, wish: one })}>
                {t.scenarios.edit}
              </Button>
              <Button type="text" size="small" onClick={() => remove(one)}>
                {t.scenarios.remove}
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <p className={coaching.meta}>{t.scenarios.none}</p>
      )}
      {editing ? (
        <ScenarioDrawer
          shop={shop}
          id={editing.id}
          start={editing.wish}
          kinds={own.data.kinds}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </section>
  );
}
