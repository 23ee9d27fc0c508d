/**
 * JSON that may stand inside a `script` element: nothing in it ends the element or begins a comment, and the line ends that
 * old parsers of scripts know and JSON allows are escaped. It stays the same JSON.
 */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>\u2028\u2029]/g, (character) => escapes[character]!);
}

const escapes: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};
