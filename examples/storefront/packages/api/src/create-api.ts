import { createServer, type IncomingMessage, type Server } from "node:http";
import { readBody } from "@shop/http";
import { checkout } from "./checkout.ts";
import type { Store } from "./open-store.ts";
import { parseCart } from "./parse-cart.ts";
import { Refusal } from "./refusal.ts";

type Answer = { readonly status: number; readonly body: unknown };

/** The HTTP API over a store: `GET /products`, `POST /orders`, `GET /orders/ID`. */
export function createApi(store: Store): Server {
  return createServer((request, response) => {
    void answer(store, request)
      .catch(toRefusal)
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      });
  });
}

async function answer(store: Store, request: IncomingMessage): Promise<Answer> {
  const route = `${request.method} ${request.url}`;
  if (route === "GET /products") return { status: 200, body: store.products() };
  if (route === "POST /orders")
    return { status: 201, body: checkout(store, parseCart(await readBody(request))) };
  const order = store.order(Number(/^GET \/orders\/(\d+)$/.exec(route)?.[1] ?? 0));
  if (order === undefined) throw new Refusal("not-found");
  return { status: 200, body: order };
}

function toRefusal(error: unknown): Answer {
  if (error instanceof Refusal) return { status: error.status, body: { refused: error.code } };
  console.error(error);
  return { status: 500, body: {} };
}
