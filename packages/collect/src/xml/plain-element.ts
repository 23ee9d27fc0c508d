/** An element in the plainest XML there is: no reference, no control character, no text but white space. */
export type PlainElement = {
  readonly name: string;
  /** The attributes of its own start tag. */
  readonly attributes: ReadonlyMap<string, PlainValue>;
  /** The names of the elements inside. */
  readonly inner: ReadonlySet<string>;
  /** What stands between the whole numbers in its values, with the white space behind it: one more than numbers. */
  readonly literals: readonly string[];
};

/** A value, and the places of its numbers among all of the element. */
export type PlainValue = { readonly text: string; readonly numbers: readonly number[] };

/** Reads the element that `text` begins with. `undefined`: it is not all there, or not plain. */
export function readPlainElement(text: string): PlainElement | undefined {
  const literals = [""];
  const attributes = new Map<string, PlainValue>();
  const inner = new Set<string>();
  const open: string[] = [];
  let at = 0;
  do {
    const [whole = "", ended, name = "", given = "", selfClosing] = matchAt(tag, text, at) ?? [];
    at += whole.length;
    if (whole === "" || (ended !== undefined && open.pop() !== ended)) return undefined;
    if (ended === undefined && selfClosing !== "/") open.push(name);
    if (ended === undefined && at > whole.length) inner.add(name);
    const values = addTag(literals, whole, given);
    if (values === undefined) return undefined;
    if (at === whole.length) for (const [key, value] of values) attributes.set(key, value);
  } while (open.length > 0);
  const space = matchAt(whiteSpace, text, at)![0];
  if (at + space.length === text.length) return undefined;
  literals.push(literals.pop()! + space);
  return { name: /\w+/.exec(text)![0], attributes, inner, literals };
}

/** An end tag or a start tag, and the white space in front of it. */
const tag: RegExp =
  /[\t\n\r ]*<(?:\/([A-Za-z]\w*)>|([A-Za-z]\w*)((?:[\t\n\r ]+[A-Za-z][\w-]*="[ !#-%'-;=-~]*")*)[\t\n\r ]*(\/?)>)/y;
const attribute: RegExp = /([A-Za-z][\w-]*)="([^"]*)"/g;
const whiteSpace: RegExp = /[\t\n\r ]*/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Adds a tag to the literals, cut at each number. `undefined`: an attribute stands twice. */
function addTag(literals: string[], whole: string, given: string): Map<string, PlainValue> | undefined {
  const values = new Map<string, PlainValue>();
  let done = 0;
  for (const { 1: key = "", 2: text = "", index } of given.matchAll(attribute)) {
    if (values.has(key)) return undefined;
    const from = whole.indexOf(given) + index + key.length + 2;
    const [first = "", ...others] = text.split(/\d+/);
    const places = others.map((_, i) => literals.length + i - 1);
    literals.push(literals.pop()! + whole.slice(done, from) + first, ...others);
    values.set(key, { text, numbers: places });
    done = from + text.length;
  }
  literals.push(literals.pop()! + whole.slice(done));
  return values;
}
