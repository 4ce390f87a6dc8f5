import Select from "antd/es/select";
import { useState } from "react";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import type { Shop } from "../../protocol/types";
import { useHold } from "../../store/use";
import page from "../page.module.css";
import { useColleagues } from "../shifts/useColleagues";
import { Briefs, kindName } from "./Briefs";
import { Patterns } from "./CoachingTab";
import styles from "./quality.module.css";
import { mayInspect } from "./rights";
import { Trend } from "./Trend";
import { useOwn } from "./useQuality";

/** My points, my best chats, what repeats; a lead may look at a colleague's. */
export function OwnTab({ shop }: { shop: Shop }) {
  const t = useText();
  const me = useHold().session.staff;
  const colleagues = useColleagues(shop.code);
  const [staff, setStaff] = useState<number | undefined>();
  const own = useOwn(shop.code, staff);
  if (own.isPending) return <Loading rows={6} />;
  if (own.isError) return <Failed error={own.error} onRetry={() => own.refetch()} />;
  const { chats, score, human, stars, weeks, kinds, patterns, best, by_people } = own.data;
  return (
    <div className={styles.stack}>
      {mayInspect(shop.role) ? (
        <Select
          value={staff ?? me.id}
          onChange={setStaff}
          aria-label={t.quality.whose}
          options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
        />
      ) : null}
      <dl className={styles.figures}>
        <Figure name={t.quality.ownChats} value={chats} />
        <Figure name={t.quality.ownScore} value={score} />
        <Figure name={t.quality.ownHuman} value={human} />
        <Figure name={t.quality.ownStars} value={stars} />
      </dl>
      <Trend weeks={weeks} />
      <section>
        <h2 className={page.sectionTitle}>{t.quality.counts}</h2>
        <p className={styles.kinds}>
          {kinds.length
            ? kinds.map((one) => (
                <State
                  key={one.kind}
                  tone={one.praise ? "good" : "plain"}
                >{`${kindName(t, one.kind)} ${one.count}`}</State>
              ))
            : t.quality.noFindings}
        </p>
      </section>
      <section>
        <h2 className={page.sectionTitle}>{t.quality.patterns}</h2>
        {patterns.length ? (
          <Patterns shop={shop} patterns={patterns} />
        ) : (
          <p className={styles.quiet}>{t.quality.noPatterns}</p>
        )}
      </section>
      {by_people.length ? (
        <section data-testid="scored-by-people">
          <h2 className={page.sectionTitle}>{t.quality.byPeople}</h2>
          <Briefs shop={shop} rows={by_people} />
        </section>
      ) : null}
      {best.length ? (
        <section>
          <h2 className={page.sectionTitle}>{t.quality.best}</h2>
          <Briefs shop={shop} rows={best} />
        </section>
      ) : null}
    </div>
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
