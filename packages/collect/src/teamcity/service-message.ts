/** One service message: `##teamcity[name key='value' …]`. */
export type ServiceMessage = {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
};

/** What a line holds: messages in their order, and beginnings of messages that cannot be read. */
export function messagesIn(line: string): readonly (ServiceMessage | "damaged")[] {
  const found: (ServiceMessage | "damaged")[] = [];
  let at = line.indexOf(opening);
  while (at >= 0) {
    const parsed = parseMessage(line, at + opening.length);
    found.push(parsed?.message ?? "damaged");
    at = line.indexOf(opening, parsed?.end ?? at + opening.length);
  }
  return found;
}

const opening = "##teamcity[";

/** Reads by hand: a pattern with alternatives would exhaust the stack on a long value. */
function parseMessage(
  line: string,
  from: number,
): { readonly message: ServiceMessage; readonly end: number } | undefined {
  word.lastIndex = from;
  const name = word.exec(line)?.[0];
  if (name === undefined) return undefined;
  const values = new Map<string, string>();
  let at = skipSpace(line, from + name.length);
  while (line[at] !== "]") {
    word.lastIndex = at;
    // A message with a single value has no name for it: ##teamcity[progressMessage 'text'].
    const key = line[at] === "'" ? "" : word.exec(line)?.[0];
    if (key === undefined) return undefined;
    at = skipSpace(line, at + key.length);
    if (key !== "") {
      if (line[at] !== "=") return undefined;
      at = skipSpace(line, at + 1);
    }
    const end = line[at] === "'" ? endOfValue(line, at + 1) : -1;
    if (end < 0) return undefined;
    values.set(key, unescapeValue(line.slice(at + 1, end)));
    at = skipSpace(line, end + 1);
  }
  return { message: { name, values }, end: at + 1 };
}

const word = /[A-Za-z_][\w.-]{0,100}/y;

function skipSpace(line: string, from: number): number {
  let at = from;
  while (line[at] === " " || line[at] === "\t") at++;
  return at;
}

/** Position of the quote that ends the value; -1 when the line ends first. A bar escapes what follows it. */
function endOfValue(line: string, from: number): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === "'") return at;
    if (line[at] === "|") at++;
  }
  return -1;
}

function unescapeValue(text: string): string {
  return text.includes("|") ? text.replace(escaped, unescapeOne) : text;
}

const escaped = /\|(?:0x([0-9a-fA-F]{4})|(.))/gs;

function unescapeOne(_all: string, code: string | undefined, character = ""): string {
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return controls.get(character) ?? character;
}

const controls: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["x", "\u0085"],
  ["l", "\u2028"],
  ["p", "\u2029"],
]);
