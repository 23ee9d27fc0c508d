import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Client, RefusedError } from "@shop/client";
import { readBody } from "@shop/http";
import { parseForm } from "./parse-form.ts";
import { renderOrder, renderProducts, renderRefusal } from "./render-page.ts";

const script = readFileSync(new URL("../static/page.js", import.meta.url));

/** The shop's pages, rendered here from what the API says. */
export function createWeb(client: Client): Server {
  return createServer((request, response) => {
    void answer(client, request, response).catch((error: unknown) => {
      const refused = error instanceof RefusedError ? error : new RefusedError("unavailable", 502);
      sendPage(response, refused.status, renderRefusal(refused.code));
    });
  });
}

async function answer(client: Client, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const route = `${request.method} ${request.url}`;
  if (route === "GET /") sendPage(response, 200, renderProducts(await client.products()));
  else if (route === "GET /page.js")
    response.writeHead(200, { "content-type": "text/javascript" }).end(script);
  else if (route === "POST /orders") {
    const { id } = await client.order(parseForm(await readBody(request)));
    response.writeHead(303, { location: `/orders/${id}` }).end();
  } else {
    const id = Number(/^GET \/orders\/(\d+)$/.exec(route)?.[1] ?? 0);
    sendPage(response, 200, renderOrder(await client.orderOf(id)));
  }
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(page);
}
