import Button from "antd/es/button";
import Select from "antd/es/select";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import type { Shop } from "../../protocol/types";
import { useColleagues } from "../shifts/useColleagues";
import { Briefs, kindName } from "./Briefs";
import styles from "./quality.module.css";
import { mayInspect } from "./rights";
import { useInspections, type Verdict, type Wish } from "./useQuality";

const VERDICTS: readonly Verdict[] = ["good", "middling", "bad"];

/** All judged chats, by agent, finding and result. */
export function AllTab({ shop }: { shop: Shop }) {
  const t = useText();
  const [wish, setWish] = useState<Wish>({});
  const found = useInspections(shop.code, wish);
  const colleagues = useColleagues(shop.code);
  const rows = found.data?.pages.flat() ?? [];
  return (
    <>
      <div className={styles.bar}>
        {mayInspect(shop.role) ? (
          <Select
            value={wish.staff ?? 0}
            onChange={(id) => setWish({ ...wish, staff: id || undefined })}
            options={[
              { value: 0, label: t.quality.allStaff },
              ...colleagues.map((one) => ({ value: one.id, label: one.name })),
            ]}
            aria-label={t.quality.agents}
            className={styles.filter ?? ""}
          />
        ) : null}
        <Select
          value={wish.kind ?? ""}
          onChange={(kind) => setWish({ ...wish, kind: kind || undefined })}
          options={[
            { value: "", label: t.quality.allKinds },
            ...Object.keys(t.quality.kinds).map((kind) => ({ value: kind, label: kindName(t, kind) })),
          ]}
          aria-label={t.quality.found}
          className={styles.filter ?? ""}
          showSearch={{ optionFilterProp: "label" }}
        />
        <Select
          value={wish.verdict ?? ""}
          onChange={(verdict) => setWish({ ...wish, verdict: (verdict || undefined) as Verdict | undefined })}
          options={[
            { value: "", label: t.quality.allVerdicts },
            ...VERDICTS.map((one) => ({ value: one, label: t.quality.quality[one] })),
          ]}
          aria-label={t.quality.auto}
          className={styles.filter ?? ""}
        />
      </div>
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !rows.length ? <Blank title={t.quality.empty} hint={t.quality.emptyHint} /> : null}
      {rows.length ? <Briefs shop={shop} rows={rows} /> : null}
      {found.hasNextPage ? (
        <Button onClick={() => found.fetchNextPage()} loading={found.isFetchingNextPage}>
          {t.quality.more}
        </Button>
      ) : null}
    </>
  );
}
