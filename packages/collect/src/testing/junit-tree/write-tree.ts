import fc from "fast-check";
import type { Case, Noise, Result, Suite, Tree } from "./tree.ts";

/** How a document is written down: nothing of it changes what it says. */
export type Hand = {
  readonly encoding: "utf-8" | "utf-8 with mark" | "utf-16le" | "utf-16be" | "iso-8859-1";
  readonly quote: '"' | "'";
  /** Attributes from the last to the first. */
  readonly backwards: boolean;
  readonly cdata: boolean;
  /** Characters as numbers where they need not be. */
  readonly numbered: boolean;
  readonly prefix: "" | "j:";
  readonly indent: string;
  readonly comments: boolean;
};

export const hand: fc.Arbitrary<Hand> = fc.record({
  encoding: fc.constantFrom("utf-8", "utf-8 with mark", "utf-16le", "utf-16be", "iso-8859-1"),
  quote: fc.constantFrom('"', "'"),
  backwards: fc.boolean(),
  cdata: fc.boolean(),
  numbered: fc.boolean(),
  prefix: fc.constantFrom("", "j:"),
  indent: fc.constantFrom("", "\n  ", "\r\n\t"),
  comments: fc.boolean(),
});

/** The bytes of a tree, written by a hand. */
export function writeTree({ root, suites }: Tree, by: Hand): Buffer {
  const declared =
    by.encoding === "iso-8859-1" ? by.encoding : by.encoding.slice(0, 6).replace("utf-16", "UTF-16");
  const body = suites.map((suite) => writeSuite(suite, by)).join("");
  const xml = `<?xml version="1.0" encoding="${declared.replace("utf-8 ", "utf-8").toUpperCase()}"?>${element(root, [], body, by)}`;
  return encode(xml, by.encoding);
}

function encode(xml: string, encoding: Hand["encoding"]): Buffer {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(xml);
    case "utf-8 with mark":
      return Buffer.from(`\ufeff${xml}`);
    case "utf-16le":
      return Buffer.from(`\ufeff${xml}`, "utf16le");
    case "utf-16be":
      return Buffer.from(`\ufeff${xml}`, "utf16le").swap16();
    case "iso-8859-1":
      return Buffer.from(xml, "latin1");
  }
}

type Attributes = readonly (readonly [name: string, value: string | undefined])[];

function writeSuite({ name, children }: Suite, by: Hand): string {
  return element("testsuite", [["name", name]], children.map((child) => writeChild(child, by)).join(""), by);
}

function writeChild(child: Suite | Case | Result | Noise, by: Hand): string {
  if ("case" in child) return writeCase(child, by);
  if ("result" in child)
    return element(child.result, [["message", child.message]], content(child.text, by), by);
  if ("noise" in child) return writeNoise(child, by);
  return writeSuite(child, by);
}

function writeCase({ name, classname, time, status, children }: Case, by: Hand): string {
  const attributes: Attributes = [
    ["name", name],
    ["classname", classname],
    ["time", time],
    ["status", status],
  ];
  return element("testcase", attributes, children.map((child) => writeChild(child, by)).join(""), by);
}

function writeNoise({ noise, text }: Noise, by: Hand): string {
  if (noise !== "properties") return element(noise, [], content(text, by), by);
  return element(
    noise,
    [],
    element(
      "property",
      [
        ["name", "k"],
        ["value", text],
      ],
      "",
      by,
    ),
    by,
  );
}

function element(name: string, attributes: Attributes, inside: string, by: Hand): string {
  const { quote, prefix, indent, comments } = by;
  const given = by.backwards ? attributes.toReversed() : attributes;
  const written = given
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}=${quote}${escapeText(value!, by)}${quote}`)
    .join("");
  const note = comments ? `${indent}<!-- <failure/> -->` : "";
  if (inside === "") return `${note}${indent}<${prefix}${name}${written}/>`;
  return `${note}${indent}<${prefix}${name}${written}>${inside}</${prefix}${name}>`;
}

function content(text: string, by: Hand): string {
  if (!by.cdata) return escapeText(text, by);
  return text === "" ? "" : `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

function escapeText(text: string, { numbered }: Hand): string {
  return text.replace(numbered ? /[^ -~]|[<>&'"ae]/g : /[<>&'"]/g, (character) =>
    numbered ? `&#x${character.codePointAt(0)!.toString(16)};` : `&${names[character]!};`,
  );
}

const names: Readonly<Record<string, string>> = {
  "<": "lt",
  ">": "gt",
  "&": "amp",
  "'": "apos",
  '"': "quot",
};
