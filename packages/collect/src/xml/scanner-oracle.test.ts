import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { createXmlScanner } from "./scanner.ts";

/** What a parser tells: tags, and all text between two of them as one. */
type Events = readonly string[];

describe("a generated document", { timeout: 60_000 }, () => {
  test("is told as saxes tells it, in chunks of any size", () => {
    fc.assert(
      fc.property(anyDocument, fc.integer({ min: 1, max: 70 }), (document, size) => {
        const bytes = Buffer.from(`${padding}${document}`);
        expect(scanned(chunksOf(bytes, size))).toEqual(parsed(document));
      }),
      { numRuns: 1_000 },
    );
  });

  test("is told the same when it is cut at each of its bytes", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const bytes = Buffer.from(`${padding}${document}`);
        const whole = parsed(document);
        for (let cut = padding.length; cut < bytes.length; cut++)
          expect(scanned([bytes.subarray(0, cut), bytes.subarray(cut)]), `cut at ${cut}`).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test("is told otherwise by a scanner that loses a byte", () => {
    const document = '<r a="1&amp;2">é</r>';
    const bytes = Buffer.from(`${padding}${document}`);
    for (let lost = padding.length; lost < bytes.length; lost++)
      expect(scanned([bytes.subarray(0, lost), bytes.subarray(lost + 1)])).not.toEqual(parsed(document));
  });
});

/** Shorter documents are read when they end, because their encoding is looked for first: no chunk cuts them. */
const padding = `<?xml version="1.0"?><!--${"p".repeat(1_100)}-->`;

const name = fc.constantFrom("testcase", "a", "a-b", "a.b_1", "é", "n:a", "a:n");
const attributeNames = ["name", "a", "a-b", "a.b_1", "a:n", "n:a"].sort();
const reference = fc.constantFrom("&lt;", "&gt;", "&amp;", "&quot;", "&apos;", "&#65;", "&#x1F600;", "&#13;");
const plain = fc.constantFrom("x", "text ", "é", "日本", "🙂", ">", "]", "\t", "-", "/", "=", "12.5");
const text = fc.array(fc.oneof(plain, reference, fc.constantFrom("\n", "\r\n", "\r", "'", '"')), {
  maxLength: 6,
});
const value = fc.array(fc.oneof(plain, reference, fc.constant("'")), { maxLength: 6 });
const cdata = fc.array(fc.oneof(plain, fc.constantFrom("<", "&", "]", "]]", "&lt;", "\r\n")), {
  maxLength: 5,
});
const skipped = fc.constantFrom("<!---->", "<!-- <a> & -->", "<?php <a> ?>", "<![CDATA[]]>");
const space = fc.constantFrom(" ", "\n", "  ", "\t");

const attributes = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom(...attributeNames), value, space, fc.constantFrom("=", " = ", "\n=")),
    {
      maxLength: 4,
      selector: ([key]) => key,
    },
  )
  .map((list) => list.map(([key, parts, gap, sign]) => `${gap}${key}${sign}"${parts.join("")}"`).join(""));

const element = fc.letrec<{ readonly element: string; readonly content: string }>((tie) => ({
  element: fc
    .tuple(name, attributes, fc.option(fc.array(tie("content"), { maxLength: 4 }), { maxDepth: 4 }))
    .map(([tag, given, inside]) =>
      inside === null ? `<${tag}${given}/>` : `<${tag}${given}>${inside.join("")}</${tag}\n>`,
    ),
  content: fc.oneof(
    { maxDepth: 4 },
    // `]]>` is no text, nor may two texts that follow each other make it one.
    text.map((parts) =>
      parts
        .join("")
        .replace(/\]\]>+/g, "]]")
        .replace(/\]$/, "]."),
    ),
    cdata.map((parts) => `<![CDATA[${parts.join("").replace(/\]\]>+/g, "]]")}]]>`),
    skipped,
    tie("element"),
  ),
})).element;

const anyDocument = element.map((root) => `${root}\n`);

function scanned(chunks: Iterable<Buffer>): Events {
  const events = createEvents();
  const scanner = createXmlScanner({
    open(tag, given) {
      const known = attributeNames.flatMap((key) => {
        const found = given.get(key);
        return found === undefined ? [] : [[key, unifySpace(found)] as const];
      });
      expect(known).toHaveLength(given.count);
      events.tag("open", tag, known);
      return true;
    },
    text: events.text,
    close: (tag, complete) => events.tag(complete ? "close" : "broken", tag, []),
    problem: (problem) => events.tag("problem", problem.code, []),
  });
  for (const chunk of chunks) scanner.write(Uint8Array.from(chunk));
  scanner.end();
  return events.all;
}

function parsed(document: string): Events {
  const events = createEvents();
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name: tag, attributes: given }) => {
    const known = Object.entries(given).map(([key, found]) => [key, unifySpace(found)] as const);
    events.tag("open", localName(tag), known.sort(byName));
  });
  parser.on("text", (piece) => {
    if (!parser.closed) events.text(piece);
  });
  parser.on("cdata", events.text);
  parser.on("closetag", ({ name: tag }) => events.tag("close", localName(tag), []));
  parser.write(document.trimEnd()).close();
  return events.all;
}

function byName([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

/** saxes makes a space of each tab in a value, as XML wants it; here they are kept. */
function unifySpace(text: string): string {
  return text.replaceAll("\t", " ");
}

function localName(tag: string): string {
  return tag.slice(tag.lastIndexOf(":") + 1);
}

function createEvents() {
  const all: string[] = [];
  let isText = false;
  return {
    all,
    tag(what: string, tag: string, given: readonly (readonly [string, string])[]) {
      isText = false;
      all.push(JSON.stringify([what, tag, given]));
    },
    text(piece: string) {
      if (piece === "") return;
      if (isText) all.push(all.pop()! + piece);
      else all.push(piece);
      isText = true;
    },
  };
}

function* chunksOf(bytes: Buffer, size: number): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
