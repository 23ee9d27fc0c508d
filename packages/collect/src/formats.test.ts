import { expect, it } from "vitest";
import { formats } from "./formats.ts";
import { readers } from "./registry.ts";

it("says of every reader what it says itself", () => {
  expect(Object.fromEntries(Object.values(readers).map(({ id, holds }) => [id, holds]))).toEqual(formats);
  expect(Object.values(readers).map(({ id }) => id)).toEqual(Object.keys(readers));
});
