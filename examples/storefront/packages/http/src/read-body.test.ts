import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { readBody } from "./read-body.ts";

it("joins characters that two chunks share", async () => {
  const euro = Buffer.from("5 €");
  expect(await readBody(Readable.from([euro.subarray(0, 3), euro.subarray(3)]))).toBe("5 €");
});

it("refuses more than the limit", async () => {
  await expect(readBody(Readable.from([Buffer.alloc(6), Buffer.alloc(5)]), 10)).rejects.toThrow("10 bytes");
});
