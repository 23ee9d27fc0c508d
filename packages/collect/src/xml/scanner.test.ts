import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RawProblem } from "../reader.ts";
import { createXmlScanner } from "./scanner.ts";

/** What a scanner told: `<name a="b">`, text in quotes, `</name>`, and `</name?>` for an end tag that is missing. */
type Told = { readonly events: readonly string[]; readonly problems: readonly RawProblem[] };

const attributeNames = ["a", "b", "name", "message"] as const;

function scan(input: string | Uint8Array, chunkSize = 65_536, wantsText = true): Told {
  const bytes = typeof input === "string" ? Buffer.from(input) : input;
  const events: string[] = [];
  const problems: RawProblem[] = [];
  let text = "";
  const flush = () => {
    if (text !== "") events.push(JSON.stringify(text));
    text = "";
  };
  const scanner = createXmlScanner({
    open(name, attributes) {
      flush();
      const given = attributeNames
        .map((attribute) => [attribute, attributes.get(attribute)] as const)
        .filter(([, value]) => value !== undefined)
        .map(([attribute, value]) => ` ${attribute}=${JSON.stringify(value)}`);
      events.push(`<${name}${given.join("")}>`);
      return wantsText;
    },
    text(piece) {
      text += piece;
    },
    close(name, complete) {
      flush();
      events.push(`</${name}${complete ? "" : "?"}>`);
    },
    comment: (comment) => {
      flush();
      events.push(`<!--${comment}-->`);
    },
    problem: (problem) => problems.push(problem),
  });
  const buffer = Buffer.alloc(chunkSize);
  for (let at = 0; at < bytes.length; at += chunkSize) {
    const chunk = bytes.subarray(at, at + chunkSize);
    buffer.set(chunk);
    scanner.write(buffer.subarray(0, chunk.length));
    buffer.fill(0x23);
  }
  scanner.end();
  return { events, problems };
}

function codes({ problems }: Told): readonly string[] {
  return problems.map(({ code, severity }) => `${severity} ${code}`);
}

describe("a well-formed document", () => {
  test.each<[what: string, document: string, events: readonly string[]]>([
    ["nested elements", "<r><a>x</a><b/></r>", ["<r>", "<a>", '"x"', "</a>", "<b>", "</b>", "</r>"]],
    ["attributes in both quotes", `<r a="1" b='"2"'/>`, ['<r a="1" b="\\"2\\"">', "</r>"]],
    ["space around signs", '<r  a = "1"\n\tb="2" ></r >', ['<r a="1" b="2">', "</r>"]],
    ["predefined entities", '<r a="&lt;&gt;&amp;&quot;&apos;"/>', ['<r a="<>&\\"\'">', "</r>"]],
    ["character references", "<r>&#65;&#x1F600;&#xd83d;&#xde00;</r>", ["<r>", '"A😀😀"', "</r>"]],
    ["CDATA beside text", "<r>a<![CDATA[<b>&amp;]]>c</r>", ["<r>", '"a<b>&amp;c"', "</r>"]],
    ["a split CDATA end", "<r><![CDATA[]]]]><![CDATA[>]]></r>", ["<r>", '"]]>"', "</r>"]],
    ["comments", "<!-- a > b --><r><!--c--></r>", ["<!-- a > b -->", "<r>", "<!--c-->", "</r>"]],
    ["instructions", '<?xml version="1.0"?><r><?php "<a>" ?></r>', ["<r>", "</r>"]],
    ["a namespace prefix", '<n:r xmlns:n="urn:x"><n:a/></n:r>', ["<r>", "<a>", "</a>", "</r>"]],
    ["line ends", "<r>a\r\nb\rc\n</r>", ["<r>", '"a\\nb\\nc\\n"', "</r>"]],
    ["a DOCTYPE", "<!DOCTYPE r SYSTEM 'x>y' [<!ELEMENT r ANY><!-- ]> -->]><r/>", ["<r>", "</r>"]],
    ["a > in a value", '<r a=">" b="/>"/>', ['<r a=">" b="/>">', "</r>"]],
  ])("with %s is told", (_what, document, events) => {
    const told = scan(document);
    expect(told.events).toEqual(events);
    expect(told.problems).toEqual([]);
  });

  test("of which no text is wanted tells none", () => {
    expect(scan("<r>a<![CDATA[b]]></r>", 65_536, false).events).toEqual(["<r>", "</r>"]);
  });

  test("3,000 elements deep is told", () => {
    const told = scan("<s>".repeat(3_000) + "</s>".repeat(3_000));
    expect(told.events).toHaveLength(6_000);
    expect(told.problems).toEqual([]);
  });

  test("with an attribute of 300 kB is told whole", () => {
    const value = "x".repeat(300_000);
    expect(scan(`<r a="${value}"/>`, 1_000).events).toEqual([`<r a="${value}">`, "</r>"]);
  });
});

test("a tag that is cut by a chunk is told whole when the next chunk is half a character", () => {
  const document = `<r>${"<a/>".repeat(125)}<b message="what failed"/></r>`;
  const { events, problems } = scan(Buffer.from(`\ufeff${document}`, "utf16le"), 1);
  expect(events.slice(-3)).toEqual(['<b message="what failed">', "</b>", "</r>"]);
  expect(problems).toEqual([]);
});

describe("an encoding", () => {
  const document = '<r a="é">Ä😀</r>';
  const events = ['<r a="é">', '"Ä😀"', "</r>"];
  const utf16 = Buffer.from(`\ufeff${document}`, "utf16le");

  test.each<[encoding: string, bytes: Uint8Array]>([
    ["UTF-8", Buffer.from(document)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${document}`)],
    ["UTF-16 LE with its mark", utf16],
    ["UTF-16 BE with its mark", Buffer.from(utf16).swap16()],
    ["UTF-16 LE without a mark", Buffer.from(document, "utf16le")],
  ])("%s is decoded in chunks of any size", (_encoding, bytes) => {
    for (const chunkSize of [1, 2, 3, 1_000])
      expect(scan(bytes, chunkSize)).toEqual({ events, problems: [] });
  });

  test("declared as ISO-8859-1 is decoded so", () => {
    const bytes = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><r a="é">\x93x\x94</r>', "latin1");
    expect(scan(bytes).events).toEqual(['<r a="é">', '"“x”"', "</r>"]);
  });

  test("that nobody knows is read as UTF-8 and doubted", () => {
    const told = scan('<?xml version="1.0" encoding="klingon"?><r a="é"/>');
    expect(told.events).toEqual(['<r a="é">', "</r>"]);
    expect(codes(told)).toEqual(["error bad-encoding"]);
  });

  test("that is broken gives U+FFFD and its offset", () => {
    const told = scan(Buffer.concat([Buffer.from("<r>ab"), Buffer.from([0xff]), Buffer.from("c</r>")]));
    expect(told.events).toEqual(["<r>", '"ab\ufffdc"', "</r>"]);
    expect(told.problems).toMatchObject([{ code: "not-utf8", offset: 5 }]);
  });
});

describe("what is not XML", () => {
  test.each<[what: string, document: string, events: readonly string[], codes: readonly string[]]>([
    [
      "a bare ampersand",
      "<r>a & b &nope; c</r>",
      ["<r>", '"a & b &nope; c"', "</r>"],
      ["warning malformed-tolerated"],
    ],
    ["a raw ESC", "<r>a\u001b[31mb</r>", ["<r>", '"a[31mb"', "</r>"], ["warning forbidden-characters"]],
    [
      "another control character",
      "<r>a\u0001b</r>",
      ["<r>", '"ab"', "</r>"],
      ["warning forbidden-characters"],
    ],
    ["a reference to NUL", "<r>a&#0;b</r>", ["<r>", '"ab"', "</r>"], ["warning forbidden-characters"]],
    ["a lone surrogate", "<r>&#xd83d;x</r>", ["<r>", '"\ufffdx"', "</r>"], ["warning forbidden-characters"]],
    ["log lines in front", "log\n<r/>", ["<r>", "</r>"], ["warning text-around-document"]],
    ["a second root", "<r/>\n<s/>", ["<r>", "</r>", "<s>", "</s>"], ["warning several-documents"]],
    [
      "an end tag of another element",
      "<r><a></b></a></r>",
      ["<r>", "<a>", "</a>", "</r>"],
      ["error malformed"],
    ],
    [
      "an end tag that is missing",
      "<r><a>x</r>",
      ["<r>", "<a>", '"x"', "</a?>", "</r>"],
      ["error malformed"],
    ],
    ["a < in a text", "<r>1 < 2</r>", ["<r>", '"1 < 2"', "</r>"], ["error malformed"]],
    ["a < in a value", '<r a="1 < 2"/>', ['<r a="1 < 2">', "</r>"], ["error malformed"]],
    ["a value without quotes", "<r a=1 b=2/>", ['<r a="1" b="2">', "</r>"], ["error malformed"]],
    ["an attribute without a value", '<r c a="1"/>', ['<r a="1">', "</r>"], ["error malformed"]],
    [
      "a tag that is never closed",
      '<r><a name="x"<b message="y"/></r>',
      ["<r>", '<a name="x">', '<b message="y">', "</b>", "</a?>", "</r>"],
      ["error malformed", "error malformed"],
    ],
    [
      "a quote that is missing",
      '<r><a name="x><b message="y"/></r>',
      ["<r>", '<a name="x>">', '<b message="y">', "</b>", "</a?>", "</r>"],
      ["error malformed", "error malformed"],
    ],
  ])("%s is flagged, and reading goes on", (_what, document, events, expected) => {
    const told = scan(document);
    expect(told.events).toEqual(events);
    expect(codes(told)).toEqual(expected);
  });

  test.each<[what: string, document: string, events: readonly string[]]>([
    ["in a tag", '<r><a name="x', ["<r>", "</r?>"]],
    ["in a text", "<r><a>te", ["<r>", "<a>", '"te"', "</a?>", "</r?>"]],
    ["in CDATA", "<r><![CDATA[te", ["<r>", '"te"', "</r?>"]],
    ["in a comment", "<r><!-- te", ["<r>", "</r?>"]],
    ["in an end tag", "<r></r", ["<r>", "</r?>"]],
    ["behind a quote that is missing", '<r><a name="x><b/>', ["<r>", "<b>", "</b>", "</r?>"]],
  ])("a document cut %s is truncated", (_where, document, events) => {
    const told = scan(document);
    expect(told.events).toEqual(events);
    expect(codes(told)).toContain("error truncated");
  });

  test.each(["", " \n", "text"])("%j has no element", (document) => {
    expect(codes(scan(document))).toContain("error truncated");
  });

  test("entities are neither expanded nor fetched", () => {
    const bomb = '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const told = scan(`${bomb}<r a="&b;">&x;</r>`);
    expect(told.events).toEqual(['<r a="&b;">', '"&x;"', "</r>"]);
    expect(codes(told)).toEqual(["warning entity-refused", "error entity-refused"]);
  });

  test("places are line, column and offset in bytes", () => {
    const told = scan("<r>\n  é<a></b></a></r>");
    expect(told.problems).toMatchObject([{ code: "malformed", line: 2, column: 7, offset: 11 }]);
  });

  test("a million stray signs are told three times and counted once", () => {
    const told = scan(`<r>${"<1".repeat(100_000)}</r>`);
    expect(told.problems).toHaveLength(4);
    expect(told.problems.at(-1)?.message).toMatch(/^99997 more places/);
  });

  test("deeper than 100,000 elements is flagged, and closed", () => {
    const told = scan("<s>".repeat(100_005));
    expect(told.events).toHaveLength(2 * 100_005);
    expect(codes(told)).toEqual(["error too-deep", "error truncated"]);
  });
});

describe("chunks", { timeout: 60_000 }, () => {
  /** Shorter documents are read when they end, because their encoding is looked for first: no chunk cuts them. */
  const padding = `<!--${"p".repeat(1_100)}-->`;
  const samples = [
    `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- c --><r a="1 &amp; 2">x&#x1F600;\r\ny<![CDATA[<z>]]]]><![CDATA[>]]><b/></r>\n`,
    `log <1\n<!DOCTYPE r [<!ENTITY e "x">]><n:r name='é'>&e;<a></b></a><c d=1>t\u001b</n:r><second/>`,
    `<r><a name="x><b message="y">&bad</r`,
  ];

  test.each(samples)("of any size give the same: %j", (sample) => {
    const document = `${padding}${sample}`;
    const whole = scan(document);
    for (let size = 1; size <= 40; size++)
      expect(byPlace(scan(document, size)), `chunks of ${size}`).toEqual(byPlace(whole));
  });

  const piece = fc.constantFrom(
    "<r>",
    "</r>",
    "<a/>",
    '<a b="1">',
    "</a>",
    "<",
    ">",
    '"',
    "'",
    "&",
    "&lt;",
    "&#x1b;",
    "&#13;",
    "&#xd83d;",
    "&#56832;",
    "&e;",
    "é",
    "😀",
    "\r",
    "\n",
    "\r\n",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<!DOCTYPE r [",
    '<!ENTITY e "x">',
    "]>",
    "\u0001",
    "\u001b",
    "\0",
    "\uffff",
    "\ufeff",
    "text",
    " a=",
  );

  test("of any size give the same for any soup of XML", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (pieces, size) => {
        const document = `${padding}${pieces.join("")}`;
        expect(byPlace(scan(document, size))).toEqual(byPlace(scan(document)));
      }),
      { numRuns: 2_000 },
    );
  });

  test("of any bytes close every element that they open", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { events } = scan(pieces.join(""));
        const opened = events.filter((event) => /^<[^/!]/.test(event)).length;
        expect(events.filter((event) => event.startsWith("</"))).toHaveLength(opened);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** When a problem is noticed depends on the chunks; what is noticed does not. */
function byPlace({ events, problems }: Told): Told {
  const shown = problems.map((problem) => [JSON.stringify(problem), problem] as const);
  return { events, problems: shown.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, problem]) => problem) };
}
