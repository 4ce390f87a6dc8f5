import { type DragEvent, useRef, useState } from "react";
import { sentence, useText } from "../../i18n";
import type { ImportView } from "../../protocol/types";
import styles from "./imports.module.css";
import { useUpload } from "./useImports";

/** Where files are dropped or chosen; a press or Enter opens the chooser. */
export function Drop({ shop, onDone }: { shop: string; onDone(made: ImportView): void }) {
  const t = useText();
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const upload = useUpload(shop, onDone);
  const send = (files: FileList | null) => {
    if (files?.length) upload.mutate([...files]);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    send(event.dataTransfer.files);
  };
  return (
    <div>
      <button
        type="button"
        className={styles.drop}
        data-over={over || undefined}
        disabled={upload.isPending}
        onClick={() => chooser.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <strong>{upload.isPending ? t.common.loading : t.imports.drop}</strong>
        <span className={styles.quiet}>{t.imports.dropHint}</span>
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept=".csv,.tsv,.txt,.xlsx,.xls,.zip,.toml"
        aria-label={t.imports.drop}
        onChange={(event) => {
          send(event.target.files);
          event.target.value = "";
        }}
        data-testid="import-files"
      />
      {upload.isError ? <p role="alert">{sentence(t, upload.error)}</p> : null}
    </div>
  );
}
