import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import { useLayoutEffect, useState } from "react";
import { sentence, useText } from "../../i18n";
import type { Shop } from "../../protocol/types";
import page from "../page.module.css";
import styles from "./quality.module.css";
import { SheetFields } from "./SheetFields";
import { moved, type SheetState, scoreOf } from "./sheet";
import { type Detail, useQualityActs } from "./useQuality";

const WRITES = "input, textarea, [role=dialog], [role=combobox]";

/** The sheet to be filled, by keyboard: digits take points, arrows choose, F is fatal, N goes on. */
export function ScoreSheet({ shop, detail, onNext }: { shop: Shop; detail: Detail; onNext: (() => void) | null }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { fill } = useQualityActs(shop.code);
  const [state, setState] = useState<SheetState>({ lost: {}, fatal: false, at: 0 });
  const [remark, setRemark] = useState("");
  const { groups } = detail.card;
  const send = () => {
    if (detail.sheet === null || fill.isPending) return;
    fill.mutate(
      { sheet_id: detail.sheet, wish: { lost: state.lost, fatal: state.fatal, remark } },
      {
        onSuccess: () => void message.success(t.quality.submitted),
        onError: (error) => void message.error(sentence(t, error)),
      },
    );
  };
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return send();
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(WRITES)) return;
      if (/^\d$/.test(event.key)) setState((held) => moved(held, groups, { points: Number(event.key) }));
      else if (event.key === "ArrowDown") setState((held) => moved(held, groups, { step: 1 }));
      else if (event.key === "ArrowUp") setState((held) => moved(held, groups, { step: -1 }));
      else if (event.key.toLowerCase() === "f") setState((held) => moved(held, groups, "fatal"));
      else if (event.key.toLowerCase() === "n") onNext?.();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  });
  return (
    <section className={styles.card} data-testid="score-sheet">
      <h2 className={page.sectionTitle}>{`${t.quality.sheet} · ${t.quality.total(scoreOf(state))}`}</h2>
      <p className={styles.quiet}>{t.quality.sheetKeys}</p>
      <SheetFields groups={groups} state={state} onState={setState} />
      <Input.TextArea
        value={remark}
        onChange={(e) => setRemark(e.target.value)}
        placeholder={t.quality.remark}
        aria-label={t.quality.remark}
        maxLength={2000}
        autoSize={{ minRows: 2 }}
      />
      <Button type="primary" onClick={send} loading={fill.isPending} data-testid="submit-sheet">
        {t.quality.submit}
      </Button>
    </section>
  );
}
