import type { ReactNode } from "react";
import { useText } from "../../../i18n";
import styles from "./path.module.css";
import type { BlockView } from "./usePath";

/** A block of a lesson. */
export function Block({ block }: { block: BlockView }) {
  switch (block.kind) {
    case "heading":
      return block.level <= 2 ? <h2>{inline(block.text)}</h2> : <h3>{inline(block.text)}</h3>;
    case "bullets":
      return (
        <ul>
          {block.lines.map((line) => (
            <li key={line}>{inline(line)}</li>
          ))}
        </ul>
      );
    case "numbers":
      return (
        <ol>
          {block.lines.map((line) => (
            <li key={line}>{inline(line)}</li>
          ))}
        </ol>
      );
    case "quote":
      return (
        <blockquote>
          {block.lines.map((line) => (
            <p key={line}>{inline(line)}</p>
          ))}
        </blockquote>
      );
    case "table":
      return <Grid head={block.rows[0] ?? []} rows={block.rows.slice(1)} />;
    case "live":
      return <Live block={block} />;
    case "picture":
      return (
        <figure>
          <img src={block.name} alt={block.text} loading="lazy" />
          <figcaption>{block.text}</figcaption>
        </figure>
      );
    default:
      return <p>{inline(block.text)}</p>;
  }
}

function Grid({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <div className={styles.grid}>
      <table>
        <thead>
          <tr>
            {head.map((cell) => (
              <th key={cell} scope="col">
                {inline(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join("|")}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells keep their columns
                <td key={at}>{inline(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Live({ block }: { block: BlockView }) {
  const t = useText();
  const table = block.table;
  if (!table) return null;
  return (
    <figure data-testid="lesson-table">
      <figcaption>
        <strong>{table.title}</strong>
      </figcaption>
      {table.rows.length ? (
        <Grid head={table.columns} rows={table.rows} />
      ) : (
        <p className={styles.meta}>{t.path.noRows}</p>
      )}
      {table.source ? <p className={styles.meta}>{t.path.live(table.source)}</p> : null}
    </figure>
  );
}

const MARKS = /\*\*([^*]+)\*\*|\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g;

/** `**strong**` and `[words](https://…)` inside a text. */
export function inline(text: string): ReactNode[] {
  const found: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKS)) {
    found.push(text.slice(from, match.index));
    found.push(
      match[1] ? (
        <strong key={match.index}>{match[1]}</strong>
      ) : (
        <a key={match.index} href={match[3]} target="_blank" rel="noreferrer">
          {match[2]}
        </a>
      ),
    );
    from = match.index + match[0].length;
  }
  found.push(text.slice(from));
  return found;
}
