/** A string, or what JSON with comments has between values: strings come first, so that none is cut. */
const stringOrComment = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
const stringOrTrailingComma = /"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g;

/** Parses JSON with comments and trailing commas, as turbo reads its configuration. Throws for anything else. */
export function parseJsonc(text: string): unknown {
  const blank = (found: string): string => (found.startsWith('"') ? found : found.replace(/[^\n]/g, " "));
  return JSON.parse(
    text
      .replace(/^\uFEFF/, "")
      .replace(stringOrComment, blank)
      .replace(stringOrTrailingComma, blank),
  );
}

/** 1-based line of a key below one of the parents in a text of JSON; that of the parent, or 1, where it is not found. */
export function lineOfKey(text: string, parents: readonly string[], key: string): number {
  const quoted = (name: string): string => JSON.stringify(name).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const parent = new RegExp(`(?:${parents.map(quoted).join("|")})\\s*:`).exec(text);
  const start = parent?.index ?? 0;
  const found = new RegExp(`${quoted(key)}\\s*:`).exec(text.slice(start));
  return text.slice(0, start + (found?.index ?? 0)).split("\n").length;
}
