import { createCollector, ownOutputMarker } from "@tollgate/collect";
import { computeReport } from "@tollgate/merge";
import {
  type Attachment,
  bundleOf,
  canonicalJson,
  type Evidence,
  type Extent,
  extentsOf,
  type FileExtents,
  isFailing,
  type MergedCase,
  type Report,
  type TestCase,
  unsharded,
} from "@tollgate/model";
import { reportSchema } from "@tollgate/model/schemas";
import { renderCobertura, renderCtrf, renderJunit, renderLcov, reportJson } from "@tollgate/render";
import { evidence } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** What Tollgate writes in a format that it also reads says the same when it is read. */
describe("merged reports, read again,", () => {
  it("are recognised as our own output", () => {
    fc.assert(
      fc.property(merged, (value) => {
        for (const pieces of [
          renderJunit(value),
          renderCtrf(value),
          renderLcov(value),
          renderCobertura(value),
        ])
          expect([...pieces].join("").slice(0, 2_048)).toContain(ownOutputMarker);
      }),
      { numRuns: 20 },
    );
  });

  it("have each test with its tries, times and messages as JUnit", () => {
    checkJunit((value) => [...renderJunit(value)].join(""));
  });

  it.each<[how: string, pattern: RegExp, by: string]>([
    ["forgets a try", /<(?:rerun|flaky)\w+[^>]*(?:\/>|>[\s\S]*?<\/(?:rerun|flaky)\w+>)/, ""],
    ["forgets a second failure", /(<failure[^>]*\/>)<failure[^>]*\/>/, "$1"],
    ["takes a todo for a skip", /type="todo"/g, 'type="skipped"'],
    ["flattens blocks", /<testsuite name="(?:cart|total)"[^>]*>/g, "<testsuite>"],
    ["rounds times", / time="(\d+)\.\d+"/g, ' time="$1"'],
  ])("reject a writer of JUnit that %s", (_how, pattern, by) => {
    expect(() => checkJunit((value) => [...renderJunit(value)].join("").replace(pattern, by))).toThrow();
  });

  it("have the attachments of each test as JUnit, but for what stands in a report", () => {
    fc.assert(
      fc.property(merged, (value) => {
        fc.pre(value.tests.length > 0);
        const cases = readBack("junit.xml", renderJunit(value)).tests?.cases ?? [];
        expect(pathsOf(cases)).toEqual(pathsOf(value.tests));
      }),
      { numRuns: 100 },
    );
  });

  it("have every test and total as JSON, by its schema", () => {
    const isReport = new Ajv2020({ allowUnionTypes: true }).compile(reportSchema);
    fc.assert(
      fc.property(merged, (value) => {
        const told: unknown = JSON.parse([...reportJson(value)].join(""));
        expect(isReport(told), JSON.stringify(isReport.errors)).toBe(true);
        const { tests, totals } = told as Report; // as the schema has just said
        expect(tests).toEqual(JSON.parse(canonicalJson(value.tests)));
        expect(totals).toEqual(JSON.parse(canonicalJson(value.totals)));
      }),
      { numRuns: 60 },
    );
  });

  it("have each test with its tries and messages as CTRF", () => {
    fc.assert(
      fc.property(merged, (value) => {
        fc.pre(value.tests.length > 0);
        const evidence = readBack("ctrf.json", renderCtrf(value));
        expect(evidence.status).toBe("ok");
        expect(sorted(evidence.tests?.cases ?? [])).toEqual(sorted(value.tests));
      }),
      { numRuns: 100 },
    );
  });

  it("have the lines, functions and branches of each file as lcov", () => {
    fc.assert(
      fc.property(merged, (value) => {
        const files = new Map(
          (readBack("lcov.info", renderLcov(value)).coverage?.files ?? []).map((file) => [file.path, file]),
        );
        for (const file of value.coverage) {
          const { lines, branches } = extents(file.map, file.counts, file.mayCounts);
          const again = files.get(file.path);
          if (again === undefined) expect(lines.found).toBe(0);
          else {
            const found = extents(again.map, again.counts);
            expect(certain(found.lines)).toEqual(certain(lines));
            expect(found.branches.hit).toBeLessThanOrEqual(branches.mayHit);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("have the lines of each file as Cobertura", () => {
    fc.assert(
      fc.property(merged, (value) => {
        for (const file of readBack("cobertura.xml", renderCobertura(value)).coverage?.files ?? []) {
          const merged = value.coverage.find(({ path }) => path === file.path)!;
          expect(certain(extents(file.map, file.counts).lines)).toEqual(
            certain(extents(merged.map, merged.counts, merged.mayCounts).lines),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What these formats can say: the lower end. */
function certain({ found, hit }: Extent): Pick<Extent, "found" | "hit"> {
  return { found, hit };
}

const merged: fc.Arbitrary<Report> = fc.array(evidence, { minLength: 1, maxLength: 5 }).map(reportOf);

/** The law: what was written, read again, is what was told. */
function checkJunit(write: (report: Report) => string): void {
  fc.assert(
    fc.property(merged, (value) => {
      fc.pre(value.tests.length > 0);
      const { status, tests } = readBack("junit.xml", [write(value)]);
      expect(status).toBe("ok");
      expect((tests?.cases ?? []).map(readFromJunit).sort()).toEqual(value.tests.map(toldInJunit).sort());
    }),
    { numRuns: 300 },
  );
}

function reportOf(items: readonly Evidence[]): Report {
  return computeReport(bundleOf(items), {
    subject: {},
    packages: [],
    changes: { reason: "no git", remedy: "" },
    missing: [],
    problems: [],
  });
}

/** Reads text as a report of another tool: without the marker that says that it is ours. */
function readBack(path: string, pieces: Iterable<string>): Evidence {
  const text = [...pieces].join("").replaceAll(ownOutputMarker, "written by another tool");
  const session = createCollector({
    mappings: [],
    job: "",
    shard: unsharded,
    attempt: 1,
    environment: [],
  }).open({ path, promised: true, named: true });
  session.write(Buffer.from(text));
  return session.close()!;
}

/** What CTRF keeps of a test: failed tries only, and not package and kind, which follow from where a report lies. */
function sorted(cases: readonly (TestCase | MergedCase)[]): readonly string[] {
  return cases
    .map(
      ({
        file,
        suite,
        name,
        environment,
        line,
        status,
        durationUs,
        details,
        attachments,
        annotations,
        earlier = [],
      }) => {
        const others = earlier.filter((attempt) => !isFailing(attempt.status));
        return canonicalJson({
          ...{ file, suite, name, environment, line, status, durationUs, details, annotations },
          attachments: [attachments, ...others.map((attempt) => attempt.attachments)].flatMap(places),
          earlier: earlier
            .filter((attempt) => isFailing(attempt.status))
            .map((attempt) => ({ ...attempt, attachments: places(attempt.attachments) })),
        });
      },
    )
    .sort();
}

/** Of all tries of each test. */
function pathsOf(cases: readonly TestCase[]): readonly string[] {
  const paths = cases.map((test) =>
    [test, ...(test.earlier ?? [])]
      .flatMap(({ attachments = [] }) => attachments.map(({ path = "" }) => path))
      .filter((path) => path.trim() !== "")
      .sort()
      .join("|"),
  );
  return paths.sort();
}

/** What does not change where files are looked for again. */
function places(attachments: readonly Attachment[] = []): readonly object[] {
  return attachments.map(({ name, path, bytes, type, state }) => {
    if (path === undefined) return { name, bytes, type, state };
    return { name, path, type, isRemote: state === "remote" };
  });
}

/** What JUnit has a place for: not environment and kind, and of a try beside the first one message and one text. */
function toldInJunit(test: MergedCase): string {
  const { file, package: owner, suite, name, line, status, durationUs, details } = test;
  const failed = (test.earlier ?? []).filter((attempt) => isFailing(attempt.status));
  const tries = [...failed, { status, durationUs, details }];
  const own = isFailing(status) ? 0 : tries.length - 1;
  return canonicalJson({
    // A suite without a file is called by its package.
    ...{ file, suite: file === undefined ? [owner, ...suite] : suite, name, line },
    tries: tries.map((attempt, i) => ({
      status: attempt.status,
      durationUs: attempt.durationUs,
      messages: i === own ? elementsOf(attempt) : [messageOfAll(attempt)],
    })),
  });
}

function readFromJunit({ file, suite, name, line, earlier = [], ...last }: TestCase): string {
  const tries = [...earlier, last];
  return canonicalJson({
    ...{ file, suite, name, line },
    tries: tries.map(({ status, durationUs, details }) => ({
      status,
      durationUs,
      messages: details.map(({ message = "" }) => message),
    })),
  });
}

/** The message of each element below a test case; one of its status stands there in any case. */
function elementsOf({ status, details }: Pick<MergedCase, "status" | "details">): readonly string[] {
  if (status === "passed") return [];
  if (!isFailing(status)) {
    const reason = details.find(({ kind }) => kind === "skip");
    return [reason?.message ?? reason?.text ?? ""];
  }
  const said = details.filter(({ kind }) => kind !== "skip");
  const isTold = said.some(({ kind }) => status === "failed" || kind === "error");
  return [...(isTold ? [] : [""]), ...said.map(({ message, text }) => message || firstLine(text))];
}

function messageOfAll({ details }: Pick<MergedCase, "details">): string {
  const message = details.find((detail) => detail.message !== undefined)?.message;
  return message || firstLine(details.flatMap(({ text }) => text ?? []).join("\n\n"));
}

/** The first line that is not blank. */
function firstLine(text = ""): string {
  return text.trimStart().split("\n")[0]!.trim();
}

function extents(
  map: Parameters<typeof extentsOf>[0],
  counts: Float64Array,
  may: Float64Array = counts,
): FileExtents {
  return extentsOf(map, counts, may);
}
