import { expect, it } from "vitest";
import { kindInText } from "./kind-in-text.ts";

it("is the last word that names a kind, and not found inside longer words", () => {
  expect(kindInText("e2e/reports/unit/junit.xml")).toBe("unit");
  expect(kindInText("@shop/api#test:integration")).toBe("integration");
  expect(kindInText("community/disintegration/test")).toBeUndefined();
});
