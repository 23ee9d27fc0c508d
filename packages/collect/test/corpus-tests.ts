import { readFileSync } from "node:fs";
import { sharedFolder } from "@tollgate/testkit";

/** One row of the corpus' MANIFEST.tsv. */
export type CorpusRow = {
  readonly kind: string;
  readonly format: string;
  /** Path inside the corpus. */
  readonly path: string;
  readonly absolute: string;
  /** Tool that wrote the file, as the manifest names it. */
  readonly tool: string;
  /** What an independent script found in the file; its shape follows the format. */
  readonly expected: unknown;
  /** What is odd about the file; may be empty. */
  readonly trap: string;
};

/** The files of one format in the corpus, in its order; empty on a clone without the corpus. */
export function corpusRows(format: string): readonly CorpusRow[] {
  return allCorpusRows().filter((row) => row.format === format);
}

/** Every file of the corpus, in its order; empty on a clone without the corpus. */
export function allCorpusRows(): readonly CorpusRow[] {
  const shared = sharedFolder();
  if (shared === undefined) return [];
  const corpus = `${shared}corpus/`;
  return readFileSync(`${corpus}MANIFEST.tsv`, "utf8")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))
    .map(([path, kind, format, tool, , , , , trap, expected]) => ({
      kind: kind!,
      format: format!,
      path: path!,
      absolute: corpus + path!,
      tool: tool!,
      expected: JSON.parse(expected!) as unknown,
      trap: trap!,
    }));
}
