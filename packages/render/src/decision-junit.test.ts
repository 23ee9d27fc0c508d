import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderDecisionJunit } from "./decision-junit.ts";
import { anyDecision } from "./testing/arbitraries.ts";
import { exampleDecision } from "./testing/example-decision.ts";
import { elementsOf, readXml } from "./testing/read-xml.ts";

describe("the decision as JUnit", () => {
  it("has a case for each rule and scope", async () => {
    await expect(renderDecisionJunit(exampleDecision)).toMatchFileSnapshot("testing/example.gate.xml");
  });

  it("fails what blocks or holds and nothing else, for any names", () => {
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const root = readXml(renderDecisionJunit(decision));
        const biting = decision.rules.filter(({ effect }) => effect === "block" || effect === "hold");
        expect(elementsOf(root, "testcase")).toHaveLength(decision.rules.length);
        expect(elementsOf(root, "failure")).toHaveLength(biting.length);
        expect(root.attributes).toMatchObject({
          tests: String(decision.rules.length),
          failures: String(biting.length),
        });
        const names = elementsOf(root, "testcase").map(
          ({ attributes }) => `${attributes["classname"]} ${attributes["name"]}`,
        );
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  it("begins with the mark of our own output", () => {
    expect(renderDecisionJunit(exampleDecision).slice(0, 80)).toContain("<!-- written by tollgate -->");
  });
});
