import type { Attachment, Attempt, Detail } from "@tollgate/model";
import { hostileName } from "@tollgate/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanName } from "../json/clean-name.ts";
import { toDetail } from "../json/to-detail.ts";
import { detailTextLimit, type RawTest, type Reader } from "../reader.ts";
import { readAll } from "../testing/read-all.ts";
import { encodeEnd, encodeHeader, encodeTest } from "./encode.ts";
import { tollgateTests } from "./reader.ts";

const text = fc.oneof(hostileName, fc.string({ unit: "binary" }));
const name = text.map(cleanName);
const detailsOf = (...kinds: readonly Detail["kind"][]): fc.Arbitrary<Detail[]> =>
  fc.array(
    fc.record(
      { kind: fc.constantFrom(...kinds), type: text, message: text, text },
      { requiredKeys: ["kind"] },
    ),
    { maxLength: 3 },
  );
const durationUs = fc.nat();
const label = fc.constantFrom("trace", "__proto__", "a\nb", "text/plain");
const attachments: fc.Arbitrary<Attachment[]> = fc.array(
  fc.oneof(
    fc.record(
      { name: label, type: label, path: label, state: fc.constant<"named">("named") },
      { requiredKeys: ["path", "state"] },
    ),
    fc.record(
      { name: label, type: label, bytes: fc.nat(), state: fc.constant<"embedded">("embedded") },
      { requiredKeys: ["state"] },
    ),
  ),
  { minLength: 1, maxLength: 2 },
);
const failing: fc.Arbitrary<Attempt> = fc.record(
  {
    status: fc.constantFrom<Attempt["status"]>("failed", "errored"),
    durationUs,
    details: detailsOf("failure", "error"),
    attachments,
  },
  { requiredKeys: ["status", "details"] },
);
const quiet: fc.Arbitrary<Attempt> = fc.record(
  {
    status: fc.constantFrom<Attempt["status"]>("passed", "skipped", "todo"),
    durationUs,
    details: detailsOf("skip"),
    attachments,
  },
  { requiredKeys: ["status", "details"] },
);
const place = fc.record(
  {
    file: name,
    suite: fc.array(name, { maxLength: 3 }),
    name,
    environment: name,
    line: fc.integer({ min: 1, max: 1e6 }),
    annotations: fc.uniqueArray(fc.record({ type: text, text }, { requiredKeys: ["type"] }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ type, text }) => JSON.stringify([type, text]),
    }),
  },
  { requiredKeys: ["suite", "name"] },
);
const tries = fc.record({ earlier: fc.array(failing, { minLength: 1, maxLength: 3 }) }, { requiredKeys: [] });
const anyTest: fc.Arbitrary<RawTest> = fc
  .oneof(
    fc.tuple(place, fc.oneof(failing, quiet)),
    fc.tuple(
      place,
      fc.oneof(
        failing,
        quiet.filter(({ status }) => status === "passed"),
      ),
      tries,
    ),
  )
  .map((parts) => Object.assign({}, ...parts) as RawTest); // the parts make it up

const errors = fc.array(text, { maxLength: 2 });

/** What is wrong with the way `reader` reads what was encoded; nothing when it gives the same back. */
function lost(
  reader: Reader,
  tests: readonly RawTest[],
  told: readonly string[],
  chunkSize: number,
): boolean {
  const written = [
    encodeHeader({ runner: "vitest 5.1.1", startedAt: 1 }),
    ...tests.map((told) => encodeTest(told)),
    encodeEnd({ verdict: "failed", tests: tests.length, endedAt: 2, errors: told }),
  ];
  const all = readAll(reader, written.join(""), chunkSize);
  try {
    expect(all.tests).toEqual(tests);
    expect(all.runs).toEqual([{ source: "vitest", startedAt: 1, verdict: "failed", errors: told }]);
    expect(all.problems.filter(({ code }) => !expected.has(code))).toEqual([]);
    return false;
  } catch {
    return true;
  }
}

/** Equal names, and runs that failed without a failing test, are said. */
const expected = new Set(["ambiguous-identity", "run-failed", "no-tests"]);

const runs = fc.tuple(fc.array(anyTest, { maxLength: 5 }), errors, fc.integer({ min: 1, max: 200 }));

test("what is written is read back", () => {
  fc.assert(
    fc.property(runs, ([tests, told, size]) => !lost(tollgateTests, tests, told, size)),
    { seed: 20_261_125, numRuns: 400 },
  );
});

test("the law rejects a reader that forgets earlier tries", () => {
  const forgetful: Reader = {
    ...tollgateTests,
    open: ({ sink, ...context }) =>
      tollgateTests.open({
        ...context,
        sink: { ...sink, test: ({ earlier: _, ...told }) => sink.test(told) },
      }),
  };
  const { failed } = fc.check(
    fc.property(runs, ([tests, told, size]) => !lost(forgetful, tests, told, size)),
    { seed: 20_261_125 },
  );
  expect(failed).toBe(true);
});

test("texts are cut once, and say how much is gone", () => {
  const long = "x".repeat(detailTextLimit + 1_000);
  const written =
    encodeHeader({ runner: "vitest 5.1.1", startedAt: 1 }) +
    encodeTest({ suite: [], name: "a", status: "failed", details: [toDetail("failure", long)] }) +
    encodeEnd({ verdict: "failed", tests: 1, endedAt: 2, errors: [long] });
  const { tests, runs } = readAll(tollgateTests, written);
  const cut = `${"x".repeat(detailTextLimit)}… (1000 characters cut)`;
  expect(tests[0]?.details).toEqual([{ kind: "failure", message: cut }]);
  expect(runs[0]?.errors).toEqual([cut]);
});
