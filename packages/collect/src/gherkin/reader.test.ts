import { describe, expect, test } from "vitest";
import { recognise } from "../recognise.ts";
import { type AllRecords, headOf, loadAll, readAll } from "../testing/read-all.ts";
import { gherkin } from "./reader.ts";

await loadAll([gherkin]);

const read = (text: string | Uint8Array, path = "cart.feature"): AllRecords =>
  readAll(gherkin, text, 65_536, path);

const told = ({ problems }: AllRecords): readonly string[] =>
  problems.map(
    ({ severity, code, line, column, message }) => `${severity} ${code} ${line}:${column} ${message}`,
  );

const cart = `# bought by many
@shop @REQ-1
Feature: Cart
  Background:
    Given a cart

  Scenario: pays
    When I pay
    Then it is empty

  Scenario: to be written

  Rule: limits
    Background:
      Given a limit
    @slow
    Scenario Outline: refuses <a-b>
      When I add <a-b>
      Examples:
        | a-b |
        | 1   |
        | 2   |
`;

describe("a feature", () => {
  test("is counted, and is no evidence", () => {
    const records = read(cart);
    expect(records.specification).toEqual({
      feature: "Cart",
      language: "en",
      scenarios: 2,
      outlines: 1,
      rules: 1,
      backgrounds: 2,
      steps: 5,
      exampleRows: 2,
      pickles: 4,
      pickleSteps: 9,
      tags: 3,
      comments: 1,
    });
    const { tests, files, runs, lineTests, problems } = records;
    expect([tests, files, runs, lineTests, problems]).toEqual([[], [], [], [], []]);
  });

  test.each([
    ["CRLF", cart.replaceAll("\n", "\r\n")],
    ["a byte order mark", `\ufeff${cart}`],
    ["UTF-16", Buffer.from(`\ufeff${cart}`, "utf16le")],
    ["UTF-16 of the other order", Buffer.from(`\ufeff${cart}`, "utf16le").swap16()],
  ])("is the same with %s", (_how, bytes) => {
    expect(read(bytes)).toEqual(read(cart));
  });

  test("in Markdown is read as such", () => {
    expect(read("# Feature: Cart\n\n## Scenario: pays\n* Given a cart\n", "cart.feature.md")).toMatchObject({
      specification: { feature: "Cart", scenarios: 1, steps: 1 },
      problems: [],
    });
  });

  test("of comments alone has no name", () => {
    expect(read("# later\n").specification).toMatchObject({ feature: null, language: null, comments: 1 });
  });

  test("is read wherever it is cut, or refused", () => {
    for (let length = 0; length < cart.length; length++) {
      const { specification, problems } = read(cart.slice(0, length));
      expect(specification === undefined, `cut at ${length}`).toBe(problems.length > 0);
    }
  });
});

describe("what is wrong", () => {
  test("is told with all its places and what was wanted", () => {
    expect(told(read("Feature: a\n  Scenario: b\n    Given c\n    what\n    | 1 |\n    why\n"))).toEqual([
      'error malformed 4:5 The line is "what"; wanted the end, a row of a table, the quotes of a docstring (`"""`), a step, tags, `Examples:`, `Scenario:`, `Rule:`, a comment or a blank line.',
      'error malformed 6:5 The line is "why"; wanted the end, a row of a table, the quotes of a docstring (`"""`), a step, tags, `Examples:`, `Scenario:`, `Rule:`, a comment or a blank line.',
    ]);
  });

  test.each([
    [
      'Feature: a\n Scenario: b\n  Given c\n  """\n  open',
      'error truncated 6:undefined The feature ends where it must not; wanted the quotes of a docstring (`"""`) or text.',
    ],
    ["Feature: a\n @x y\n Scenario: b\n", "error malformed 2:2 A tag may not contain whitespace."],
    [
      "Feature: a\n Scenario: b\n  Given c\n   | 1 |\n   | 1 | 2 |\n",
      "error malformed 5:4 Inconsistent cell count within the table.",
    ],
    ["# language: xx\n", "error malformed 1:1 Language not supported: xx."],
    ["# language: constructor\n", "error malformed 1:1 Language not supported: constructor."],
    ["# language: __proto__\n", "error malformed 1:1 Language not supported: __proto__."],
  ])("in %j", (text, problem) => {
    expect(told(read(text))).toContain(problem);
    expect(read(text).specification).toBeUndefined();
    for (const { remedy } of read(text).problems) expect(remedy).not.toBe("");
  });

  test("is told eleven times, and then that more may follow", () => {
    const messages = read(`Feature: a\n Scenario: b\n  Given c\n${"nonsense\n".repeat(50)}`).problems.map(
      ({ message }) => message,
    );
    expect(messages).toHaveLength(11);
    expect(messages.filter((message) => message.endsWith("more may follow."))).toEqual([messages[10]]);
  });
});

describe("hostile features", () => {
  /** Of the processor: other processes make it no longer. In microseconds. */
  const inTime = 5_000_000;
  const inMarkdown = "# Feature: a\n";
  const table = "Feature: a\n Scenario: b\n  Given c\n";

  test.each([
    ["a cell of 300 kB of blanks", `${table}|a${" ".repeat(300_000)}a|\n`, "1 scenario"],
    [
      "a cell with 6,000 times 300 blanks",
      `${table}|${`a${" ".repeat(300)}`.repeat(6_000)}|\n`,
      "1 scenario",
    ],
    ["a line of a million tags", `Feature: a\n${"@".repeat(1_000_000)}\n Scenario: b\n`, "1 scenario"],
    ["half a million cells", `${table}|${"a|".repeat(500_000)}\n`, "1 scenario"],
    ["300,000 lines of tags", `Feature: a\n${"@a\n".repeat(300_000)}Scenario: b\n`, "error file-too-large"],
    ["3 MB", `Feature: a\n${"text\n".repeat(600_000)}`, "error file-too-large"],
    [
      "tags far from theirs",
      inMarkdown + `\`@a\`\n${"x\n".repeat(50)}`.repeat(3_000),
      "error file-too-large",
      "a.feature.md",
    ],
    ["100,000 lines of text", inMarkdown + "a\n".repeat(100_000), "0 scenario", "a.feature.md"],
  ])("with %s are read or refused in time", (_what, text, outcome, path?: string) => {
    const before = process.cpuUsage();
    const { specification, problems } = read(text, path);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(inTime);
    const words = problems.map(({ severity, code }) => `${severity} ${code}`);
    expect(specification === undefined ? words.join() : `${specification.scenarios} scenario`).toBe(outcome);
  });

  test("shortened rows keep the places of what is wrong", () => {
    const row = `${" ".repeat(90)}|${" ".repeat(90)}1|2|\n`;
    expect(read(`${table}|1|\n${row}`).problems).toMatchObject([{ line: 5, column: 91 }]);
  });

  test("with NUL, broken UTF-8 and half a surrogate pair end in a word about it", () => {
    const bytes = Buffer.concat([Buffer.from(`${table}  Then \0`), Buffer.from([0xff, 0xed, 0xa0, 0x80])]);
    expect(told(read(bytes)).join()).toContain("not-utf8");
  });

  test("without a byte order mark in UTF-16 are not taken for something else", () => {
    expect(recognise(headOf(Buffer.from(cart, "utf16le"), "cart.feature"))).toMatchObject({
      problem: { severity: "error" },
    });
  });
});
