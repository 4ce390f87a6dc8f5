import Button from "antd/es/button";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import Select from "antd/es/select";
import { useState } from "react";
import { useText } from "../../i18n";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { useNarrow } from "../../parts/useNarrow";
import { mayWrite } from "../../store/use";
import { TellFirst } from "../telling/TellFirst";
import { EntryForm } from "./EntryForm";
import { Packing } from "./Packing";
import { RegisterTable } from "./RegisterTable";
import styles from "./registers.module.css";
import { Columns, Sheets } from "./Sheets";
import { KINDS, type Kind, type RegisterState, useRegister } from "./useRegisters";

const STATES: readonly RegisterState[] = ["open", "done", "failed", "dropped", "all"];
type Tab = Kind | "packing" | "telling";

/** Registers for finance and warehouse, and the packing list. */
export function Registers() {
  const t = useText();
  const narrow = useNarrow();
  const choice = useShopChoice();
  const { code: shop, shop: info } = choice;
  const [tab, setTab] = useState<Tab>("resend");
  const [state, setState] = useState<RegisterState>("open");
  const [q, setQ] = useState("");
  const kind: Kind = tab === "packing" || tab === "telling" ? "resend" : tab;
  const head = useRegister(shop, kind, state, q);
  const counts = head.data?.counts ?? {};
  const may = info !== undefined && mayWrite(info);
  const lead = info?.role === "owner" || info?.role === "lead";
  const tabs = [
    ...KINDS.map((one) => ({
      value: one as Tab,
      label: [t.registers.kinds[one], counts[one]].filter(Boolean).join(" "),
    })),
    { value: "packing" as Tab, label: t.registers.packing },
    { value: "telling" as Tab, label: t.telling.tab },
  ];
  return (
    <Page
      name="registers"
      wide
      title={t.registers.title}
      hint={tab === "packing" ? t.registers.packingHint : tab === "telling" ? t.telling.hint : t.registers.hint}
      choice={choice}
      tools={
        <>
          {narrow ? (
            <Select value={tab} onChange={setTab} options={tabs} aria-label={t.registers.kind} />
          ) : (
            <Segmented<Tab> value={tab} onChange={setTab} options={tabs} />
          )}
          {tab === "packing" || tab === "telling" ? null : (
            <>
              <Select
                value={state}
                onChange={setState}
                aria-label={t.registers.state}
                options={STATES.map((one) => ({ value: one, label: t.registers.filters[one as "open"] }))}
              />
              <Input.Search
                className={styles.day ?? ""}
                placeholder={t.registers.search}
                aria-label={t.registers.search}
                allowClear
                maxLength={100}
                onSearch={setQ}
              />
            </>
          )}
        </>
      }
    >
      {tab === "packing" ? (
        <Packing shop={shop} may={may} />
      ) : tab === "telling" ? (
        <TellFirst shop={shop} may={may} />
      ) : (
        <>
          {may ? (
            <div className={styles.buttons}>
              <Sheets shop={shop} kind={kind} state={state} />
              {lead && head.data ? (
                <Columns key={`${shop}/${kind}`} shop={shop} kind={kind} columns={head.data.columns} />
              ) : null}
            </div>
          ) : null}
          {may ? <AddByOrder key={kind} shop={shop} kind={kind} /> : null}
          <RegisterTable shop={shop} kind={kind} state={state} q={q} zone={info?.timezone} may={may} />
        </>
      )}
    </Page>
  );
}

/** An entry begun here, from an order's number. */
function AddByOrder({ shop, kind }: { shop: string; kind: Kind }) {
  const t = useText();
  const [order, setOrder] = useState("");
  const [shown, setShown] = useState("");
  return (
    <div className={styles.add}>
      <form
        className={styles.buttons}
        onSubmit={(event) => {
          event.preventDefault();
          setShown(order.trim());
        }}
      >
        <Input
          className={styles.day ?? ""}
          value={order}
          maxLength={100}
          placeholder={t.registers.orderNumber}
          aria-label={t.registers.orderNumber}
          onChange={(event) => setOrder(event.target.value)}
          data-testid="register-order"
        />
        <Button htmlType="submit" disabled={!order.trim()} data-testid="register-new">
          {t.registers.fill}
        </Button>
      </form>
      {shown ? (
        <EntryForm
          shop={shop}
          order={shown}
          conversation={null}
          kind={kind}
          onDone={() => {
            setShown("");
            setOrder("");
          }}
        />
      ) : null}
    </div>
  );
}
