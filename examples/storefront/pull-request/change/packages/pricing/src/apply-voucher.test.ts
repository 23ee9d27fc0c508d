import { expect, it } from "vitest";
import { applyVoucher } from "./apply-voucher.ts";

const price = { subtotal: 65_00, discount: 6_50, shipping: 4_90, total: 63_40 };

it("comes on top of other discounts and leaves shipping as it is", () => {
  expect(applyVoucher(price, 20)).toEqual({ ...price, discount: 18_20, total: 51_70 });
});

it("rounds in favour of the shop", () => {
  expect(applyVoucher({ subtotal: 99, discount: 0, shipping: 0, total: 99 }, 50).total).toBe(50);
});
