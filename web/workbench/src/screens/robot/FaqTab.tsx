import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useState } from "react";
import { sentence, useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import type { FaqEntry, FaqWish } from "../../protocol/types";
import { EntryCard } from "./EntryCard";
import { chosenEntries, type Shown } from "./entries";
import { FaqDialog, type Ready } from "./FaqDialog";
import { ProposalCard } from "./ProposalCard";
import type { TabProps } from "./Robot";
import styles from "./robot.module.css";
import { useFaq, useRobotActs } from "./useRobot";

interface Open {
  title: string;
  ready: Ready;
  save(wish: FaqWish): Promise<string>;
}

/** What the robot knows by heart: entries with their use, what is out of date, what waits for a lead. */
export function FaqTab({ shop, leads }: TabProps) {
  const t = useText();
  const { message, modal } = AntApp.useApp();
  const acts = useRobotActs(shop);
  const faq = useFaq(shop);
  const [shown, setShown] = useState<Shown>("all");
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState<Open | null>(null);
  if (faq.isPending) return <Loading rows={8} />;
  if (faq.isError) return <Failed error={faq.error} onRetry={() => faq.refetch()} />;
  const { entries, proposals } = faq.data;
  const outdated = entries.filter((one) => one.outdated.length).length;
  const found = chosenEntries(entries, shown, query);
  const add = () =>
    setOpen({
      title: t.robot.entries.add,
      ready: { wish: { question: "", answer: "" } },
      save: async (wish) => {
        const { number } = await acts.add(wish);
        return number ? t.robot.faq.made(number) : t.robot.faq.proposed;
      },
    });
  const edit = (entry: FaqEntry) =>
    setOpen({
      title: `${t.robot.faq.edit} ${entry.number}`,
      ready: { wish: entry },
      save: async (wish) => {
        await acts.change(entry.number, wish, entry.version);
        return t.common.saved;
      },
    });
  const remove = (entry: FaqEntry) =>
    modal.confirm({
      title: t.robot.entries.removeSure,
      content: entry.question,
      okText: t.robot.entries.remove,
      cancelText: t.common.cancel,
      onOk: () =>
        acts.remove(entry.number).then(
          () => message.success(t.robot.entries.removed),
          (error) => message.error(sentence(t, error)),
        ),
    });
  return (
    <>
      <div className={styles.bar}>
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          options={[
            { value: "all", label: `${t.robot.entries.all} ${entries.length}` },
            { value: "outdated", label: t.robot.entries.outdated(outdated) },
            { value: "unused", label: t.robot.entries.unused },
            { value: "waiting", label: t.robot.entries.waiting(proposals.length) },
          ]}
        />
        <Input.Search
          className={styles.search ?? ""}
          value={query}
          allowClear
          placeholder={t.robot.entries.search}
          aria-label={t.robot.entries.search}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Button type="primary" onClick={add} data-testid="faq-add">
          {t.robot.entries.add}
        </Button>
      </div>
      <ul className={styles.list}>
        {shown === "waiting"
          ? proposals.map((one) => (
              <ProposalCard
                key={one.id}
                proposal={one}
                leads={leads}
                onDecide={(approve) =>
                  void acts.decide(one.id, approve, null).then(
                    ({ number }) => message.success(number ? t.robot.faq.made(number) : t.robot.entries.refused),
                    (error) => message.error(sentence(t, error)),
                  )
                }
                onEdit={() =>
                  setOpen({
                    title: t.robot.entries.agreeEdit,
                    ready: { wish: one },
                    save: async (wish) =>
                      t.robot.faq.made((await acts.decide(one.id, true, { ...wish, settles: [] })).number ?? ""),
                  })
                }
              />
            ))
          : found.map((one) => (
              <EntryCard
                key={one.number}
                entry={one}
                leads={leads}
                onEdit={() => edit(one)}
                onRemove={() => remove(one)}
              />
            ))}
      </ul>
      {shown !== "waiting" && !entries.length ? (
        <Blank title={t.robot.entries.empty} hint={t.robot.entries.emptyHint} />
      ) : null}
      {(shown === "waiting" ? !proposals.length : entries.length > 0 && !found.length) ? (
        <Blank title={t.robot.entries.none} />
      ) : null}
      {open ? (
        <FaqDialog shop={shop} title={open.title} ready={open.ready} onSave={open.save} onDone={() => setOpen(null)} />
      ) : null}
    </>
  );
}
