import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Select from "antd/es/select";
import { useDeferredValue, useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { State } from "../../parts/State";
import { useShopChoice } from "../../parts/shopChoice";
import { When } from "../../parts/When";
import { body, http } from "../../protocol/api";
import type { Agent } from "../../protocol/types";
import { useSettings } from "../../store/queries";
import { useView } from "../../store/use";
import styles from "./find.module.css";
import { parts } from "./highlight";

const NO_AGENTS: ReadonlyMap<number, Agent> = new Map();

interface Wish {
  q: string;
  person: string;
  agent: number | null;
  tag: string;
  since: string;
  until: string;
}

const NOTHING: Wish = { q: "", person: "", agent: null, tag: "", since: "", until: "" };

/** All messages of a shop by words, person, agent, tag and day; a hit opens in its place. */
export function Find() {
  const t = useText();
  const choice = useShopChoice();
  const { code: shop } = choice;
  const [wish, setWish] = useState<Wish>(NOTHING);
  const wanted = useDeferredValue(wish);
  const agents = useView((view) => view.state.agents[shop] ?? NO_AGENTS);
  const tags = useSettings(shop, shop !== "").data;
  const change = (part: Partial<Wish>) => setWish((held) => ({ ...held, ...part }));
  const asked = Boolean(wanted.q.trim() || wanted.person.trim() || wanted.tag || wanted.agent);
  const zone = choice.shop?.timezone;

  const hits = useInfiniteQuery({
    queryKey: ["search", shop, wanted],
    queryFn: ({ pageParam }) => {
      const { q, person, agent, tag, since, until } = wanted;
      const query = {
        q,
        person,
        tag,
        ...(agent ? { agent } : {}),
        ...(since ? { since } : {}),
        ...(until ? { until } : {}),
        ...(pageParam ? { before: pageParam } : {}),
      };
      return body(http.GET("/api/shops/{shop}/search", { params: { path: { shop }, query } }));
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last.before ?? undefined,
    enabled: asked && shop !== "",
    staleTime: 0,
  });
  const all = hits.data?.pages.flatMap((one) => one.hits) ?? [];
  return (
    <Page
      name="find"
      title={t.find.title}
      choice={choice}
      tools={
        <>
          <Input
            autoFocus
            allowClear
            className={styles.words ?? ""}
            value={wish.q}
            maxLength={100}
            placeholder={t.find.words}
            aria-label={t.find.words}
            onChange={(event) => change({ q: event.target.value })}
            data-testid="find-words"
          />
          <Input
            allowClear
            className={styles.field ?? ""}
            value={wish.person}
            placeholder={t.find.person}
            aria-label={t.find.person}
            onChange={(event) => change({ person: event.target.value })}
            data-testid="find-person"
          />
          <Select
            allowClear
            className={styles.field ?? ""}
            value={wish.agent}
            placeholder={t.find.agent}
            aria-label={t.find.agent}
            onChange={(agent?: number | null) => change({ agent: agent ?? null })}
            options={[...agents.values()].map((one) => ({ value: one.id, label: one.name }))}
          />
          <Select
            allowClear
            className={styles.field ?? ""}
            value={wish.tag || null}
            placeholder={t.find.tag}
            aria-label={t.find.tag}
            onChange={(tag?: string | null) => change({ tag: tag ?? "" })}
            options={[...(tags?.closing_tags ?? []), ...(tags?.shopper_tags ?? [])].map((value) => ({
              value,
              label: value,
            }))}
          />
          <label className={styles.day}>
            {t.find.since}
            <input type="date" value={wish.since} onChange={(event) => change({ since: event.target.value })} />
          </label>
          <label className={styles.day}>
            {t.find.until}
            <input type="date" value={wish.until} onChange={(event) => change({ until: event.target.value })} />
          </label>
        </>
      }
    >
      {asked ? null : <Blank title={t.find.start} hint={t.find.startHint} />}
      {asked && hits.isPending ? <Loading rows={6} /> : null}
      {asked && hits.isError ? <Failed error={hits.error} onRetry={() => hits.refetch()} /> : null}
      {asked && hits.data && !all.length ? <Blank title={t.find.none} hint={t.find.noneHint} /> : null}
      <ul className={styles.hits}>
        {all.map((hit) => (
          <li key={hit.id}>
            <Link
              to="/c/$id"
              params={{ id: String(hit.conversation) }}
              search={{ at: Math.max(1, hit.seq) }}
              className={styles.hit ?? ""}
              data-testid="hit"
            >
              <span className={styles.head}>
                <strong>{hit.shopper}</strong>
                <span className={styles.who}>{hit.author === "shopper" ? "" : hit.author_name}</span>
                {hit.internal ? <State>{t.find.note}</State> : null}
                <span className={styles.when}>
                  <When at={hit.at} zone={zone} form="long" />
                </span>
              </span>
              <span className={styles.text}>
                {parts(hit.text, wanted.q).map((part) =>
                  part.marked ? <mark key={part.at}>{part.text}</mark> : <span key={part.at}>{part.text}</span>,
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {hits.hasNextPage ? (
        <Button loading={hits.isFetchingNextPage} onClick={() => hits.fetchNextPage()} data-testid="find-more">
          {t.find.more}
        </Button>
      ) : null}
    </Page>
  );
}
