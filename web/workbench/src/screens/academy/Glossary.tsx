import { useLanguage } from "../../i18n";
import { Failed, Loading } from "../../parts/Blank";
import styles from "./academy.module.css";
import { useGlossary } from "./useAcademy";

/** The trade's words and what they mean. */
export function Glossary({ shop }: { shop: string }) {
  const english = useLanguage() === "en";
  const terms = useGlossary(shop);
  if (terms.isPending) return <Loading rows={8} />;
  if (terms.isError) return <Failed error={terms.error} onRetry={() => terms.refetch()} />;
  return (
    <dl className={styles.facts}>
      {terms.data.map((term) => (
        <div key={term.word} className={styles.term}>
          <dt>{term.word}</dt>
          <dd>{english ? `${term.word_en}: ${term.meaning_en}` : term.meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
