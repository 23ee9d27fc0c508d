import { countLayout } from "@tollgate/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referenceMap } from "../reference-map.ts";
import { program } from "../testing/programs.ts";
import { type CodeProbes, codeProbes, type Probe } from "./code-probes.ts";

function probesOf(text: string): CodeProbes {
  return codeProbes(text, "a.ts")!;
}

/** The text of what a probe looks at. */
function lookedAt(text: string, probe: Probe): string {
  return probe.of === "calls" ? "calls" : text.slice(probe.code.start, probe.code.end);
}

describe("the probes of a program", () => {
  it("are one for each count of its reference map", () => {
    fc.assert(
      fc.property(program, (text) => {
        const code = codeProbes(text, "a.ts");
        expect(code?.map).toEqual(referenceMap(text, "a.ts"));
        if (code === undefined) return;
        expect(code.probes).toHaveLength(countLayout(code.map).length);
        for (const { scope, region } of code.probes) {
          expect(code.scopes[scope]).toBeDefined();
          if (region >= 0) expect(code.regions[region]).toBeDefined();
        }
      }),
      { numRuns: 100 },
    );
  });

  it("look at the code of an arm, not at where the arm begins", () => {
    const text = "if (a) b(); else c();";
    expect(probesOf(text).probes.map((probe) => lookedAt(text, probe))).toEqual([
      text,
      "b();",
      "c();",
      "b();",
      "c();",
    ]);
  });

  it("know what follows an `if` without an `else`", () => {
    const text = "if (a) b(); else if (c) d();\nfunction f() {}\ne();";
    const without = probesOf(text).probes.find(({ of }) => of === "no-else");
    expect(without).toMatchObject({ waits: false, next: { start: 45, end: 49 } });
    expect(text.slice(45, 49)).toBe("e();");
  });

  it.each<[string, string, string, string]>([
    ["a default value", "function f(a = b || c) {}", "b", "maybe"],
    ["what follows `?.`", "a?.b(c || d)", "c", "maybe"],
    ["a logical assignment", "a ||= (b || c)", "b", "maybe"],
    ["the end of a loop's round", "for (;;a || b) c();", "a", "maybe"],
    ["the label of a case", "switch (a) { case b || c: }", "b", "elsewhere"],
    ["the test behind a body", "do a(); while (b || c);", "b", "elsewhere"],
    ["what is tried", "try { a(); } catch {}", "a();", "tried"],
    ["a generator", "function* f() { a(); yield 1; }", "a();", "resumed"],
  ])("know that V8 does not count %s by itself", (_what, text, code, kind) => {
    const { probes, regions } = probesOf(text);
    const probe = probes.findLast((one) => lookedAt(text, one) === code)!;
    expect(regions[probe.region]?.kind).toBe(kind);
  });

  it.each<[string, string, string, string]>([
    ["a function", "function f() { a(); }", "a();", "function"],
    ["an instance", "class A { b = a(); }", "a()", "members"],
    ["a class", "class A { static b = a(); }", "a()", "statics"],
    ["a class, in a block", "class A { static { a(); } }", "a();", "statics"],
    ["the key of a member", "class A { [a || b] = 1; }", "a", "program"],
  ])("know that code belongs to %s", (_what, text, code, kind) => {
    const { probes, scopes } = probesOf(text);
    const probe = probes.find((one) => lookedAt(text, one) === code)!;
    expect(scopes[probe.scope]?.kind).toBe(kind);
  });
});
