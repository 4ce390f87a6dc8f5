import Button from "antd/es/button";
import Input from "antd/es/input";
import Segmented from "antd/es/segmented";
import { useState } from "react";
import { useText } from "../../i18n";
import { Blank, Failed, Loading } from "../../parts/Blank";
import { Page } from "../../parts/Page";
import { useShopChoice } from "../../parts/shopChoice";
import type { Material } from "../../protocol/types";
import { useMaterials } from "../../store/queries";
import { Item } from "./Item";
import { MaterialEditor } from "./MaterialEditor";
import { matchMaterials } from "./match";
import styles from "./materials.module.css";
import { Versions } from "./Versions";

const LEADS = new Set(["owner", "lead"]);
const KINDS = ["photo", "size", "report", "care", "repair"] as const;
type Kind = "all" | (typeof KINDS)[number];

/** The material shelf: what may be sent beside words, for whom it is true and until when. */
export function Materials() {
  const t = useText();
  const choice = useShopChoice();
  const { code, shop } = choice;
  const [kind, setKind] = useState<Kind>("all");
  const [query, setQuery] = useState("");
  const [edited, setEdited] = useState<Material | "new" | null>(null);
  const [looked, setLooked] = useState<Material | null>(null);
  const found = useMaterials(code, code !== "");
  const leads = LEADS.has(shop?.role ?? "");
  const all = found.data ?? [];
  const shown = matchMaterials(all, query).filter((one) => kind === "all" || one.kind === kind);
  return (
    <Page
      name="materials"
      title={t.materials.title}
      hint={t.materials.hint}
      choice={choice}
      tools={
        <>
          <Segmented<Kind>
            value={kind}
            onChange={setKind}
            options={[
              { value: "all", label: t.materials.all },
              ...KINDS.map((value) => ({ value, label: t.materials.kinds[value] })),
            ]}
          />
          <Input
            allowClear
            className={styles.search ?? ""}
            value={query}
            placeholder={t.materials.search}
            aria-label={t.materials.search}
            onChange={(event) => setQuery(event.target.value)}
            data-testid="materials-search"
          />
          {leads ? (
            <Button type="primary" onClick={() => setEdited("new")} data-testid="materials-add">
              {t.materials.add}
            </Button>
          ) : null}
        </>
      }
    >
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <Failed error={found.error} onRetry={() => found.refetch()} /> : null}
      {found.data && !all.length ? <Blank title={t.materials.empty} hint={t.materials.emptyHint} /> : null}
      {all.length && !shown.length ? <Blank title={t.materials.none} hint={t.materials.noneHint} /> : null}
      <ul className={styles.list}>
        {shown.map((material) => (
          <Item
            key={material.line}
            shop={code}
            zone={shop?.timezone}
            material={material}
            leads={leads}
            onEdit={() => setEdited(material)}
            onLook={() => setLooked(material)}
          />
        ))}
      </ul>
      {edited ? <MaterialEditor shop={code} material={edited} onDone={() => setEdited(null)} /> : null}
      {looked ? (
        <Versions shop={code} zone={shop?.timezone} line={looked.line} onClose={() => setLooked(null)} />
      ) : null}
    </Page>
  );
}
