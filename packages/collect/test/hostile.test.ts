import { readFileSync } from "node:fs";
import { type Evidence, isFailing } from "@tollgate/model";
import { sharedFolder } from "@tollgate/testkit";
import { describe, expect, test } from "vitest";
import { createCollector } from "../src/collector.ts";
import { gherkin } from "../src/gherkin/reader.ts";
import { loadAll } from "../src/testing/read-all.ts";

/*
 * Every file of HOSTILE.tsv, promised as a report: what becomes of it. Refused, or read with what could be saved, and
 * never a pass where something is lost. What is shown of hostile names is the matter of `render` and `text`.
 */

type Hostile = {
  /** End of the path. */
  readonly file: string;
  readonly status: Evidence["status"];
  /** Severity and code of each problem. */
  readonly problems: string;
  /** Tests that are failing, and all of them; absent where there is none. */
  readonly tests?: readonly [failing: number, all: number];
  /** Text that the evidence has to hold: decoded, clipped or left as it was. */
  readonly shows?: string;
};

const refused = { status: "unrecognised", problems: "error unrecognised-format" } as const;
const wrongContent = { status: "invalid", problems: "error wrong-content" } as const;
const empty = { status: "invalid", problems: "error empty-file" } as const;

const files: readonly Hostile[] = [
  ...[
    ["bad/backslash_at_end_of_line_in_datatable.feature", "error malformed"],
    ["bad/file_ends_with_open_docstring.feature", "error truncated"],
    ["bad/multiple_parser_errors.feature", "error malformed, error malformed"],
    ["bad/not_gherkin.feature", "error malformed"],
    ["bad/repeated_step_docstring.feature", "error malformed, error malformed, error malformed"],
    ["bad/unexpected_eof.feature", "error truncated"],
    ["bad/unfinished_datatable.feature", "error malformed"],
    ["bad/whitespace_in_tags.feature", "error malformed"],
    ["good/step_with_datatable_and_docstring.feature"],
  ].map(([file, broken]) => ({
    file: file!,
    status: "invalid" as const,
    problems: `error unsupported-format${broken === undefined ? "" : `, ${broken}`}`,
    shows: "Gherkin",
  })),
  ...[
    ["json/malformed-json.json"],
    ["json/non-json.json"],
    ["handmade/nan.json"],
    ["xml/non-xml.xml"],
    ["testXxe-oob.xml"],
    ["testXxe-xxe.xml"],
    ["csharp-example/mutation-report-old.json"],
    ["allure1data/invalid-root.xml"],
    ["allure2data/invalid.json"],
    ["junit-xml/non-junit.xml"],
    ["ctrf-io_junit-to-ctrf/not-junit.xml"],
    ["Encodings/ansii.txt", '"Test"'],
    ["Encodings/ascii.txt", '"premi?re is first"'],
    ["Encodings/latin1.txt", '"premi\ufffdre is first"'],
    ["Encodings/unicode_uft16_be.txt", '"Test Unicode UTF-16 BE"'],
    ["Encodings/unicode_uft16_le.txt", '"Test Unicode UTF-16 LE"'],
    ["Encodings/utf8.txt", '"utf7"'],
    ["Encodings/utf8_bom.txt", '"utf8_bom"'],
  ].map(([file, shows]) => ({ ...refused, file: file!, ...(shows === undefined ? {} : { shows }) })),
  ...[
    "BinSkim/MixedMode_x86_VS2013_MissingPdb.dll.sarif",
    "BinSkim/clang.execstack.sarif",
    "Inputs/NestedFiles.sarif",
  ].map((file) => ({
    file,
    status: "invalid" as const,
    problems: "error unsupported-format, error malformed",
    shows: "SARIF",
  })),
  { ...empty, file: "osv_scanner/no_findings.json" },
  { ...empty, file: "json/empty.json" },
  { ...empty, file: "xml/empty.xml" },
  { ...empty, file: "lcov/generated/c8-empty/lcov.info" },
  { ...empty, file: "emptyfile.jtl" },
  { ...wrongContent, file: "git-conflict.json", shows: "merge conflict" },
  { ...wrongContent, file: "gzip.xml.gz", shows: "gzip" },
  { ...wrongContent, file: "html-login-page.xml", shows: "HTML" },
  { ...wrongContent, file: "lfs-pointer.info", shows: "Git LFS" },
  { file: "c8-empty/coverage-final.json", status: "invalid", problems: "error no-coverage-data" },
  { file: "bom-cr.lcov", status: "ok", problems: "" },
  { file: "path-traversal.lcov", status: "ok", problems: "" },
  { file: "truncated.lcov", status: "partial", problems: "error truncated" },
  {
    file: "summary-disagrees.json",
    status: "partial",
    problems: "error cases-dropped, info declared-totals-differ",
    tests: [1, 2],
  },
  {
    file: "billion-laughs.xml",
    status: "partial",
    problems: "warning entity-refused, error entity-refused",
    tests: [0, 1],
  },
  {
    file: "control-char-references.xml",
    status: "ok",
    problems: "warning forbidden-characters",
    tests: [1, 1],
  },
  { file: "cp1252-declared.xml", status: "ok", problems: "", tests: [0, 1], shows: "smart “quotes” – €" },
  { file: "deep-nesting.xml", status: "ok", problems: "info too-deep", tests: [0, 1] },
  { file: "huge-attribute-1m.xml", status: "ok", problems: "", tests: [1, 1], shows: "characters cut)" },
  { file: "invalid-utf8.xml", status: "ok", problems: "warning not-utf8", tests: [0, 1], shows: "\ufffd" },
  { file: "markdown-injection.xml", status: "ok", problems: "", tests: [1, 1] },
  {
    file: "nan-inf-negative-times.xml",
    status: "ok",
    problems: "warning unknown-duration, warning unknown-duration",
    tests: [0, 6],
  },
  { file: "truncated-half.xml", status: "partial", problems: "error truncated", tests: [1, 3] },
  { file: "utf16le-bom.xml", status: "ok", problems: "warning cases-dropped", tests: [2, 8] },
  { file: "utf8-bom.xml", status: "ok", problems: "warning cases-dropped", tests: [2, 8] },
  { file: "bad-xml-characters.xml", status: "ok", problems: "warning forbidden-characters", tests: [0, 1] },
  { file: "pytest/corrupt-xml.xml", status: "partial", problems: "error truncated", tests: [1, 2] },
  {
    file: "NUnit-issue47367.xml",
    status: "partial",
    problems: "error malformed, error malformed, info ambiguous-identity, error malformed, error malformed",
    tests: [0, 8],
  },
  {
    file: "NUnit-sec1752-https.xml",
    status: "partial",
    problems: "warning entity-refused, error entity-refused, error cases-dropped",
    tests: [1, 2],
  },
];

const shared = sharedFolder();

await loadAll([gherkin]);

describe.skipIf(shared === undefined)("the hostile files of the corpus", () => {
  test("are all in the table", () => {
    const paths = hostilePaths();
    expect(files).toHaveLength(paths.length);
    for (const path of paths)
      expect(
        files.filter(({ file }) => path.endsWith(`/${file}`)),
        path,
      ).toHaveLength(1);
  });

  test.each(files)("$file is $status", ({ file, status, problems, tests, shows }) => {
    const evidence = collect(hostilePaths().find((path) => path.endsWith(`/${file}`))!);
    const cases = evidence.tests?.cases ?? [];
    expect(evidence.status).toBe(status);
    expect(evidence.problems.map(({ severity, code }) => `${severity} ${code}`).join(", ")).toBe(problems);
    expect([cases.filter((told) => isFailing(told.status)).length, cases.length]).toEqual(tests ?? [0, 0]);
    if (shows !== undefined) expect(textsOf(evidence)).toContain(shows);
    for (const problem of evidence.problems) expect(problem.remedy).not.toBe("");
  });

  test("that name files or addresses show nothing of them", () => {
    for (const file of ["NUnit-sec1752-https.xml", "testXxe-oob.xml", "testXxe-xxe.xml"])
      expect(textsOf(collect(hostilePaths().find((path) => path.endsWith(file))!))).not.toMatch(
        /root:|<html/i,
      );
  });
});

function hostilePaths(): readonly string[] {
  const lines = readFileSync(`${shared}corpus/HOSTILE.tsv`, "utf8").trimEnd().split("\n").slice(1);
  return lines.map((line) => line.split("\t")[0]!);
}

function collect(path: string): Evidence {
  const session = createCollector({
    mappings: [],
    job: "",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
  }).open({ path, promised: true, named: true });
  session.write(readFileSync(`${shared}corpus/${path}`));
  return session.close()!;
}

/** Names, failure texts and problems, as they are handed on. */
function textsOf({ tests, problems }: Evidence): string {
  const told = (tests?.cases ?? []).flatMap(({ name, details }) => [
    name,
    ...details.flatMap(({ message = "", text = "" }) => [message, text]),
  ]);
  return [...told, ...problems.map(({ message }) => message)].join("\n");
}
