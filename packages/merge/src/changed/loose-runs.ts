import { createAddedLines } from "./added-lines.ts";
import type { ComparedFile } from "./compared-file.ts";
import type { TokenRun } from "./match-moved.ts";

/** Tokens of added or removed lines that did not stay at their place, in runs without a gap. */
export function looseRuns(
  files: readonly (ComparedFile | undefined)[],
  side: "head" | "base",
): readonly TokenRun[] {
  return files.flatMap((file, i) => (file === undefined ? [] : runsOfFile(file, i, side)));
}

function runsOfFile(file: ComparedFile, number: number, side: "head" | "base"): readonly TokenRun[] {
  const { keys } = file[side];
  const runs: TokenRun[] = [];
  let start = 0;
  const isLoose = side === "head" ? looseInHead(file) : looseInBase(file);
  for (let i = 0; i <= keys.length; i++) {
    if (i < keys.length && isLoose(i)) continue;
    if (i > start) runs.push({ file: number, at: start, keys: keys.slice(start, i) });
    start = i + 1;
  }
  return runs;
}

function looseInHead({ change, head, fates }: ComparedFile): (token: number) => boolean {
  const added = createAddedLines(change);
  return (i) => {
    const [first, last] = [head.lines[i]!, head.endLines[i]!];
    return added.overlaps(first, last) && !(first === last && fates.has(first));
  };
}

function looseInBase({ change, base, partners, tokens, fates }: ComparedFile): (token: number) => boolean {
  const removed = createAddedLines({ added: change.removed, blank: [] });
  const stayed = new Set<number>();
  for (const [line, [from, to]] of tokens)
    if (fates.has(line)) for (let i = from; i <= to; i++) stayed.add(partners[i]!);
  return (i) => removed.overlaps(base.lines[i]!, base.endLines[i]!) && !stayed.has(i);
}
