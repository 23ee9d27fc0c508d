import { expect, it } from "vitest";
import { uniteAnnotations } from "./unite-annotations.ts";

const issue = { type: "issue", text: "SHOP-1" };
const note = { type: "note" };

it("what several views say of a test is kept once, in one order", () => {
  expect(uniteAnnotations([note, issue], [issue])).toEqual([issue, note]);
  expect(uniteAnnotations([issue], [note, issue])).toEqual([issue, note]);
});

it("a view that says nothing takes nothing away", () => {
  expect(uniteAnnotations(undefined, [note])).toEqual([note]);
  expect(uniteAnnotations([note], undefined)).toEqual([note]);
  expect(uniteAnnotations(undefined, undefined)).toBeUndefined();
});
