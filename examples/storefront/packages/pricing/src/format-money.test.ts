import { expect, it } from "vitest";
import { formatMoney } from "./format-money.ts";

it.each([
  [0, "0.00 €"],
  [7, "0.07 €"],
  [1250, "12.50 €"],
  [-399, "-3.99 €"],
])("writes %i cents as %s", (cents, text) => {
  expect(formatMoney(cents)).toBe(text);
});
