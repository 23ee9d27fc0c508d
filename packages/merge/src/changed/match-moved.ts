/** Tokens that follow each other, in one file; `at` is the position of the first among the tokens of its file. */
export type TokenRun = { readonly file: number; readonly at: number; readonly keys: readonly string[] };

/** Where a token was before. */
export type MovedFrom = { readonly file: number; readonly token: number };

export type MoveOptions = {
  /** How many tokens must be alike to be the same ones elsewhere. */
  readonly least: number;
  /** Letters and digits that they must have. */
  readonly leastText: number;
};

/**
 * Which added tokens were removed elsewhere. What is added is looked for by every piece of `least` tokens; one that was
 * removed once and added once is the same piece, and so is what is alike right before and behind it. By file and
 * position of the added token.
 */
export function matchMoved(
  removed: readonly TokenRun[],
  added: readonly TokenRun[],
  { least, leastText }: MoveOptions,
): ReadonlyMap<number, ReadonlyMap<number, MovedFrom>> {
  const found = new Map<number, Map<number, MovedFrom>>();
  const from = indexPieces(removed, least);
  const to = indexPieces(added, least);
  for (const [hash, target] of to) {
    const source = from.get(hash);
    if (source === undefined || source === "several" || target === "several") continue;
    if (!holdsText(target, least, leastText) || !isAlike(source, target, least)) continue;
    const ofFile = found.get(target.run.file) ?? new Map<number, MovedFrom>();
    found.set(target.run.file, ofFile);
    mark(ofFile, source, target);
  }
  return found;
}

type Piece = { readonly run: TokenRun; readonly offset: number };

function indexPieces(runs: readonly TokenRun[], least: number): ReadonlyMap<number, Piece | "several"> {
  const pieces = new Map<number, Piece | "several">();
  for (const run of runs) {
    const hashes = run.keys.map(hashOf);
    for (let offset = 0; offset + least <= hashes.length; offset++) {
      const hash = joined(hashes, offset, least);
      pieces.set(hash, pieces.has(hash) ? "several" : { run, offset });
    }
  }
  return pieces;
}

/** FNV-1a. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** 53 bits of several hashes. What they say is verified. */
function joined(hashes: readonly number[], offset: number, count: number): number {
  let [low, high] = [17, 31];
  for (let i = offset; i < offset + count; i++) {
    low = Math.imul(low ^ hashes[i]!, 0x01000193);
    high = Math.imul(high, 0x85ebca6b) + hashes[i]!;
  }
  return (low >>> 0) * 0x200000 + ((high ^ (high >>> 13)) & 0x1fffff);
}

function holdsText({ run, offset }: Piece, least: number, leastText: number): boolean {
  const text = run.keys.slice(offset, offset + least).join("");
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= leastText;
}

function isAlike(a: Piece, b: Piece, count: number): boolean {
  for (let i = 0; i < count; i++) if (a.run.keys[a.offset + i] !== b.run.keys[b.offset + i]) return false;
  return true;
}

/** Marks what is alike from the piece on in both directions, up to what is marked already. */
function mark(found: Map<number, MovedFrom>, source: Piece, target: Piece): void {
  for (const step of [1, -1]) {
    let [i, j] = [source.offset, target.offset];
    if (step < 0) [i, j] = [i - 1, j - 1];
    for (; i >= 0 && j >= 0; i += step, j += step) {
      const key = target.run.keys[j];
      if (key === undefined || key !== source.run.keys[i] || found.has(target.run.at + j)) break;
      found.set(target.run.at + j, { file: source.run.file, token: source.run.at + i });
    }
  }
}
