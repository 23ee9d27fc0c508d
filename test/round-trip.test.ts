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
  isFlaky,
  type MergedCase,
  type Report,
  type TestCase,
  unsharded,
} from "@tollgate/model";
import { renderCobertura, renderCtrf, renderJunit, renderLcov } from "@tollgate/render";
import { evidence } from "@tollgate/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

/** What Tollgate writes in a format that it also reads says the same when it is read. */
describe("merged reports, read again,", () => {
  const report = fc.array(evidence, { minLength: 1, maxLength: 5 }).map(reportOf);

  it("are recognised as our own output", () => {
    fc.assert(
      fc.property(report, (value) => {
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

  it("have as many tests of each status, and as many flaky ones", () => {
    fc.assert(
      fc.property(report, (value) => {
        fc.pre(value.tests.length > 0);
        const cases = read("junit.xml", renderJunit(value)).tests?.cases ?? [];
        expect(countsOf(cases)).toEqual(countsOf(value.tests));
        expect(cases.filter(isFlaky)).toHaveLength(value.tests.filter(({ flaky }) => flaky).length);
      }),
      { numRuns: 60 },
    );
  });

  it("have the attachments of each test as JUnit, but for what stands in a report", () => {
    fc.assert(
      fc.property(report, (value) => {
        fc.pre(value.tests.length > 0);
        const cases = read("junit.xml", renderJunit(value)).tests?.cases ?? [];
        expect(pathsOf(cases)).toEqual(pathsOf(value.tests));
      }),
      { numRuns: 100 },
    );
  });

  it("have each test with its tries and messages as CTRF", () => {
    fc.assert(
      fc.property(report, (value) => {
        fc.pre(value.tests.length > 0);
        const evidence = read("ctrf.json", renderCtrf(value));
        expect(evidence.status).toBe("ok");
        expect(sorted(evidence.tests?.cases ?? [])).toEqual(sorted(value.tests));
      }),
      { numRuns: 100 },
    );
  });

  it("have the lines, functions and branches of each file as lcov", () => {
    fc.assert(
      fc.property(report, (value) => {
        const files = new Map(
          (read("lcov.info", renderLcov(value)).coverage?.files ?? []).map((file) => [file.path, file]),
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
      fc.property(report, (value) => {
        for (const file of read("cobertura.xml", renderCobertura(value)).coverage?.files ?? []) {
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
function read(path: string, pieces: Iterable<string>): Evidence {
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

function countsOf(cases: readonly Pick<MergedCase, "status">[]): Record<string, number> {
  const counts: Record<string, number> = { passed: 0, failing: 0, skipped: 0 };
  // todo is a skip in JUnit, and a failure and an error of one test are both failures.
  for (const { status } of cases) {
    const name =
      status === "passed" ? "passed" : status === "skipped" || status === "todo" ? "skipped" : "failing";
    counts[name] = counts[name]! + 1;
  }
  return counts;
}

function extents(
  map: Parameters<typeof extentsOf>[0],
  counts: Float64Array,
  may: Float64Array = counts,
): FileExtents {
  return extentsOf(map, counts, may);
}
