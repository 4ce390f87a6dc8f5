/** What is chosen for the files of an import, apart from what the server found out. Pure. */
import type { FileChoice, ImportFile, ImportKind } from "../../protocol/types";

export interface Choice {
  taken: boolean;
  kind: string;
  /** Header → column; "" = left out. */
  names: Record<string, string>;
}

export type Choices = Record<string, Choice>;

export function seen(file: ImportFile): Choice {
  const names = Object.fromEntries(file.columns.map((one) => [one.header, one.becomes]));
  return { taken: file.taken, kind: file.kind, names };
}

/** Another kind: its columns by the headers of the same name, the rest left out. The server finds the others out. */
export function asKind(file: ImportFile, kind: ImportKind, choice: Choice): Choice {
  const columns = new Set(kind.columns);
  const names = Object.fromEntries(file.columns.map(({ header }) => [header, columns.has(header) ? header : ""]));
  return { ...choice, kind: kind.name, names };
}

export function differs(file: ImportFile, choice: Choice): boolean {
  const held = seen(file);
  return (
    held.taken !== choice.taken ||
    held.kind !== choice.kind ||
    file.columns.some(({ header }) => held.names[header] !== choice.names[header])
  );
}

/** Only files that were changed are sent; a file whose kind alone was changed has its columns found out anew. */
export function wishes(files: readonly ImportFile[], choices: Choices): FileChoice[] {
  return files.flatMap((file) => {
    const choice = choices[file.name];
    if (!choice || !differs(file, choice)) return [];
    const names = file.columns.length ? choice.names : null;
    return [{ name: file.name, taken: choice.taken, kind: choice.kind || null, names }];
  });
}
