import { useQuery } from "@tanstack/react-query";
import Modal from "antd/es/modal";
import { useText } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import { When } from "../../parts/When";
import { body, http } from "../../protocol/api";
import { Card } from "./Item";
import styles from "./materials.module.css";

interface Props {
  shop: string;
  zone: string | undefined;
  line: number;
  onClose(): void;
}

/** What a material was before, and who wrote it. */
export function Versions({ shop, zone, line, onClose }: Props) {
  const t = useText();
  const past = useQuery({
    queryKey: ["materials", shop, "versions", line],
    queryFn: async () =>
      (await body(http.GET("/api/shops/{shop}/materials/{line}/versions", { params: { path: { shop, line } } })))
        .materials,
    staleTime: 0,
  });
  return (
    <Modal open title={t.materials.versions} footer={null} onCancel={onClose}>
      {past.isPending ? <Loading rows={4} /> : null}
      {past.isError ? <Failed error={past.error} onRetry={() => past.refetch()} /> : null}
      <div className={styles.past} data-testid="material-past">
        {past.data?.map((one) => (
          <div key={one.id} className={styles.item}>
            <Card material={one} />
            <div className={styles.acts}>
              <span>
                {t.materials.by(one.by_name)} <When at={one.at} zone={zone} form="long" />
              </span>
            </div>
          </div>
        ))}
      </div>
    </Modal>
  );
}
