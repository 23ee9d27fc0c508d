import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { junit } from "../src/junit/reader.ts";
import { readAll } from "../src/testing/read-all.ts";
import { tortures } from "../src/testing/xml-torture.ts";

const script = fileURLToPath(new URL("measure-torture.ts", import.meta.url));
const mostBytes = 256 * 1_048_576;

/** What is said about each document; absent where there is nothing wrong with it. */
const said: Readonly<Record<string, readonly string[]>> = {
  "an attribute of 100 MB": ["error value-too-long"],
  "an attribute of 100 MB that never ends": ["error value-too-long", "error truncated"],
  "suites 50,000 deep": ["info too-deep"],
  "test cases 50,000 deep": ["error truncated", "error unknown-element"],
  "an entity bomb": ["warning entity-refused", "error entity-refused"],
  "a document type of 20 MB": ["error value-too-long", "warning text-around-document", "error malformed"],
  "a million attributes": ["info missing-field"],
  "a million element names": ["error unknown-element"],
  "100 MB of NUL bytes": ["warning forbidden-characters"],
};

describe("hostile XML takes bounded memory, and keeps the failure beside it", () => {
  test.each(Object.keys(tortures))("%s", (name) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, name], {
      encoding: "utf8",
      timeout: 110_000,
    });
    expect(status, stderr).toBe(0);
    const { grownBytes, failing, codes } = JSON.parse(stdout);
    expect(grownBytes).toBeLessThan(mostBytes);
    expect(failing).toBeGreaterThanOrEqual(1);
    expect(codes).toEqual(said[name] ?? []);
  });
});

describe("entities", () => {
  test.each([
    ["of a file", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'],
    ["of an address", '<!DOCTYPE a [<!ENTITY x SYSTEM "https://example.org/x">]>'],
    ["of the document itself", '<!DOCTYPE a [<!ENTITY x "<failure/>">]>'],
    ["of a parameter", `<!DOCTYPE a [<!ENTITY % p "<!ENTITY x 'y'>"> %p;]>`],
  ])("%s are neither fetched nor expanded, and an error", (_what, doctype) => {
    const { tests, problems } = readAll(
      junit,
      `${doctype}<testsuite><testcase name="a&x;"><failure message="m&x;">t&x;</failure></testcase></testsuite>`,
    );
    expect(tests).toMatchObject([
      { name: "a&x;", status: "failed", details: [{ message: "m&x;", text: "t&x;" }] },
    ]);
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toContain("error entity-refused");
  });

  test("that may stand for a result are an error where nobody reads the text", () => {
    const { problems } = readAll(
      junit,
      '<!DOCTYPE a [<!ENTITY x "<failure/>">]><testsuite><testcase name="a">&x;</testcase></testsuite>',
    );
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toContain("error entity-refused");
  });
});

describe("a name", () => {
  const report = (name: string, encoding = "UTF-8"): string =>
    `<?xml version="1.0" encoding="${encoding}"?><testsuite><testcase name="${name}"><failure message="no"/></testcase></testsuite>`;
  const utf16 = Buffer.from(`\ufeff${report("é😀", "UTF-16")}`, "utf16le");
  const loneSurrogate = Buffer.from(`\ufeff${report("aXb", "UTF-16")}`, "utf16le");
  loneSurrogate.writeUInt16LE(0xd800, loneSurrogate.indexOf("X", "utf16le"));
  const encodedSurrogate = Buffer.from(report("aXXXb"));
  encodedSurrogate.set([0xed, 0xa0, 0x80], encodedSurrogate.indexOf("XXX"));

  test.each<[how: string, bytes: Buffer, name: RegExp, said: readonly string[]]>([
    ["in UTF-8", Buffer.from(report("é😀")), /^é😀$/, []],
    ["in UTF-8 with its mark", Buffer.from(`\ufeff${report("é😀")}`), /^é😀$/, []],
    ["in UTF-16 LE", utf16, /^é😀$/, []],
    ["in UTF-16 BE", Buffer.from(utf16).swap16(), /^é😀$/, []],
    ["in Latin-1", Buffer.from(report("é", "ISO-8859-1"), "latin1"), /^é$/, []],
    ["with a NUL byte", Buffer.from(report("a\0b")), /^ab$/, ["warning forbidden-characters"]],
    ["with a NUL as reference", Buffer.from(report("a&#0;b")), /^ab$/, ["warning forbidden-characters"]],
    ["with a lone surrogate", loneSurrogate, /^a\ufffdb$/, []],
    ["with a surrogate in UTF-8", encodedSurrogate, /^a\ufffd+b$/, ["warning not-utf8"]],
    [
      "with a surrogate as reference",
      Buffer.from(report("a&#xD800;b")),
      /^a\ufffdb$/,
      ["warning forbidden-characters"],
    ],
    ["with a pair as references", Buffer.from(report("&#xD83D;&#xDE00;")), /^😀$/, []],
  ])("%s is read right", (_how, bytes, name, expected) => {
    for (const chunkSize of [1, 7, 65_536]) {
      const { tests, problems } = readAll(junit, bytes, chunkSize);
      expect(tests.map(({ status }) => status)).toEqual(["failed"]);
      expect(tests[0]!.name).toMatch(name);
      expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual(expected);
    }
  });
});
