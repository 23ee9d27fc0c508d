import { ownOutputMarker } from "@tollgate/collect";
import {
  type Attachment,
  type Counts,
  canonicalJson,
  type Extent,
  extentsOf,
  type FileExtents,
  isFailing,
  type MergedCase,
  type Report,
  type TestCase,
} from "@tollgate/model";
import { reportSchema } from "@tollgate/model/schemas";
import { renderCobertura, renderCtrf, renderJunit, renderLcov, reportJson } from "@tollgate/render";
import { textOf } from "@tollgate/testkit";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merged, readBack, withPlaces } from "./read-back.ts";

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
          expect(textOf(pieces).slice(0, 2_048)).toContain(ownOutputMarker);
      }),
      { numRuns: 20 },
    );
  });

  it("have every test and total as JSON, by its schema", () => {
    const isReport = new Ajv2020({ allowUnionTypes: true }).compile(reportSchema);
    fc.assert(
      fc.property(merged, (value) => {
        const told: unknown = JSON.parse(textOf(reportJson(value)));
        expect(isReport(told), JSON.stringify(isReport.errors)).toBe(true);
        const { tests, totals } = told as Report; // as the schema has just said
        // The fingerprint of a failure is made when it is written.
        const asRead = tests.map((test) => ({ ...test, failure: undefined }));
        expect(asRead).toEqual(JSON.parse(canonicalJson(value.tests)));
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
        for (const file of withPlaces(value)) {
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
          const merged = withPlaces(value).find(({ path }) => path === file.path)!;
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

/** What does not change where files are looked for again. */
function places(attachments: readonly Attachment[] = []): readonly object[] {
  return attachments.map(({ name, path, bytes, type, state }) => {
    if (path === undefined) return { name, bytes, type, state };
    return { name, path, type, isRemote: state === "remote" };
  });
}

function extents(map: Parameters<typeof extentsOf>[0], counts: Counts, may: Counts = counts): FileExtents {
  return extentsOf(map, counts, may);
}
