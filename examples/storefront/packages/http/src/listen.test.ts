import { createServer } from "node:http";
import { expect, it, onTestFinished } from "vitest";
import { listen } from "./listen.ts";

it("takes a free port of this machine", async () => {
  const server = createServer((_request, response) => response.end("hello"));
  onTestFinished(() => void server.close());
  const url = await listen(server);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(url)).text()).toBe("hello");
});
