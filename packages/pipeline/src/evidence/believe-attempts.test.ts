import { digestOf, type Evidence } from "@tollgate/model";
import { describe, expect, it } from "vitest";
import { believeAttempts } from "./believe-attempts.ts";

const headSha = "1".repeat(40);
const digest = digestOf("report");
const later: Evidence = {
  origin: {
    ...{ package: "shop", kind: "unit", job: "", shard: { index: 1, total: 1 }, attempt: 3 },
    ...{ environment: [], invocation: "reports" },
  },
  ...{ id: digest, commit: headSha, status: "ok", problems: [], runs: [] },
  input: { path: "junit.xml", bytes: 1, digest },
  tests: { entries: 0, cases: [] },
};

describe("the attempt that evidence claims", () => {
  it("is not believed beyond that of the run", () => {
    const { evidence } = believeAttempts({ evidence: [later] }, { attempt: 2, headSha });
    expect(evidence[0]).toMatchObject({
      disbelieved: true,
      status: "invalid",
      problems: [{ code: "impossible-attempt", severity: "error" }],
    });
    expect(evidence[0]?.tests).toBeUndefined();
  });

  it.each([
    ["of this attempt", later, 3],
    ["where nobody tells the run's", later, undefined],
    ["of another commit, which another run may have had", { ...later, commit: "2".repeat(40) }, 2],
  ])("is believed %s", (_, item, attempt) => {
    expect(believeAttempts({ evidence: [item] }, { attempt, headSha })).toEqual({ evidence: [item] });
  });
});
