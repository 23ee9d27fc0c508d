import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";

/**
 * What a process of the tests has counted until a file of tests has ended. Files that share a process share its
 * modules: each writes anew what the one before it left.
 */
const path = join(process.env["TOLLGATE_COUNTS"]!, `${process.pid}-${performance.timeOrigin}.json`);

afterAll(() => {
  const plain = (_name: string, value: unknown): unknown =>
    value instanceof Uint32Array ? Array.from(value) : value;
  const { __coverage__: counts = {} } = globalThis as { readonly __coverage__?: unknown };
  writeFileSync(path, JSON.stringify(counts, plain));
});
