import { useNavigate, useSearch } from "@tanstack/react-router";
import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Select from "antd/es/select";
import { useMemo, useState } from "react";
import { sentence, useLanguage, useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import type { Scenario } from "../../protocol/types";
import { useView } from "../../store/use";
import page from "../page.module.css";
import styles from "./academy.module.css";
import { mayManage, mayPractise, mayTeach } from "./rights";
import { useAcademyActs, useMysteryRule, useScenarios } from "./useAcademy";

const ANY = "";

/** Scene and kind of shopper; what is left open is drawn by lot. */
export function Chooser({ shop, role }: { shop: string; role: string }) {
  const t = useText();
  const english = useLanguage() === "en";
  const { message, modal } = AntApp.useApp();
  const navigate = useNavigate();
  const scenarios = useScenarios(shop);
  const acts = useAcademyActs(shop);
  const rule = useMysteryRule(shop, mayManage(role));
  const { scene: wanted } = useSearch({ strict: false }) as { scene?: string };
  const [scene, setScene] = useState(wanted ?? ANY);
  const [kind, setKind] = useState(ANY);
  const [staff, setStaff] = useState<number | undefined>();
  const agents = useView((view) => view.state.agents[shop]);
  const colleagues = useMemo(() => [...(agents?.values() ?? [])].filter((one) => mayPractise(one.role)), [agents]);
  if (scenarios.isPending) return <Loading rows={2} />;
  if (scenarios.isError) return <Failed error={scenarios.error} onRetry={() => scenarios.refetch()} />;

  const all = scenarios.data;
  const draw = (): Scenario | undefined => {
    const fit = all.filter((one) => (scene === ANY || one.scene === scene) && (kind === ANY || one.kind === kind));
    return fit[Math.floor(Math.random() * fit.length)];
  };
  const say = (error: unknown) => message.error(sentence(t, error));
  const begin = async () => {
    const drawn = draw();
    if (!drawn) return;
    try {
      const made = await acts.make.mutateAsync({ scenario: drawn.id });
      if (made.practice.conversation) navigate({ to: "/c/$id", params: { id: String(made.practice.conversation) } });
    } catch (error) {
      say(error);
    }
  };
  const send = async () => {
    const drawn = draw();
    if (!drawn || staff === undefined) return;
    try {
      const made = await acts.make.mutateAsync({ scenario: drawn.id, staff });
      message.success(t.academy.sent(made.practice.staff.name));
    } catch (error) {
      say(error);
    }
  };
  const sendMystery = async (announce: boolean) => {
    const drawn = draw();
    if (!drawn) return;
    try {
      await acts.mystery.mutateAsync({ scenario: drawn.id, announce });
      message.success(t.academy.mysterySent);
    } catch (error) {
      say(error);
    }
  };
  const askMystery = () => {
    const announced = rule.data?.announced ?? false;
    modal.confirm({
      title: t.academy.mystery,
      content: announced ? t.academy.mysteryHint : t.academy.mysteryRule,
      okText: announced ? t.academy.mysterySend : t.academy.mysteryAnnounce,
      cancelText: t.common.cancel,
      onOk: () => sendMystery(!announced),
    });
  };
  return (
    <section className={`${page.section} ${styles.choose}`}>
      <Select
        showSearch
        optionFilterProp="label"
        value={scene}
        onChange={setScene}
        aria-label={t.academy.scenario}
        options={[{ value: ANY, label: t.academy.anyScene }, ...unique(all, "scene", english)]}
        data-testid="academy-scene"
      />
      <Select
        value={kind}
        onChange={setKind}
        aria-label={t.academy.kind}
        options={[{ value: ANY, label: t.academy.anyKind }, ...unique(all, "kind", english)]}
        data-testid="academy-kind"
      />
      {mayPractise(role) ? (
        <Button type="primary" loading={acts.make.isPending} onClick={begin} data-testid="academy-begin">
          {t.academy.begin}
        </Button>
      ) : null}
      {mayTeach(role) ? (
        <>
          <Select
            allowClear
            value={staff}
            onChange={setStaff}
            placeholder={t.academy.sendTo}
            aria-label={t.academy.sendTo}
            options={colleagues.map((one) => ({ value: one.id, label: one.name }))}
          />
          <Button disabled={staff === undefined} onClick={send} data-testid="academy-send">
            {t.academy.send}
          </Button>
        </>
      ) : null}
      {mayManage(role) ? (
        <Button loading={acts.mystery.isPending} onClick={askMystery} data-testid="academy-mystery">
          {t.academy.mystery}
        </Button>
      ) : null}
    </section>
  );
}

function unique(all: readonly Scenario[], by: "scene" | "kind", english: boolean) {
  const found = new Map<string, string>();
  for (const one of all) {
    const label = by === "scene" ? (english ? one.scene_title_en : one.scene_title) : english ? one.kind_en : one.kind;
    found.set(one[by], label);
  }
  return [...found].map(([value, label]) => ({ value, label }));
}
