import { describe, expect, it } from "vitest";
import { priceCart } from "./price-cart.ts";

const tea = { sku: "tea", price: 6_50 };

describe("the price of a cart", () => {
  it("has shipping for a small order", () => {
    expect(priceCart([{ ...tea, quantity: 2 }])).toEqual({
      subtotal: 13_00,
      discount: 0,
      shipping: 4_90,
      total: 17_90,
    });
  });

  it("has no shipping from 50 €", () => {
    expect(priceCart([{ ...tea, quantity: 8 }])).toMatchObject({ shipping: 0, total: 52_00 });
  });

  it("is lower for ten of one product", () => {
    expect(priceCart([{ ...tea, quantity: 10 }])).toMatchObject({ discount: 6_50, total: 58_50 });
  });

  it("does not add up different products for the discount", () => {
    const lines = ["tea", "cup"].map((sku) => ({ sku, price: 6_50, quantity: 5 }));
    expect(priceCart(lines)).toMatchObject({ discount: 0 });
  });
});
