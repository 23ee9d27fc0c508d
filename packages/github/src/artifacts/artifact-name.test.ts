import { expect, it } from "vitest";
import { attemptOfResult, resultArtifactName } from "./artifact-name.ts";

it("the name of a result tells gate and attempt", () => {
  expect(resultArtifactName("tollgate", 3)).toBe("tollgate-result-tollgate-attempt3");
  expect(attemptOfResult("tollgate-result-tollgate-attempt3", "tollgate")).toBe(3);
});

it.each([
  "tollgate-result-tollgate-attempt",
  "tollgate-result-tollgate-attempt0",
  "tollgate-result-tollgate-attempt3x",
  "tollgate-result-other-attempt3",
  "tollgate-bundle-test-1of1-attempt1",
])("%s is not the result of the gate", (name) => {
  expect(attemptOfResult(name, "tollgate")).toBe(undefined);
});
