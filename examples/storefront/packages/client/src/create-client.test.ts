import { expect, it } from "vitest";
import { createClient, RefusedError } from "./create-client.ts";

it("asks for products", async () => {
  const client = clientThatGets(new Response('[{ "sku": "tea" }]'));
  expect(await client.products()).toEqual([{ sku: "tea" }]);
  expect(client.asked).toEqual(["GET http://shop/products"]);
});

it("sends a cart and asks for its order", async () => {
  const client = clientThatGets(new Response('{ "id": 7 }'));
  expect(await client.order({ lines: [{ sku: "tea", quantity: 1 }] })).toEqual({ id: 7 });
  await client.orderOf(7);
  expect(client.asked).toEqual([
    'POST http://shop/orders {"lines":[{"sku":"tea","quantity":1}]}',
    "GET http://shop/orders/7",
  ]);
});

it.each([
  ["the reason", '{ "refused": "out-of-stock" }', "out-of-stock"],
  ["unavailable where no reason is given", "<html>", "unavailable"],
])("rejects with %s", async (_what, body, code) => {
  const client = clientThatGets(new Response(body, { status: 409 }));
  await expect(client.products()).rejects.toEqual(new RefusedError(code, 409));
});

/** A client whose every request gets the same answer; it notes what was asked. */
function clientThatGets(answer: Response): ReturnType<typeof createClient> & { asked: string[] } {
  const asked: string[] = [];
  const client = createClient("http://shop", async (url, init) => {
    asked.push([init?.method ?? "GET", url, init?.body].filter(Boolean).join(" "));
    return answer.clone();
  });
  return { ...client, asked };
}
