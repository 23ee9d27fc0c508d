import fc from "fast-check";

/** What is done to a report: 1 to 4 of these, one after the other. */
type Edit = {
  readonly how: (typeof ways)[number];
  /** Places, as shares of the length. */
  readonly at: number;
  readonly to: number;
  readonly size: number;
  readonly byte: number;
  readonly token: string;
};

const ways = [
  "byte",
  "byte",
  "insert",
  "remove",
  "double",
  "swap",
  "line-remove",
  "line-double",
  "line-swap",
  "number",
  "word",
  "splice",
  "cut",
] as const;

/** Text that means something in one of the formats, and bytes that mean something in encodings. */
const tokens: readonly string[] = [
  ...[
    "<gailure/>",
    "<failure/>",
    "<error>",
    "</testcase>",
    "</testsuite>",
    "<testcase name='x'>",
    "<skipped/>",
  ],
  ...[
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "?>",
    "<!DOCTYPE a [",
    "&#0;",
    "&lt;",
    "&x;",
    "<",
    ">",
    "'",
    '"',
  ],
  ...[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "-1",
    "1e999",
    '"__proto__":1,',
    '"status":"gailed",',
    "\\u0000",
    "\\",
  ],
  ...["\n", "\r", "\r\n", "\t", "\0", "\x1b[31m", "\xed\xa0\x80", "\xff", "\xef\xbb\xbf", "\xe2\x80\xa8"],
  ...[
    "not ok 1 - x\n",
    "ok 2\n",
    "1..3\n",
    "Bail out!\n",
    "# SKIP",
    "  ---\n",
    "  ...\n",
    "##teamcity[",
    "|",
    "']\n",
  ],
];

/** Reports of one format, damaged. `others` lends what is spliced in. */
export function damaged(report: fc.Arbitrary<Buffer>, others: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  const edit: fc.Arbitrary<Edit> = fc.record({
    how: fc.constantFrom(...ways),
    at: place,
    to: place,
    size: fc.integer({ min: 1, max: 300 }),
    byte: fc.nat(255),
    token: fc.constantFrom(...tokens),
  });
  return fc
    .tuple(report, fc.array(edit, { minLength: 1, maxLength: 4 }), fc.constantFrom(...others))
    .map(([file, edits, other]) =>
      Buffer.from(
        edits.reduce((text, one) => damage(text, one, other.toString("latin1")), file.toString("latin1")),
        "latin1",
      ),
    );
}

function damage(text: string, edit: Edit, other: string): string {
  const { how, size, byte, token } = edit;
  const at = Math.floor(text.length * edit.at);
  const to = Math.floor(text.length * edit.to);
  switch (how) {
    case "byte":
      return text.slice(0, at) + String.fromCharCode(byte) + text.slice(at + 1);
    case "insert":
      return text.slice(0, at) + token + text.slice(at);
    case "remove":
      return text.slice(0, at) + text.slice(at + size);
    case "double":
      return text.slice(0, at + size) + text.slice(at);
    case "swap":
      return text.slice(0, at) + text.slice(to, to + size) + text.slice(at + size);
    case "number":
      return replaceNth(text, /\d+/g, edit.at, token);
    case "word":
      return replaceNth(text, /[A-Za-z]{4,12}/g, edit.at, "gailed");
    case "splice":
      return text.slice(0, at) + other.slice(Math.floor(other.length * edit.to));
    case "cut":
      return text.slice(0, at);
    default:
      return damageLines(text, edit);
  }
}

function damageLines(text: string, { how, at, to }: Edit): string {
  const lines = text.split("\n");
  const from = Math.floor(lines.length * at);
  const other = Math.floor(lines.length * to);
  if (how === "line-remove") lines.splice(from, 1);
  else if (how === "line-double") lines.splice(other, 0, lines[from]!);
  else [lines[from], lines[other]] = [lines[other]!, lines[from]!];
  return lines.join("\n");
}

function replaceNth(text: string, pattern: RegExp, share: number, by: string): string {
  const found = [...text.matchAll(pattern)];
  const match = found[Math.floor(found.length * share)];
  if (match === undefined) return text;
  return text.slice(0, match.index) + by + text.slice(match.index + match[0].length);
}
