import type { Server } from "node:http";
import { createApi, openStore, type Store } from "@shop/api";
import { createClient } from "@shop/client";
import { listen } from "@shop/http";
import { createWeb } from "@shop/web";
import { afterAll, beforeAll, expect, it } from "vitest";

const servers: Server[] = [];
let store: Store;
let url: string;

beforeAll(async () => {
  store = openStore(":memory:");
  const vouchers = { load: async () => {}, percentOf: () => 10 };
  url = await start(createWeb(createClient(await start(createApi(store, vouchers)))));
});

afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
  store.close();
});

it("sells what the API has", async () => {
  const page = await (await fetch(url)).text();
  expect(page).toContain("Green tea, 100 g");
  expect(page).toContain("6.50 €");
});

it("leads from the form to the order", async () => {
  const response = await fetch(`${url}/orders`, { method: "POST", body: "cup=1&tea=2" });
  expect(response.redirected).toBe(true);
  expect(await response.text()).toContain("<li>1 × cup</li><li>2 × tea</li>");
});

it("takes a voucher", async () => {
  const response = await fetch(`${url}/orders`, { method: "POST", body: "tea=2&voucher=WELCOME" });
  expect(await response.text()).toContain("<b>16.60 €</b>");
});

it("serves its script", async () => {
  const response = await fetch(`${url}/page.js`);
  expect(response.headers.get("content-type")).toBe("text/javascript");
});

async function start(server: Server): Promise<string> {
  servers.push(server);
  return listen(server);
}
