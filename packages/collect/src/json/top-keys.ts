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
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],]/gs;
  const open: string[] = [];
  let last: Set<string> = new Set();
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === "{" || found === "[") open.push(found);
    else if (found === "}" || found === "]") open.pop();
    else if (found !== "," && open.at(-1) === "{" && open.length <= 2 && isKey(text, token.lastIndex)) {
      const name = found.slice(1, -1);
      if (open.length === 2) last.add(name);
      else {
        last = new Set();
        keys.set(name, last);
      }
    }
    if (open.length === 0) break;
  }
  return keys;
}

function isKey(text: string, behind: number): boolean {
  let at = behind;
  while (" \n\r\t".includes(text[at] ?? "x")) at++;
  return text[at] === ":";
}
