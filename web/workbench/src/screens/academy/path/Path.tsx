import { Link, useNavigate } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import { sentence, useLanguage, useText } from "../../../i18n";
import { Failed, Loading } from "../../../parts/Blank";
import { State } from "../../../parts/State";
import { When } from "../../../parts/When";
import page from "../../page.module.css";
import { Tasks } from "../coaching/Tasks";
import { mayTeach } from "../rights";
import { Showcase } from "../showcase/Showcase";
import { Learners } from "./Learners";
import styles from "./path.module.css";
import { type DayView, type PathView, usePath, usePathActs } from "./usePath";

/** One's way from the first day to full load; who teaches sees who is on it. */
export function Path({ shop, role }: { shop: string; role: string }) {
  const t = useText();
  const own = usePath(shop);
  if (own.isPending) return <Loading rows={8} />;
  if (own.isError) return <Failed error={own.error} onRetry={() => own.refetch()} />;
  return (
    <>
      <Summary shop={shop} path={own.data} />
      <Tasks shop={shop} />
      <ol className={styles.days} data-testid="path">
        {own.data.days.map((day, at) => (
          <Day key={day.title} shop={shop} day={day} at={at} last={at === own.data.days.length - 1} path={own.data} />
        ))}
      </ol>
      {own.data.certificates.length ? (
        <section className={page.section} data-testid="certificates">
          <h2 className={page.sectionTitle}>{t.path.certificates}</h2>
          <ul className={styles.certificates}>
            {own.data.certificates.map((one) => (
              <li key={one.id} className={styles.certificate}>
                <strong>{t.path.certificate(t.path.levels[one.level])}</strong>
                <span>{one.staff.name}</span>
                <span className={styles.meta}>
                  {t.path.givenOn} <When at={one.given_at} form="long" />
                </span>
                <span className={styles.meta}>{one.by ? t.path.by(one.by) : t.path.earned}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Showcase shop={shop} role={role} />
      {mayTeach(role) ? <Learners shop={shop} role={role} /> : null}
    </>
  );
}

function Summary({ path }: { shop: string; path: PathView }) {
  const t = useText();
  const next = path.levels.find((one) => !one.held);
  const missing = next?.requirements.filter((one) => !one.met) ?? [];
  return (
    <section className={`${page.section} ${styles.summary}`} data-testid="path-summary">
      <div className={styles.bar}>
        <strong>{t.path.done(path.days_done, path.days.length)}</strong>
        <State tone={path.learned_today ? "good" : "waiting"}>
          {path.learned_today ? t.path.today : t.path.notToday}
        </State>
        <span data-testid="streak">{t.path.streak(path.streak)}</span>
        {path.final === null ? null : <span>{t.path.finalScore(path.final)}</span>}
        {path.due_at ? (
          <span className={styles.meta}>
            {t.path.due} <When at={path.due_at} form="long" />
          </span>
        ) : null}
      </div>
      {path.ceiling === null ? null : (
        <p className={styles.gate} data-testid="path-gate">
          {path.ceiling === 0 ? t.path.ceilings.shadow : t.path.ceilings.some(path.ceiling)}
        </p>
      )}
      {next ? (
        <>
          <span className={styles.meta}>{t.path.next(t.path.levels[next.level])}</span>
          <ul className={styles.wanted}>
            {missing.map((one) => (
              <li key={one.name}>
                {t.path.requirements[one.name]} {one.got}/{one.wanted}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <span className={styles.meta}>{t.path.all}</span>
      )}
    </section>
  );
}

interface DayProps {
  shop: string;
  day: DayView;
  at: number;
  last: boolean;
  path: PathView;
}

function Day({ shop, day, at, last, path }: DayProps) {
  const t = useText();
  const english = useLanguage() === "en";
  const navigate = useNavigate();
  const { message } = AntApp.useApp();
  const acts = usePathActs(shop);
  const sitFinal = async () => {
    try {
      const paper = await acts.final.mutateAsync();
      navigate({
        to: "/academy/$shop/exam/$id",
        params: { shop, id: String(paper.sitting.id) },
        search: { from: "path" },
      });
    } catch (error) {
      message.error(sentence(t, error));
    }
  };
  return (
    <li className={styles.day} data-open={day.open} data-done={day.done} data-testid="path-day">
      <div className={styles.dayHead}>
        <span className={styles.meta}>{t.path.day(at + 1)}</span>
        <strong>{english ? day.title_en : day.title}</strong>
        {day.open ? null : <span className={styles.meta}>{t.path.closed}</span>}
      </div>
      <ul className={styles.steps}>
        {day.lessons.map((one) => (
          <li key={one.code}>
            {day.open ? (
              <Link to="/academy/$shop/lesson/$code" params={{ shop, code: one.code }} data-testid="path-lesson">
                {english ? one.title_en : one.title}
              </Link>
            ) : (
              <span>{english ? one.title_en : one.title}</span>
            )}
            <span className={styles.meta}>{t.path.minutes(one.minutes)}</span>
            {one.done ? (
              <State tone="good">{one.checked === null ? t.path.read : t.path.checked(one.checked)}</State>
            ) : one.read ? (
              <State tone="waiting">{t.path.toCheck}</State>
            ) : null}
          </li>
        ))}
        {day.practice.map((one) => (
          <li key={one.scene}>
            <span>
              {t.path.scene} · {english ? one.title_en : one.title}
            </span>
            {one.best === null ? (
              <>
                <span className={styles.meta}>{t.path.notYet}</span>
                {day.open ? (
                  <Link to="/academy" search={{ tab: "practice", scene: one.scene }}>
                    {t.path.toPractice}
                  </Link>
                ) : null}
              </>
            ) : (
              <State tone="good">{t.path.best(one.best)}</State>
            )}
          </li>
        ))}
        {last ? (
          <li>
            <span>{t.path.final}</span>
            {path.final === null ? null : <State tone="good">{t.path.finalScore(path.final)}</State>}
            {day.open ? (
              <Button size="small" loading={acts.final.isPending} onClick={sitFinal} data-testid="path-final">
                {t.path.sitFinal}
              </Button>
            ) : null}
          </li>
        ) : null}
      </ul>
    </li>
  );
}
