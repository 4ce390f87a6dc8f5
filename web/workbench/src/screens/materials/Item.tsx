import AntApp from "antd/es/app";
import Button from "antd/es/button";
import Popconfirm from "antd/es/popconfirm";
import { sentence, useText } from "../../i18n";
import { ItemCard } from "../../parts/ItemCard";
import { State } from "../../parts/State";
import { When } from "../../parts/When";
import type { Material } from "../../protocol/types";
import styles from "./materials.module.css";
import { useMaterialActs } from "./useMaterialActs";

interface Props {
  shop: string;
  zone: string | undefined;
  material: Material;
  leads: boolean;
  onEdit(): void;
  onLook(): void;
}

/** A material on the shelf, with what a lead may do with it. */
export function Item({ shop, zone, material, leads, onEdit, onLook }: Props) {
  const t = useText();
  const { message } = AntApp.useApp();
  const { withdraw } = useMaterialActs(shop);
  const away = () => withdraw(material.line).catch((error: unknown) => void message.error(sentence(t, error)));
  return (
    <li className={styles.item} data-expired={material.expired} data-testid="material">
      <Card material={material} />
      <div className={styles.acts}>
        <span>
          {t.materials.by(material.by_name)} <When at={material.at} zone={zone} />
        </span>
        <Button type="link" size="small" onClick={onLook} data-testid="material-versions">
          {t.materials.versions}
        </Button>
        {leads ? (
          <>
            <Button type="link" size="small" onClick={onEdit} data-testid="material-change">
              {t.materials.change}
            </Button>
            <Popconfirm
              title={t.materials.withdrawAsk}
              okText={t.materials.withdraw}
              cancelText={t.common.cancel}
              onConfirm={away}
            >
              <Button type="link" size="small" data-testid="material-withdraw">
                {t.materials.withdraw}
              </Button>
            </Popconfirm>
          </>
        ) : null}
      </div>
    </li>
  );
}

/** What it is, for which product, until when. */
export function Card({ material }: { material: Material }) {
  const t = useText();
  const { picture, title, product, kind, said, url, valid_until, expired, version } = material;
  const until = valid_until ? t.materials.until(valid_until) : t.materials.forGood;
  return (
    <ItemCard
      picture={picture?.url}
      title={title}
      line={
        <>
          {product || t.materials.wholeShop} · {t.materials.version(version)}
          {said ? ` · ${said}` : ""}
        </>
      }
      state={
        <>
          <State tone="accent">{t.materials.kinds[kind]}</State>
          <State tone={expired ? "urgent" : "plain"}>{expired ? `${t.materials.expired} · ${until}` : until}</State>
          {url ? (
            <a href={url} className={styles.link} target="_blank" rel="noreferrer noopener">
              {t.materials.open}
            </a>
          ) : null}
        </>
      }
    />
  );
}
