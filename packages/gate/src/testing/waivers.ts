import { type FiledWaiver, testRefOf, type Waiver } from "@tollgate/model";
import { aCase, aWaiver } from "@tollgate/testkit";
import { failureFingerprint } from "@tollgate/text";
import fc from "fast-check";
import { failures } from "./world.ts";

/** The day on which generated waivers are judged; some of them have ended. */
export const today = "2026-11-25";

const expires = fc.constantFrom("2026-11-24", "2026-11-25", "2026-12-02", "2026-12-03", "2026-12-20");

const scope: fc.Arbitrary<Waiver["scope"]> = fc.record(
  { package: fc.constantFrom("@shop/api", "@shop/web"), kind: fc.constantFrom("unit", "e2e") },
  { requiredKeys: [] },
);

/** Of one of the first tests of a world, and of one of the things that they say. */
const quarantine: fc.Arbitrary<Partial<Waiver>> = fc
  .record({
    package: fc.constantFrom("@shop/api", "@shop/web"),
    kind: fc.constantFrom("unit", "e2e"),
    name: fc.record({ job: fc.nat(2), test: fc.nat(2) }).map(({ job, test }) => `${job}/${test}`),
    said: fc.constantFrom(...failures),
  })
  .map(({ said, ...test }) => ({
    rule: "no-failing-tests",
    test: testRefOf(aCase(test)),
    failure: failureFingerprint([{ kind: "failure", message: said }])!,
  }));

const whole: fc.Arbitrary<Partial<Waiver>> = fc
  .record({
    rule: fc.constantFrom(
      "coverage",
      "changed-coverage",
      "minimum-tests",
      "no-failed-runs",
      "no-failing-tests",
      "no-unreadable-evidence",
    ),
    scope,
    min: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
    coversUnknown: fc.boolean(),
  })
  .map(({ min, rule, ...rest }) => ({
    ...rest,
    rule,
    ...(min === undefined || rule.startsWith("no-")
      ? {}
      : { limit: { min: rule === "minimum-tests" ? Math.ceil(min / 20) : `${min}%` } }),
  }));

const filed: fc.Arbitrary<FiledWaiver> = fc
  .record({
    what: fc.oneof(quarantine, quarantine, whole),
    expires,
    isPending: fc.constantFrom(false, false, false, true),
    verdict: fc.constantFrom("approved", "approved", "unverified", "self"),
  })
  .map(({ what, isPending, verdict, ...members }) =>
    aWaiver({ ...what, ...members }, { isPending, approval: { verdict, why: "so it is" } }),
  );

/** Up to six waivers, each with a path of its own. */
export const waivers: fc.Arbitrary<readonly FiledWaiver[]> = fc
  .array(filed, { maxLength: 6 })
  .map((all) =>
    all.map((one, i) => ({ ...one, waiver: { ...one.waiver, id: `.tollgate/waivers/${i}.yml` } })),
  );
