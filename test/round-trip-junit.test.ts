import { canonicalJson, isFailing, type MergedCase, type Report, type TestCase } from "@tollgate/model";
import { renderJunit } from "@tollgate/render";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { merged, readBack } from "./read-back.ts";

/** The merged JUnit says the same when it is read. */
describe("merged tests, written as JUnit and read again,", () => {
  it("are each the same, with tries, times and messages", () => {
    checkJunit((value) => [...renderJunit(value)].join(""));
  });

  it.each<[how: string, pattern: RegExp, by: string]>([
    ["forgets a try", /<(?:rerun|flaky)\w+[^>]*(?:\/>|>[\s\S]*?<\/(?:rerun|flaky)\w+>)/, ""],
    ["forgets a second failure", /<failure[^>]*(?:\/>|>[^<]*<\/failure>)(?=<(?:failure|error)\b)/, ""],
    ["takes a todo for a skip", /type="todo"/g, 'type="skipped"'],
    ["flattens blocks", /<testsuite name="(?:cart|total)"[^>]*>/g, "<testsuite>"],
    ["rounds times", / time="(\d+)\.\d+"/g, ' time="$1"'],
  ])("reject a writer of JUnit that %s", (_how, pattern, by) => {
    expect(() => checkJunit((value) => [...renderJunit(value)].join("").replace(pattern, by))).toThrow();
  });

  it("have their attachments, but for what stands in a report", () => {
    fc.assert(
      fc.property(merged, (value) => {
        fc.pre(value.tests.length > 0);
        const cases = readBack("junit.xml", renderJunit(value)).tests?.cases ?? [];
        expect(pathsOf(cases)).toEqual(pathsOf(value.tests));
      }),
      { numRuns: 100 },
    );
  });
});

/** The law: what was written, read again, is what was told. */
function checkJunit(write: (report: Report) => string): void {
  fc.assert(
    fc.property(merged, (value) => {
      fc.pre(value.tests.length > 0);
      const { status, tests } = readBack("junit.xml", [write(value)]);
      expect(status).toBe("ok");
      expect((tests?.cases ?? []).map(readFromJunit).sort()).toEqual(value.tests.map(toldInJunit).sort());
    }),
    { seed: 20_261_125, numRuns: 400 },
  );
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
