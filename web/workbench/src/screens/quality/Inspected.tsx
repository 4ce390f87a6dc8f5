import { Link, useNavigate, useParams } from "@tanstack/react-router";
import Button from "antd/es/button";
import { useCallback, useState } from "react";
import { comma, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Shop } from "../../protocol/types";
import { useHold } from "../../store/use";
import { mayTeach } from "../academy/rights";
import { useMakeModel } from "../academy/showcase/useMakeModel";
import page from "../page.module.css";
import { AppealBox } from "./AppealBox";
import { BeginCalibration } from "./BeginCalibration";
import { Findings } from "./Findings";
import { Lines } from "./Lines";
import styles from "./quality.module.css";
import { mayInspect } from "./rights";
import { ScoreSheet } from "./ScoreSheet";
import { Sheets } from "./Sheets";
import { type Detail, useInspection, useQueue } from "./useQuality";

/** One judged chat: the messages on the left, what was found and the scores on the right. */
export function Inspected() {
  const t = useText();
  const { shop: code, id } = useParams({ strict: false });
  const shop = useHold().session.shops.find((one) => one.code === code);
  const found = useInspection(code ?? "", Number(id));
  if (!shop) return null;
  return (
    <main className={styles.wide} id="chat" data-testid="inspected">
      <Link to="/quality" className={styles.link ?? ""}>
        {t.quality.back}
      </Link>
      {found.isPending ? <Loading rows={10} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data ? <Whole key={id} shop={shop} detail={found.data} /> : null}
    </main>
  );
}

function Whole({ shop, detail }: { shop: Shop; detail: Detail }) {
  const t = useText();
  const [cited, setCited] = useState<readonly number[]>([]);
  const next = useNext(shop, detail.inspection.id);
  const model = useMakeModel(shop.code);
  const one = detail.inspection;
  return (
    <>
      <header className={styles.bar}>
        <h1 className={page.title}>{one.shopper}</h1>
        <span>{one.agents.join(comma()) || t.quality.robotOnly}</span>
        <When at={one.closed_at} zone={shop.timezone} form="long" />
        {detail.tag ? <State>{detail.tag}</State> : null}
        <span className={styles.gap} />
        <Link to="/c/$id" params={{ id: String(one.conversation) }} className={styles.link ?? ""}>
          {t.quality.chat}
        </Link>
        {mayTeach(shop.role) ? (
          <Button loading={model.busy} onClick={() => model.press(one.conversation)} data-testid="make-model">
            {t.showcase.fromChat}
          </Button>
        ) : null}
        {next ? <Button onClick={next}>{t.quality.next}</Button> : null}
      </header>
      <dl className={styles.figures}>
        <Figure name={t.quality.auto} value={one.score} />
        <Figure name={t.quality.human} value={one.human_score} />
        <Figure name={t.quality.satisfaction} value={one.satisfaction} />
        <Figure name={t.quality.stars} value={one.stars} />
      </dl>
      <div className={styles.columns}>
        <Lines detail={detail} zone={shop.timezone} cited={cited} />
        <div className={styles.side}>
          <Findings shop={shop} detail={detail} cited={cited} onCite={setCited} />
          {detail.sheet !== null ? <ScoreSheet shop={shop} detail={detail} onNext={next} /> : null}
          <Sheets shop={shop} detail={detail} />
          {detail.appeals.map((appeal) => (
            <AppealBox key={appeal.id} shop={shop} detail={detail} appeal={appeal} />
          ))}
          {mayInspect(shop.role) ? <BeginCalibration shop={shop} inspection={one.id} /> : null}
        </div>
      </div>
    </>
  );
}

function Figure({ name, value }: { name: string; value: number | null }) {
  const t = useText();
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd>{value ?? t.common.none}</dd>
    </div>
  );
}

/** The next chat that waits for one's score; null = none does. */
function useNext(shop: Shop, now: number): (() => void) | null {
  const navigate = useNavigate();
  const queue = useQueue(shop.code, mayInspect(shop.role));
  const ids = queue.data?.map((one) => one.inspection.id) ?? [];
  const rest = ids.filter((id) => id !== now);
  const to = rest[Math.max(0, ids.indexOf(now)) % Math.max(rest.length, 1)];
  const go = useCallback(() => {
    if (to !== undefined) void navigate({ to: "/quality/$shop/$id", params: { shop: shop.code, id: String(to) } });
  }, [to, navigate, shop.code]);
  return to === undefined ? null : go;
}
