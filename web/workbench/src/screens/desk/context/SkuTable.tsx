import { useText } from "../../../i18n";
import { Money } from "../../../parts/Money";
import type { Sku } from "../../../protocol/types";
import styles from "./context.module.css";
import { specText } from "./words";

export function SkuTable({ skus }: { skus: readonly Sku[] }) {
  const t = useText();
  return (
    <table className={styles.table} data-testid="skus">
      <thead>
        <tr>
          <th scope="col">{t.product.skus}</th>
          <th scope="col">{t.product.price}</th>
          <th scope="col">{t.product.stock}</th>
        </tr>
      </thead>
      <tbody>
        {skus.map((sku) => (
          <tr key={sku.number} data-none={sku.stock === 0 || undefined}>
            <td title={sku.number}>{specText(sku.spec)}</td>
            <td>
              <Money value={sku.price} />
            </td>
            <td title={sku.stock === null ? t.product.unknownStock : undefined}>
              {sku.stock === 0 ? t.product.noStock : (sku.stock ?? t.common.none)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
