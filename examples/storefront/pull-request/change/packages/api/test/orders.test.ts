import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApi, type Order, openStore, type Product, type Store } from "@shop/api";
import { listen } from "@shop/http";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openVoucherBook } from "../src/voucher-book.ts";

const vouchers = openVoucherBook(new URL("../src/vouchers.json", import.meta.url));
let folder: string;
let store: Store;
let server: Server;
let url: string;

beforeAll(() => vouchers.load());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "shop-api-"));
  store = openStore(join(folder, "shop.sqlite"));
  server = createApi(store, vouchers);
  url = await listen(server);
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
  store.close();
  rmSync(folder, { recursive: true });
});

describe("an order", () => {
  it("takes the goods from stock", async () => {
    const { status } = await order({ lines: [{ sku: "cup", quantity: 2 }] });
    expect(status).toBe(201);
    expect(await stockOf("cup")).toBe(3);
  });

  it("can be read again", async () => {
    const { body } = await order({ lines: [{ sku: "tea", quantity: 10 }] });
    const { id, price } = body as Order;
    expect(price).toMatchObject({ subtotal: 65_00, discount: 6_50, shipping: 0 });
    expect(await (await fetch(`${url}/orders/${id}`)).json()).toEqual(body);
  });

  it("is cheaper with a voucher", async () => {
    const { body } = await order({ lines: [{ sku: "pot", quantity: 1 }], voucher: "SPRING" });
    expect((body as Order).price).toMatchObject({ discount: 9_00, total: 40_90 });
  });

  it("outlives the server", async () => {
    const { body } = await order({ lines: [{ sku: "cup", quantity: 1 }] });
    store.close();
    store = openStore(join(folder, "shop.sqlite"));
    expect(store.order((body as Order).id)).toEqual(body);
  });
});

describe("a refused order", () => {
  it("leaves the stock as it was", async () => {
    const lines = [
      { sku: "cup", quantity: 2 },
      { sku: "pot", quantity: 2 },
    ];
    expect(await order({ lines })).toEqual({ status: 409, body: { refused: "out-of-stock" } });
    expect(await stockOf("cup")).toBe(5);
  });

  it.each([
    ["of an unknown product", { lines: [{ sku: "car", quantity: 1 }] }, 404, "unknown-product"],
    [
      "with an unknown voucher",
      { lines: [{ sku: "cup", quantity: 1 }], voucher: "X" },
      404,
      "unknown-voucher",
    ],
    ["without lines", { lines: [] }, 400, "bad-request"],
  ])("%s says why", async (_what, cart, status, refused) => {
    expect(await order(cart)).toEqual({ status, body: { refused } });
  });
});

it("knows no other addresses", async () => {
  expect((await fetch(`${url}/orders/1`)).status).toBe(404);
  expect((await fetch(`${url}/admin`)).status).toBe(404);
});

async function order(cart: unknown): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${url}/orders`, { method: "POST", body: JSON.stringify(cart) });
  return { status: response.status, body: await response.json() };
}

async function stockOf(sku: string): Promise<number | undefined> {
  const products = (await (await fetch(`${url}/products`)).json()) as Product[];
  return products.find((product) => product.sku === sku)?.stock;
}
