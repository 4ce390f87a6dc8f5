import { useText } from "../../../i18n";
import { SIZE_COLUMNS, type SizeRow } from "../../../protocol/types";
import styles from "./context.module.css";

/** Only the columns in which something stands. */
export function SizeChart({ rows }: { rows: readonly SizeRow[] }) {
  const t = useText();
  const columns = SIZE_COLUMNS.filter((name) => rows.some((row) => row[name]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section className={styles.wide} tabIndex={0} aria-label={t.product.sizes}>
      <table className={styles.table} data-testid="size-chart">
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {t.product.size[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={columns.map((name) => row[name]).join("/")}>
              {columns.map((name) => (
                <td key={name}>{row[name] || t.common.none}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
