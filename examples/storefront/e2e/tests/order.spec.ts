import { expect, test } from "./shop.ts";

test.describe("an order", () => {
  test("goes from the form through the API into the stock", async ({ api, request }) => {
    const response = await request.post("/orders", { form: { tea: "10" } });
    expect(await response.text()).toContain("Total: <b>58.50 €</b>");
    const products = await (await request.get(`${api}/products`)).json();
    expect(products).toContainEqual(expect.objectContaining({ sku: "tea", stock: 30 }));
  });

  test("can be looked up again", async ({ request }) => {
    const response = await request.post("/orders", { form: { cup: "1" } });
    expect(await (await request.get(response.url())).text()).toContain("1 × cup");
  });
});

test("the shop shows prices", async ({ request }) => {
  expect(await (await request.get("/")).text()).toContain("45.00 €");
});
