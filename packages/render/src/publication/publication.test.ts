import { decodePublication, digestOf } from "@tollgate/model";
import { aCase, aDecision, aReport, aResult } from "@tollgate/testkit";
import { describe, expect, it } from "vitest";
import { decisionJson } from "../decision-json.ts";
import { renderComment } from "../markdown/comment.ts";
import { exampleReport } from "../testing/example.ts";
import { exampleDecision } from "../testing/example-decision.ts";
import { publicationJson, renderPublication } from "./publication.ts";

describe("a publication", () => {
  it("is read back as it was", () => {
    const publication = renderPublication(exampleReport, exampleDecision, { run: { id: 7, attempt: 1 } });
    expect(decodePublication(JSON.parse(publicationJson(publication)))).toEqual({ publication });
  });

  it("says what it is about", () => {
    const { check, comment, status, decision } = renderPublication(exampleReport, exampleDecision);
    expect(decision).toBe(digestOf(decisionJson(exampleDecision)));
    expect(comment.body).toBe(renderComment(exampleReport, exampleDecision));
    expect([check.name, check.conclusion, check.title]).toEqual([
      "Tollgate",
      "failure",
      "Block: 1 of 4 tests fails (1 new, 1 passed only at a later try (flaky)), and 2 more rules block.",
    ]);
    expect(status).toEqual({ context: "Tollgate", state: "failure", description: check.title });
  });

  it("keeps the gates of one repository apart", () => {
    const { check, comment, status } = renderPublication(aReport(), aDecision(), { gate: "nightly" });
    expect([check.name, status.context, comment.body.split("\n")[0]]).toEqual([
      "Tollgate: nightly",
      "Tollgate: nightly",
      "<!-- tollgate comment: nightly, written by tollgate -->",
    ]);
  });

  it("passes only what is allowed", () => {
    const conclusion = (outcome: "allow" | "hold"): string =>
      renderPublication(aReport(), aDecision({ outcome })).check.conclusion;
    expect([conclusion("allow"), conclusion("hold")]).toEqual(["success", "failure"]);
  });

  it("knows at the next push what is still to do", () => {
    const rules = [aResult({ answer: "fail", effect: "block" })];
    const stateAt = (line: number, headSha: string): unknown =>
      renderPublication(
        aReport({ tests: [aCase({ status: "failed", line })] }),
        aDecision({ outcome: "block", rules, subject: { headSha } }),
      ).comment.state;
    const [first, second] = [stateAt(3, "a".repeat(40)), stateAt(9, "b".repeat(40))];
    expect(second).toEqual({ ...(first as object), headSha: "b".repeat(40) });
    expect(second).toMatchObject({ total: 1, todo: [{ label: "cart > adds" }] });
  });

  it("counts a step without items as one thing", () => {
    const rules = [
      aResult({ rule: "minimum-tests", title: "Minimum tests", answer: "fail", effect: "block" }),
    ];
    const { state } = renderPublication(aReport(), aDecision({ outcome: "block", rules })).comment;
    expect([state.total, state.todo[0]?.label]).toEqual([1, "Minimum tests"]);
  });
});
