import { expect, test } from "./shop.ts";

test("a voucher lowers the total", async ({ api, request }) => {
  const response = await request.post(`${api}/orders`, {
    data: { lines: [{ sku: "tea", quantity: 2 }], voucher: "SPRING" },
  });
  expect(await response.json()).toMatchObject({ price: { discount: 260, total: 1530 } });
});
