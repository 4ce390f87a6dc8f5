import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { useState } from "react";
import { sentence, useLanguage, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { State } from "../../parts/State";
import { hourText } from "../../parts/time";
import type { Shop } from "../../protocol/types";
import { useHold } from "../../store/use";
import { monday, plusDays, spans, today } from "./days";
import { PlanDialog } from "./PlanDialog";
import styles from "./shifts.module.css";
import { type Roster, type Shift, useRoster, useShiftActs } from "./useShifts";
import { WishDialog } from "./WishDialog";

/** A week: who works when, and whether the expected questions find enough people. */
export function RosterTab({ shop }: { shop: Shop }) {
  const t = useText();
  const [first, setFirst] = useState(() => monday(today(shop.timezone)));
  const [planned, setPlanned] = useState<string | null>(null);
  const [wished, setWished] = useState<Shift | null>(null);
  const roster = useRoster(shop.code, first);
  const leads = shop.role === "owner" || shop.role === "lead";
  if (roster.isPending) return <Loading rows={8} />;
  if (roster.isError) return <Failed error={roster.error} onRetry={() => roster.refetch()} />;
  return (
    <>
      <div className={styles.bar}>
        <Button onClick={() => setFirst(plusDays(first, -7))}>{t.shifts.previous}</Button>
        <Button onClick={() => setFirst(monday(today(shop.timezone)))}>{t.shifts.week}</Button>
        <Button onClick={() => setFirst(plusDays(first, 7))}>{t.shifts.next}</Button>
        <span className={styles.gap} />
        <span className={styles.quiet}>{t.shifts.needHint(roster.data.seen_weeks)}</span>
      </div>
      <div className={styles.week}>
        {Array.from({ length: 7 }, (_, n) => plusDays(first, n)).map((day) => (
          <Day
            key={day}
            day={day}
            shop={shop}
            roster={roster.data}
            onPlan={leads ? () => setPlanned(day) : undefined}
            onWish={setWished}
          />
        ))}
      </div>
      {planned ? <PlanDialog shop={shop} day={planned} onClose={() => setPlanned(null)} /> : null}
      {wished ? <WishDialog shop={shop} shift={wished} onClose={() => setWished(null)} /> : null}
    </>
  );
}

interface DayProps {
  day: string;
  shop: Shop;
  roster: Roster;
  onPlan: (() => void) | undefined;
  onWish(shift: Shift): void;
}

function Day({ day, shop, roster, onPlan, onWish }: DayProps) {
  const t = useText();
  const language = useLanguage();
  const starts = (shift: Shift) =>
    new Intl.DateTimeFormat("en-CA", { timeZone: shop.timezone }).format(Date.parse(shift.starts_at));
  const shifts = roster.shifts.filter((one) => starts(one) === day);
  const hours = roster.need.filter((one) => one.day === day);
  const short = hours.filter((one) => one.planned < one.people).map((one) => one.hour);
  const expected = hours.some((one) => one.people > 0);
  const name = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", {
    weekday: "short",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  }).format(Date.parse(`${day}T00:00:00Z`));
  return (
    <section className={styles.day} data-testid={`day-${day}`}>
      <div className={styles.head}>
        <strong>{name}</strong>
        <span className={styles.gap} />
        {onPlan ? (
          <Button size="small" onClick={onPlan} aria-label={`${t.shifts.plan} ${name}`}>
            ＋
          </Button>
        ) : null}
      </div>
      {shifts.length ? (
        shifts.map((shift) => <One key={shift.id} shop={shop} shift={shift} onWish={onWish} />)
      ) : (
        <p className={styles.quiet}>{t.shifts.noShift}</p>
      )}
      {expected ? (
        <p className={short.length ? styles.short : styles.quiet}>
          {short.length ? t.shifts.short(spans(short)) : t.shifts.enough}
        </p>
      ) : null}
    </section>
  );
}

function One({ shop, shift, onWish }: { shop: Shop; shift: Shift; onWish(shift: Shift): void }) {
  const t = useText();
  const { message } = AntApp.useApp();
  const me = useHold().session.staff.id;
  const { decide, remove } = useShiftActs(shop.code);
  const leads = shop.role === "owner" || shop.role === "lead";
  const onError = (error: unknown) => void message.error(sentence(t, error));
  return (
    <div className={styles.shift}>
      <div className={styles.head}>
        <strong>{shift.staff}</strong>
        <span>
          {hourText(shift.starts_at, shop.timezone)}–{hourText(shift.ends_at, shop.timezone)}
        </span>
      </div>
      {shift.note ? <span className={styles.quiet}>{shift.note}</span> : null}
      {shift.wish ? (
        <>
          <State tone="waiting">{t.shifts.wish[shift.wish]}</State>
          <span className={styles.quiet}>{[shift.wish_to, shift.wish_why].filter(Boolean).join(" · ")}</span>
          {leads ? (
            <div className={styles.head}>
              <Button
                size="small"
                type="primary"
                onClick={() => decide.mutate({ id: shift.id, agree: true }, { onError })}
              >
                {t.shifts.agree}
              </Button>
              <Button size="small" onClick={() => decide.mutate({ id: shift.id, agree: false }, { onError })}>
                {t.shifts.disagree}
              </Button>
            </div>
          ) : null}
        </>
      ) : (
        <div className={styles.head}>
          {shift.staff_id === me ? (
            <Button size="small" type="text" onClick={() => onWish(shift)}>
              {t.shifts.wish.leave} / {t.shifts.wish.swap}
            </Button>
          ) : null}
          {leads ? (
            <Button size="small" type="text" onClick={() => remove.mutate(shift.id, { onError })}>
              {t.shifts.delete}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}
