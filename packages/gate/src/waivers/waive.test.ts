import type {
  Decision,
  Detail,
  FiledWaiver,
  MergedCase,
  MergedFinding,
  RuleEntry,
  Waiver,
} from "@tollgate/model";
import { testRefOf } from "@tollgate/model";
import { aCase, aFile, aFinding, aPolicy, aReport, aWaiver } from "@tollgate/testkit";
import { failureFingerprint } from "@tollgate/text";
import { describe, expect, it } from "vitest";
import { decide } from "../decide.ts";
import { anInput, aRun } from "../testing/judge.ts";

const date = "2026-11-25";

function decideWith(
  report: Parameters<typeof aReport>[0],
  waivers: readonly FiledWaiver[],
  rules: readonly Partial<RuleEntry>[] = [],
): Decision {
  const packages = ["api", "web"].map((name) => ({
    name: `@shop/${name}`,
    dir: `packages/${name}`,
    scripts: [],
  }));
  const entries = rules.map(
    (entry): RuleEntry => ({ rule: "coverage", scope: {}, mode: "enforce", options: {}, ...entry }),
  );
  return decide(aReport({ packages, inputs: [anInput()], ...report }), aPolicy({ rules: entries }), {
    engine: "test",
    policyDigest: "sha256:0",
    date,
    waivers,
  });
}

function resultOf({ rules }: Decision, id: string) {
  return rules.findLast(({ rule }) => rule === id)!;
}

const wrongTotal: readonly Detail[] = [{ kind: "failure", message: "expected 2 to be 3" }];
const noVoucher: readonly Detail[] = [{ kind: "failure", message: "there is no such voucher" }];
const broken = aCase({ status: "failed", details: wrongTotal });

function quarantine(test: MergedCase, members: Partial<Waiver> = {}): FiledWaiver {
  return aWaiver({
    id: ".tollgate/waivers/cart.yml",
    rule: "no-failing-tests",
    test: testRefOf(test),
    failure: failureFingerprint(test.details)!,
    ...members,
  });
}

describe("quarantine of a test", () => {
  const ok = aCase({ name: "removes" });

  it("waives that failure of that test", () => {
    const decision = decideWith({ tests: [broken, ok] }, [quarantine(broken)]);
    expect(decision.outcome).toBe("allow");
    expect(decision.summary).toBe("Allowed with 1 waiver: 5 of 6 rules pass, 1 is waived.");
    expect(resultOf(decision, "no-failing-tests")).toMatchObject({
      answer: "fail",
      effect: "waived",
      message: "1 of 2 tests fails.",
      waivers: [".tollgate/waivers/cart.yml"],
      violations: [{ waiver: ".tollgate/waivers/cart.yml", failure: expect.stringMatching(/^v1:/) }],
    });
    expect(decision.waivers).toMatchObject([{ state: "active", why: "It helps until 2026-12-20." }]);
  });

  it.each<[string, readonly MergedCase[]]>([
    ["another failure of the test", [{ ...broken, details: noVoucher }]],
    ["another test that fails in the same way", [broken, { ...broken, name: "removes" }]],
    ["the same name in another file", [broken, { ...broken, file: "packages/api/src/other.test.ts" }]],
    ["the same test as another kind", [broken, { ...broken, kind: "e2e" }]],
    ["a second test of its name", [broken, { ...broken, occurrence: 2 }]],
    ["another failure in another job", [{ ...broken, alsoFailed: [noVoucher] }]],
    ["a failure that says nothing in another job", [{ ...broken, alsoFailed: [[]] }]],
  ])("does not hide %s", (_, tests) => {
    const decision = decideWith({ tests: [...tests, ok] }, [quarantine(broken)]);
    expect(decision.outcome).toBe("block");
    expect(resultOf(decision, "no-failing-tests")).toMatchObject({ answer: "fail", effect: "block" });
  });

  it("tells what is waived beside what is not", () => {
    const other = aCase({ name: "other", status: "failed", details: noVoucher });
    const decision = decideWith({ tests: [broken, ok, other] }, [quarantine(broken)]);
    const result = resultOf(decision, "no-failing-tests");
    expect(result.message).toBe("1 of 3 tests fails, 1 more waived.");
    expect(result.violations.map(({ message, waiver }) => [message, waiver])).toEqual([
      ["cart > other (unit): there is no such voucher", undefined],
      ["cart > adds (unit): expected 2 to be 3", ".tollgate/waivers/cart.yml"],
    ]);
  });

  it("does not hide that evidence is missing", () => {
    const missing = [{ what: "e2e reports", kind: "e2e", because: "tollgate.yml:4", remedy: "Run them." }];
    const decision = decideWith({ tests: [broken, ok], missing }, [quarantine(broken)]);
    expect(decision.outcome).toBe("hold");
    expect(resultOf(decision, "no-failing-tests")).toMatchObject({ answer: "unknown", effect: "hold" });
  });

  it("helps only where its approval is proven, if the policy wants that", () => {
    const unverified = { approval: { verdict: "unverified", why: "nothing tells" } } as const;
    const stateOf = (filed: Partial<FiledWaiver>, waivers?: { readonly approval: "required" }) => {
      const one = { ...quarantine(broken), ...filed };
      const members = waivers === undefined ? {} : { waivers };
      const policy = aPolicy({ rules: [], ...members });
      const report = aReport({ tests: [broken, ok], inputs: [anInput()] });
      const options = { engine: "test", policyDigest: "sha256:0", date, waivers: [one] };
      const decision = decide(report, policy, options);
      return [decision.outcome, decision.waivers?.[0]?.state];
    };
    const required = { approval: "required" } as const;
    expect(stateOf(unverified)).toEqual(["allow", "active"]);
    expect(stateOf(unverified, required)).toEqual(["block", "unapproved"]);
    expect(stateOf({}, required)).toEqual(["allow", "active"]);
    expect(stateOf({ ...unverified, isPending: true }, required)).toEqual(["block", "pending"]);
  });

  it("accounts for the exit code of the test's run", () => {
    const runs = [aRun({ verdict: "failed", exitCode: 1 })];
    expect(decideWith({ tests: [broken, ok], runs }, [quarantine(broken)]).outcome).toBe("allow");
  });

  it("is unused when the test is mended", () => {
    const decision = decideWith({ tests: [{ ...broken, status: "passed", details: [] }] }, [
      quarantine(broken),
    ]);
    expect(decision.outcome).toBe("allow");
    expect(decision.waivers).toMatchObject([{ state: "unused", why: expect.stringContaining("mended") }]);
  });

  it("is never for all tests of a scope", () => {
    const decision = decideWith({ tests: [broken] }, [aWaiver({ rule: "no-failing-tests" })]);
    expect(decision.outcome).toBe("block");
    expect(decision.waivers).toMatchObject([{ state: "unused" }]);
  });
});

describe("a waiver of a rule as a whole", () => {
  const half = { tests: [aCase()], coverage: [aFile({ lines: { 1: 1, 2: 0 } })] };
  const eighty = [{ options: { min: "80%" } }];

  it("waives any value without a limit", () => {
    const decision = decideWith(half, [aWaiver()], eighty);
    expect(decision.outcome).toBe("allow");
    expect(resultOf(decision, "coverage")).toMatchObject({ answer: "fail", effect: "waived" });
  });

  it("waives up to its limit", () => {
    expect(decideWith(half, [aWaiver({ limit: { min: "50%" } })], eighty).outcome).toBe("allow");
    const beyond = decideWith(half, [aWaiver({ limit: { min: "51%" } })], eighty);
    expect(beyond.outcome).toBe("block");
    expect(beyond.waivers).toMatchObject([{ state: "exceeded" }]);
    expect(resultOf(beyond, "coverage").waivers).toBeUndefined();
  });

  it("helps nowhere once one entry exceeds it", () => {
    const report = {
      tests: [aCase()],
      coverage: [
        aFile({ lines: { 1: 1, 2: 0 } }),
        aFile({ path: "packages/web/src/a.ts", package: "@shop/web", lines: { 1: 0, 2: 0 } }),
      ],
    };
    const decision = decideWith(
      report,
      [aWaiver({ limit: { min: "50%" } })],
      ["@shop/api", "@shop/web"].map((name) => ({ scope: { package: name }, options: { min: "80%" } })),
    );
    expect(decision.rules.filter(({ rule }) => rule === "coverage").map(({ effect }) => effect)).toEqual([
      "block",
      "block",
    ]);
  });

  it.each(["51%", "60%"])("allows nothing where its limit is as strict as the policy: %s", (min) => {
    const why = `Its limit (min: ${min}) asks for no less than the policy does, so it allows nothing: write a weaker one, or remove the waiver.`;
    for (const asked of ["51%", "50%"]) {
      const decision = decideWith(half, [aWaiver({ limit: { min } })], [{ options: { min: asked } }]);
      expect(decision.outcome).toBe(asked === "51%" ? "block" : "allow");
      expect(decision.waivers).toMatchObject([{ state: "unused", why }]);
    }
  });

  it("leaves what is unknown as it is where its limit is as strict as the policy", () => {
    const inputs = [anInput({ path: "b.xml", status: "partial", holds: "coverage" })];
    const unreadable = { ...half, inputs };
    const messageOf = (waivers: readonly FiledWaiver[]): string | undefined =>
      resultOf(decideWith(unreadable, waivers, [{ options: { min: "40%" } }]), "coverage")?.message;
    const strict = [aWaiver({ limit: { min: "45%" } })];
    expect(messageOf(strict)).toBe(messageOf([]));
    expect(decideWith(unreadable, strict, [{ options: { min: "40%" } }]).waivers).toMatchObject([
      { state: "unused", why: expect.stringContaining("asks for no less") },
    ]);
  });

  it("says in what an exceeded limit is stricter than the policy", () => {
    const unmentioned = [{ path: "packages/api/src/b.ts", package: "@shop/api", size: { lines: 4 } }];
    const limit = { min: "40%", unmentioned: "uncovered" };
    const judged = (policy: RuleEntry["options"]) =>
      decideWith({ ...half, unmentioned }, [aWaiver({ limit })], [{ options: policy }]).waivers?.[0]?.why;
    expect(judged({ min: "80%" })).toBe(
      "What was found is beyond its limit, so the rule bites. In unmentioned the limit asks for more than the policy.",
    );
    expect(judged({ min: "80%", unmentioned: "uncovered" })).toBe(
      "What was found is beyond its limit, so the rule bites.",
    );
  });

  it.each<[string, Waiver["scope"], Waiver["scope"], boolean]>([
    ["the same", { package: "@shop/api" }, { package: "@shop/api" }, true],
    ["a wider one", { kind: "unit" }, { package: "@shop/api", kind: "unit" }, true],
    ["another one", { package: "@shop/web" }, { package: "@shop/api" }, false],
    ["a narrower one", { package: "@shop/api", kind: "unit" }, { package: "@shop/api" }, false],
    ["that of a list", { package: "@shop/api" }, { name: "payments", packages: ["@shop/api"] }, true],
    [
      "a part of a list",
      { package: "@shop/api" },
      { name: "all", packages: ["@shop/api", "@shop/web"] },
      false,
    ],
    ["a name", { name: "payments" }, { name: "payments", packages: ["@shop/api"], kind: "unit" }, true],
  ])("covers an entry when its scope is %s", (_, scope, entry, helps) => {
    const decision = decideWith(half, [aWaiver({ scope })], [{ scope: entry, options: { min: "80%" } }]);
    expect(decision.outcome).toBe(helps ? "allow" : "block");
    expect(decision.waivers).toMatchObject([{ state: helps ? "active" : "unused" }]);
  });

  it("covers what is unknown only when it says so", () => {
    const none = { tests: [aCase()] };
    const open = decideWith(none, [aWaiver()], eighty);
    expect(open.outcome).toBe("hold");
    expect(open.waivers).toMatchObject([{ state: "active" }]);
    expect(decideWith(none, [aWaiver({ coversUnknown: true })], eighty).outcome).toBe("allow");
  });

  it("does not hide a gap behind a failure", () => {
    const unreadable = { ...half, inputs: [anInput(), anInput({ path: "b.xml", status: "partial" })] };
    const waivers = [
      aWaiver({ rule: "no-unreadable-evidence", id: "a" }),
      aWaiver({ rule: "minimum-tests", id: "b" }),
    ];
    expect(decideWith(unreadable, waivers).outcome).toBe("block");
  });
});

describe("a waiver of some places of findings", () => {
  const inputs = [anInput(), anInput({ path: "eslint.sarif", holds: "findings", tools: ["ESLint"] })];
  const api = aFinding();
  const web = aFinding({ path: "packages/web/src/a.ts", package: "@shop/web" });
  const entry = [{ rule: "findings" }];
  const ofApi = aWaiver({ rule: "findings", scope: { package: "@shop/api" } });
  const judged = (findings: readonly MergedFinding[], filed: FiledWaiver = ofApi) =>
    decideWith({ tests: [aCase()], inputs, findings }, [filed], entry);

  it("waives what lies there and nothing else", () => {
    expect(judged([api])).toMatchObject({ outcome: "allow", waivers: [{ state: "active" }] });
    const both = judged([api, web]);
    expect(both).toMatchObject({ outcome: "block", waivers: [{ state: "active" }] });
    expect(resultOf(both, "findings")).toMatchObject({
      message: "1 finding of level error (1 more waived), none is wanted.",
      violations: [{ path: "packages/web/src/a.ts" }],
    });
  });

  it.each<[string, FiledWaiver, readonly MergedFinding[]]>([
    ["of another file", aWaiver({ rule: "findings", scope: { path: "packages/api/test/**" } }), [api]],
    [
      "of tests of a kind",
      aWaiver({ rule: "findings", scope: { package: "@shop/api", kind: "unit" } }),
      [api],
    ],
    [
      "with a limit",
      aWaiver({ rule: "findings", scope: { package: "@shop/api" }, limit: { max: 9 } }),
      [api],
    ],
    ["where it lies elsewhere, too", ofApi, [aFinding({ otherPlaces: [{ path: "packages/web/src/a.ts" }] })]],
    ["where nobody knows its file", ofApi, [aFinding({ path: undefined as unknown as string })]],
  ])("waives nothing %s", (_, filed, findings) => {
    expect(judged(findings, filed).outcome).toBe("block");
  });

  it.each<[string, Partial<Waiver>]>([
    ["a limit", { limit: { max: 9 } }],
    ["a kind", { scope: { package: "@shop/api", kind: "unit" } }],
  ])("says that %s is for whole entries", (_, members) => {
    const filed = aWaiver({ rule: "findings", scope: { package: "@shop/api" }, ...members });
    expect(judged([api], filed).waivers).toMatchObject([
      {
        state: "unused",
        why: "It is for a part of what the policy has findings for, and there a waiver takes neither `limit` nor `kind`: leave them out, or give it the scope of an entry.",
      },
    ]);
  });

  it("is unused where nothing is found", () => {
    expect(judged([])).toMatchObject({
      outcome: "allow",
      waivers: [{ state: "unused", why: "The rule passes without it: if that stays so, remove the waiver." }],
    });
  });
});

describe("the state of a waiver", () => {
  const half = { tests: [aCase()], coverage: [aFile({ lines: { 1: 1, 2: 0 } })] };
  const stateOf = (filed: FiledWaiver) => decideWith(half, [filed], [{ options: { min: "80%" } }]);

  it.each<[string, FiledWaiver, boolean]>([
    ["active", aWaiver({ expires: "2026-12-03" }), true],
    ["expiring", aWaiver({ expires: "2026-12-02" }), true],
    ["expiring", aWaiver({ expires: date }), true],
    ["expired", aWaiver({ expires: "2026-11-24" }), false],
    ["expired", aWaiver({ expires: "2026-11-24" }, { isPending: true }), false],
    ["pending", aWaiver({}, { isPending: true }), false],
    ["self-approved", aWaiver({}, { approval: { verdict: "self", why: "Ada merged it" } }), false],
    ["active", aWaiver({}, { approval: { verdict: "unverified", why: "nothing tells" } }), true],
    ["unused", aWaiver({ rule: "changed-coverage" }), false],
  ])("%s", (state, filed, helps) => {
    const decision = stateOf(filed);
    expect(decision.waivers?.map((waiver) => waiver.state)).toEqual([state]);
    expect(decision.outcome).toBe(helps ? "allow" : "block");
  });
});

describe("an override", () => {
  const override = { label: "tollgate:override", actor: "@ada", reason: "the site is down" };
  const judged = (status: MergedCase["status"]) =>
    decide(aReport({ inputs: [anInput()], tests: [aCase({ status })] }), aPolicy(), {
      engine: "test",
      policyDigest: "sha256:0",
      date,
      override,
    });

  it("allows what the rules block, and says so", () => {
    expect(judged("failed")).toMatchObject({
      outcome: "allow",
      summary: "Allowed by override of @ada (the site is down). Without it: Blocked: 1 of 1 test fails.",
      override: { ...override, outcome: "block" },
    });
  });

  it("is not told where nothing was overridden", () => {
    expect(judged("passed").override).toBeUndefined();
  });
});
