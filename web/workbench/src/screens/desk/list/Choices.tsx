import Button from "antd/es/button";
import Checkbox from "antd/es/checkbox";
import Select from "antd/es/select";
import { useMemo } from "react";
import { setUi } from "../../../app/ui";
import { intentName, useText } from "../../../i18n";
import type { Mood } from "../../../protocol/types";
import { useView } from "../../../store/use";
import styles from "./list.module.css";
import { type Filter, NO_FILTER, SORTS, type Sort } from "./order";

const MOODS: readonly Mood[] = ["angry", "impatient", "pleased", "calm"];

/** What the list can be filtered and sorted by. */
export function Choices({ filter, sort }: { filter: Filter; sort: Sort }) {
  const t = useText();
  const conversations = useView((view) => view.state.conversations);
  const { intents, agents } = useMemo(() => {
    const intents = new Set<string>();
    const agents = new Map<number, string>();
    for (const one of conversations.values()) {
      if (one.intent) intents.add(one.intent);
      if (one.agent) agents.set(one.agent.id, one.agent.name);
    }
    return { intents: [...intents], agents: [...agents] };
  }, [conversations]);
  const change = (part: Partial<Filter>) => setUi({ filter: { ...filter, ...part } });
  return (
    <div className={styles.choices} data-testid="filter-choices">
      <Labelled text={t.day.sort}>
        <Select<Sort>
          value={sort}
          onChange={(value) => setUi({ sort: value })}
          aria-label={t.day.sort}
          options={SORTS.map((value) => ({ value, label: t.day.sorts[value] }))}
          data-testid="filter-sort"
        />
      </Labelled>
      <Labelled text={t.day.intent}>
        <Select
          allowClear
          value={filter.intent}
          placeholder={t.day.any}
          onChange={(value?: string | null) => change({ intent: value ?? null })}
          aria-label={t.day.intent}
          options={intents.map((value) => ({ value, label: intentName(t, value) }))}
        />
      </Labelled>
      <Labelled text={t.day.mood}>
        <Select
          allowClear
          value={filter.mood}
          placeholder={t.day.any}
          onChange={(value?: Mood | null) => change({ mood: value ?? null })}
          aria-label={t.day.mood}
          options={MOODS.map((value) => ({ value, label: t.mood[value] }))}
        />
      </Labelled>
      <Labelled text={t.day.agent}>
        <Select
          allowClear
          value={filter.agent}
          placeholder={t.day.any}
          onChange={(value?: number | null) => change({ agent: value ?? null })}
          aria-label={t.day.agent}
          options={agents.map(([value, label]) => ({ value, label }))}
        />
      </Labelled>
      <Checkbox checked={filter.unread} onChange={(event) => change({ unread: event.target.checked })}>
        {t.day.unread}
      </Checkbox>
      <Checkbox checked={filter.snoozed} onChange={(event) => change({ snoozed: event.target.checked })}>
        {t.day.snoozed}
      </Checkbox>
      <Button size="small" onClick={() => setUi({ filter: NO_FILTER, sort: "urgency" })} data-testid="filter-clear">
        {t.day.clear}
      </Button>
    </div>
  );
}

function Labelled({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    <div className={styles.choice}>
      <span>{text}</span>
      {children}
    </div>
  );
}
