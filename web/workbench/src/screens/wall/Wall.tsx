import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, useMemo, useState } from "react";
import { useUi } from "../../app/ui";
import { useText } from "../../i18n";
import { Blank } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { State } from "../../parts/State";
import { useShopChoice } from "../../parts/shopChoice";
import { span } from "../../parts/time";
import { useNow } from "../../parts/useNow";
import { body, http } from "../../protocol/api";
import type { Agent, Conversation } from "../../protocol/types";
import { useView } from "../../store/use";
import { CallDialog } from "../desk/actions/CallDialog";
import page from "../page.module.css";
import { Chip } from "./Chip";
import { columns, totals, triage } from "./order";
import styles from "./wall.module.css";

const LEADS = new Set(["owner", "lead"]);
const NO_AGENTS: ReadonlyMap<number, Agent> = new Map();
const AGAIN_MS = 30_000;
const FIRST = 12;

/** The shop as it works now: queue, each agent's load, waiting and mood; look in, whisper, take over, hand on. */
export function Wall() {
  const t = useText();
  const choice = useShopChoice((one) => LEADS.has(one.role));
  const { code: shop } = choice;
  const [whisperTo, setWhisperTo] = useState<Conversation | null>(null);
  const { open } = useUi();
  const agents = useView((view) => view.state.agents[shop] ?? NO_AGENTS);
  const all = useView((view) => view.state.conversations);
  const own = useMemo(
    () => [...all.values()].filter((one) => one.shop === shop && one.state !== "closed"),
    [all, shop],
  );
  const unpaid = useQuery({
    queryKey: ["triage", shop],
    queryFn: () => body(http.GET("/api/shops/{shop}/triage", { params: { path: { shop } } })),
    refetchInterval: AGAIN_MS,
    enabled: shop !== "",
  });
  const urgent = useMemo(() => triage(own, unpaid.data?.unpaid ?? []), [own, unpaid.data]);
  const closes = useMemo(
    () => new Map((unpaid.data?.unpaid ?? []).map((one) => [one.conversation, one.closes_at])),
    [unpaid.data],
  );
  const team = useMemo(() => columns(agents.values(), own), [agents, own]);
  if (!shop) return <Blank title={t.wall.noRight} />;
  return (
    <Page name="wall" wide className={styles.wall} title={t.wall.title} choice={choice}>
      <Numbers own={own} />
      <div className={styles.columns}>
        <section className={styles.column} aria-label={t.wall.triage} data-testid="wall-triage">
          <h2 className={styles.name}>{t.wall.triage}</h2>
          <p className={page.lead}>{t.wall.triageHint}</p>
          {urgent.length ? null : <p className={styles.quiet}>{t.wall.nobody}</p>}
          {urgent.slice(0, FIRST).map((one) => (
            <Chip
              key={one.id}
              conversation={one}
              agents={agents}
              closesAt={closes.get(one.id)}
              onWhisper={setWhisperTo}
            />
          ))}
        </section>
        {team.length ? null : <Blank title={t.wall.noStaff} />}
        {team.map(({ agent, chats, angry }) => (
          <section key={agent.id} className={styles.column} aria-label={agent.name} data-testid="wall-agent">
            <h2 className={styles.name}>
              {agent.name}
              <State tone={agent.status === "online" ? "good" : "waiting"}>
                {agent.status_text || t.status[agent.status]}
              </State>
              <span className={styles.load}>{t.wall.load(chats.length, agent.capacity)}</span>
            </h2>
            <span className={styles.meter} style={share(chats.length, agent.capacity)} aria-hidden />
            {angry ? <State tone="urgent">{`${t.wall.angry} ${angry}`}</State> : null}
            {chats.length ? null : <p className={styles.quiet}>{t.wall.noChats}</p>}
            {chats.map((one) => (
              <Chip
                key={one.id}
                conversation={one}
                agents={agents}
                closesAt={closes.get(one.id)}
                onWhisper={setWhisperTo}
              />
            ))}
          </section>
        ))}
      </div>
      {whisperTo && open === "whisper" ? <CallDialog conversation={whisperTo} kind="whisper" /> : null}
    </Page>
  );
}

function share(load: number, capacity: number): CSSProperties {
  const part = Math.min(1, load / Math.max(capacity, 1));
  return { "--share": `${Math.round(part * 100)}%` } as CSSProperties;
}

function Numbers({ own }: { own: readonly Conversation[] }) {
  const t = useText();
  const now = useNow();
  const sum = totals(own);
  const longest = sum.longest ? span(now - Date.parse(sum.longest)) : t.common.none;
  const shown = [
    [t.wall.queue, sum.queue],
    [t.wall.longest, longest],
    [t.wall.open, sum.open],
    [t.wall.angry, sum.angry],
    [t.wall.robot, sum.robot],
  ] as const;
  return (
    <dl className={styles.numbers}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
