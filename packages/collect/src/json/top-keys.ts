/** The names of the members of an object, and of the members of the objects in it, as far as the text goes. */
export type TopKeys = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The first two levels of member names of the JSON object that a text begins with; `undefined` when it begins with
 * none. For recognition: the text may be cut anywhere, and need not be JSON to its end.
 */
export function topKeys(text: string): TopKeys | undefined {
  // Every reader of JSON looks at the same beginning.
  if (text !== lastText) [lastText, lastKeys] = [text, findKeys(text)];
  return lastKeys;
}

let lastText = "";
let lastKeys: TopKeys | undefined;

function findKeys(text: string): TopKeys | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const keys = new Map<string, Set<string>>();
  const open: string[] = [];
  let last: Set<string> = new Set();
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "{" || character === "[") open.push(character);
    else if (character === "}" || character === "]") {
      open.pop();
      if (open.length === 0) break;
    } else if (character === '"') {
      const from = at + 1;
      at = endOfString(text, from);
      if (open.length > 2 || open.at(-1) !== "{" || !isKey(text, at + 1)) continue;
      const name = text.slice(from, at);
      if (open.length === 2) last.add(name);
      else {
        last = new Set();
        keys.set(name, last);
      }
    }
  }
  return keys;
}

/** Where the quote is that ends the string which begins at `from`; the end of the text where it is cut. */
function endOfString(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

function isKey(text: string, behind: number): boolean {
  let at = behind;
  while (" \n\r\t".includes(text[at] ?? "x")) at++;
  return text[at] === ":";
}
