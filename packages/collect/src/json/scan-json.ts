/** How far a text is JSON. Positions are in UTF-16 units. */
export type JsonScan =
  /** A whole value, which ends at `end`; whatever follows is not looked at. */
  | { readonly whole: true; readonly end: number }
  /**
   * No whole value: `at` is the first character that JSON does not allow there, the length of the text when it just
   * ends. `readable` is what stands before as a document of its own: cut behind the last whole value, and closed.
   */
  | { readonly whole: false; readonly at: number; readonly readable: string };

/**
 * Reads the first JSON value of a text by the grammar of RFC 8259, to tell where `JSON.parse` gave up and to save
 * what stands before. Keeps its own stack, so depth costs memory and nothing else.
 */
export function scanJson(text: string): JsonScan {
  const closers: string[] = [];
  let at = skipSpace(text, 0);
  let wanted: Wanted = "value";
  let saved = 0;

  for (;;) {
    const character = text[at];
    if (character === undefined) return broken(at);
    if (wanted === "colon") {
      if (character !== ":") return broken(at);
      wanted = "value";
      at++;
    } else if (wanted === "behind" && character === ",") {
      wanted = closers.at(-1) === "}" ? "key" : "value";
      at++;
    } else if (character === closers.at(-1) && (wanted === "behind" || wanted === "first")) {
      closers.pop();
      at++;
      saved = at;
      wanted = "behind";
    } else if (wanted === "behind") {
      return broken(at);
    } else if (wanted === "key" || (wanted === "first" && closers.at(-1) === "}")) {
      const end = character === '"' ? endOfString(text, at) : -at - 1;
      if (end < 0) return broken(-end - 1);
      at = end;
      wanted = "colon";
    } else if (character === "{" || character === "[") {
      closers.push(character === "{" ? "}" : "]");
      at++;
      saved = at;
      wanted = "first";
    } else {
      const end = endOfScalar(text, at);
      if (end < 0) return broken(-end - 1);
      at = end;
      saved = at;
      wanted = "behind";
    }
    if (wanted === "behind" && closers.length === 0) return { whole: true, end: at };
    at = skipSpace(text, at);
  }

  function broken(position: number): JsonScan {
    return { whole: false, at: position, readable: text.slice(0, saved) + closers.reverse().join("") };
  }
}

/** `first`: a value or key, or the end of the container that was just opened. `behind`: a comma or that end. */
type Wanted = "value" | "key" | "colon" | "first" | "behind";

/** Position behind the string that begins at `from`; where it breaks off as -1 - position. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return -1 - at;
    if (code !== 0x5c) continue;
    escaped.lastIndex = at;
    const length = escaped.exec(text)?.[0].length;
    if (length === undefined) return -1 - (isCutEscape(text, at) ? text.length : at);
    at += length - 1;
  }
  return -1 - text.length;
}

const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function isCutEscape(text: string, at: number): boolean {
  return text.length - at < 6 && /^\\(?:u[0-9a-fA-F]{0,3})?$/.test(text.slice(at));
}

/** As `endOfString`, for strings, numbers and the three words. A number at the end of the text may be cut. */
function endOfScalar(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from);
  lastNumber.lastIndex = from;
  if (lastNumber.test(text)) return -1 - text.length;
  scalar.lastIndex = from;
  const found = scalar.exec(text)?.[0];
  if (found !== undefined) return from + found.length;
  const isCut = words.some((word) => word.length > text.length - from && word.startsWith(text.slice(from)));
  return -1 - (isCut ? text.length : from);
}

const lastNumber = /[-0-9][-+.0-9eE]*$/y;
const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
const words = ["true", "false", "null"] as const;

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \n\r\t".includes(text[at]!)) at++;
  return at;
}
