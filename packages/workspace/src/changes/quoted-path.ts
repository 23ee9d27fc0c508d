/** A path as git prints it, and where it ends. */
export type QuotedPath = { readonly path: string; readonly end: number };

/** Reads a path in C quotes at the start of `text` (one character per byte); `undefined` when it is cut or malformed. */
export function readQuotedPath(text: string): QuotedPath | undefined {
  if (!text.startsWith('"')) return undefined;
  const bytes: number[] = [];
  for (let i = 1; i < text.length; i++) {
    const character = text[i]!;
    if (character === '"') return { path: Buffer.from(bytes).toString("utf8"), end: i + 1 };
    if (character !== "\\") {
      bytes.push(character.charCodeAt(0));
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(i + 1, i + 4))?.[0];
    const letter = escapes.get(text[i + 1] ?? "");
    if (octal === undefined && letter === undefined) return undefined;
    bytes.push(octal === undefined ? letter! : Number.parseInt(octal, 8));
    i += octal === undefined ? 1 : 3;
  }
  return undefined;
}

/** What git's `quote.c` writes behind a backslash. */
const escapes: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["b", 8],
  ["t", 9],
  ["n", 10],
  ["v", 11],
  ["f", 12],
  ["r", 13],
  ['"', 34],
  ["\\", 92],
]);
