import { useNavigate, useSearch } from "@tanstack/react-router";
import Button from "antd/es/button";
import Steps from "antd/es/steps";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import { useNarrow } from "../../parts/useNarrow";
import { ImportFlow } from "../imports/ImportFlow";
import { ColleaguesStep } from "./ColleaguesStep";
import { HoursStep } from "./HoursStep";
import styles from "./setup.module.css";
import { STEPS, type Step } from "./steps";
import { WidgetStep } from "./WidgetStep";

/** After the shop is made: hours, colleagues, data, the chat window. Each can be skipped and done later. */
export function Start() {
  const t = useText();
  const go = useNavigate();
  const narrow = useNarrow();
  const { step } = useSearch({ from: "/start" });
  const choice = useShopChoice((one) => one.role === "owner");
  const [importing, setImporting] = useState<number | null>(null);
  const { shop, code } = choice;
  if (!shop) return <Blank title={t.owner.staff.noRight} />;
  const at = STEPS.indexOf(step);
  const to = (n: number) => go({ to: "/start", search: { step: STEPS[n] as Step } });
  const last = at === STEPS.length - 1;
  return (
    <Page name="start" title={t.setup.start} hint={t.setup.startHint(shop.name)} choice={choice}>
      <Steps
        size="small"
        orientation={narrow ? "vertical" : "horizontal"}
        current={at}
        onChange={to}
        items={STEPS.map((one) => ({ title: t.setup.step[one] }))}
      />
      {step === "hours" ? <HoursStep key={code} shop={code} /> : null}
      {step === "colleagues" ? <ColleaguesStep shop={shop} /> : null}
      {step === "data" ? (
        <section className={styles.panel}>
          <h2>{t.setup.step.data}</h2>
          <p className={styles.quiet}>{t.setup.dataHint}</p>
          <ImportFlow shop={code} owner id={importing} onOpen={setImporting} />
        </section>
      ) : null}
      {step === "widget" ? <WidgetStep key={code} shop={code} /> : null}
      <div className={styles.bar}>
        {at > 0 ? <Button onClick={() => to(at - 1)}>{t.setup.backStep}</Button> : null}
        <Button
          type="primary"
          onClick={() => (last ? go({ to: "/" }) : to(at + 1))}
          data-testid={last ? "start-finish" : "start-next"}
        >
          {last ? t.setup.finish : t.setup.next}
        </Button>
      </div>
    </Page>
  );
}
