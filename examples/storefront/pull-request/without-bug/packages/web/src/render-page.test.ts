import { expect, it } from "vitest";
import { renderOrder, renderProducts, renderRefusal } from "./render-page.ts";

it("shows names as text", () => {
  const page = renderProducts([{ sku: "x", name: '<b>"Best"</b>', price: 1, stock: 1 }]);
  expect(page).toContain("&#60;b&#62;&#34;Best&#34;&#60;/b&#62;");
});

it("lets nobody ask for more than there is", () => {
  const page = renderProducts([{ sku: "tea", name: "Tea", price: 6_50, stock: 40 }]);
  expect(page).toContain('max="40"');
});

it("shows what an order costs", () => {
  const page = renderOrder({
    id: 7,
    lines: [{ sku: "tea", price: 6_50, quantity: 2 }],
    price: { subtotal: 13_00, discount: 0, shipping: 4_90, total: 17_90 },
  });
  expect(page).toContain("<b>17.90 €</b>, shipping 4.90 €");
});

it.each([
  ["out-of-stock", "fewer pieces"],
  ["unknown-voucher", "do not know this voucher"],
  ["vouchers-loading", "order again"],
  ["unavailable", "Something went wrong"],
])("tells why nothing was ordered: %s", (code, reason) => {
  expect(renderRefusal(code)).toContain(reason);
});
