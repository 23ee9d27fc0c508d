import { expect, it } from "vitest";
import { parseForm } from "./parse-form.ts";

it("keeps what was chosen", () => {
  expect(parseForm("cup=0&pot=&tea=2")).toEqual({ lines: [{ sku: "tea", quantity: 2 }] });
});

it("leaves out what is no number", () => {
  expect(parseForm("tea=many")).toEqual({ lines: [] });
});
