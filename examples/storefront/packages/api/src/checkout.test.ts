import { expect, it } from "vitest";
import { checkout } from "./checkout.ts";
import type { Product, Store } from "./open-store.ts";

const tea: Product = { sku: "tea", name: "Tea", price: 6_50, stock: 3 };

it("prices what was taken from stock", () => {
  const order = checkout(storeOf(tea), { lines: [{ sku: "tea", quantity: 2 }] });
  expect(order).toMatchObject({
    lines: [{ sku: "tea", price: 6_50, quantity: 2 }],
    price: { subtotal: 13_00, total: 17_90 },
  });
});

it("refuses more than there is", () => {
  expect(() => checkout(storeOf(tea), { lines: [{ sku: "tea", quantity: 4 }] })).toThrow("out-of-stock");
});

it("refuses what is not sold here", () => {
  expect(() => checkout(storeOf(tea), { lines: [{ sku: "cup", quantity: 1 }] })).toThrow("unknown-product");
});

/** A store in memory; it cannot roll back. */
function storeOf(...products: readonly Product[]): Store {
  const stock = new Map(products.map(({ sku, stock }) => [sku, stock]));
  return {
    products: () => products,
    product: (sku) => products.find((product) => product.sku === sku),
    takeStock(sku, quantity) {
      const left = (stock.get(sku) ?? 0) - quantity;
      if (left >= 0) stock.set(sku, left);
      return left >= 0;
    },
    addOrder: (lines, price) => ({ id: 1, lines, price }),
    order: () => undefined,
    transaction: (work) => work(),
    close() {},
  };
}
