import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGzip, gunzipSync, gzipSync } from "node:zlib";
import { bundleBy, bundleOf, canonicalBundle, digestOf, type TestCase } from "@tollgate/model";
import { evidence } from "@tollgate/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleDigest, copyBundle, readBundle, writeBundle } from "../src/bundles/bundle-file.ts";
import { packing } from "../src/bundles/packed-cases.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tollgate-bundle-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sample = bundleOf(fc.sample(evidence, { numRuns: 20, seed: 3 }));

describe("a bundle on disk", () => {
  it("reads back as it was written", async () => {
    const path = join(folder, "a/b/evidence.tollgate");
    writeBundle(path, sample);
    const decoded = await readBundle(path, "evidence.tollgate");
    expect("bundle" in decoded && canonicalBundle(decoded.bundle)).toBe(canonicalBundle(sample));
    expect(readdirSync(join(folder, "a/b"))).toEqual(["evidence.tollgate"]);
  });

  it("reads back with lines of any length", async () => {
    // Below a block, a block and more of bytes that are not ASCII, and small ones behind it.
    const names = ["short", "é🙂".repeat(400), "a"];
    const items = sample.evidence.slice(0, names.length).map((item, i) => ({
      ...item,
      tests: { entries: 1_001, cases: Array.from({ length: 1_001 }, () => namedCase(names[i]!)) },
    }));
    const bundle = bundleOf(items);
    const path = join(folder, "long.tollgate");
    writeBundle(path, bundle);
    const decoded = await readBundle(path, "long.tollgate");
    expect("bundle" in decoded && canonicalBundle(decoded.bundle) === canonicalBundle(bundle)).toBe(true);
  });

  it("has the same bytes when its cases were packed as they were read", async () => {
    const counts = [0, 1, 499, 500, 501, 2_000, 12_000];
    const items = sample.evidence.slice(0, counts.length).map((item, i) => ({
      ...item,
      tests: {
        entries: counts[i]!,
        cases: Array.from({ length: counts[i]! }, (_, n) => namedCase(`é ${n}`)),
      },
    }));
    const plain = join(folder, "plain-cases.tollgate");
    const packed = join(folder, "packed-cases.tollgate");
    const bundle = bundleOf([...items, ...sample.evidence.slice(counts.length)]);
    writeBundle(plain, bundle);
    const held = [...bundle.evidence].reverse().map((item) => packing.hold(item));
    expect(held.map(({ tests }) => tests?.cases.length)).toEqual(
      [...bundle.evidence].reverse().map(({ tests }) => tests?.cases.length),
    );
    writeBundle(packed, bundleBy(held, packing.textOf));
    expect(readFileSync(packed).equals(readFileSync(plain))).toBe(true);
    const decoded = await readBundle(packed, "packed-cases.tollgate");
    expect("bundle" in decoded && canonicalBundle(decoded.bundle) === canonicalBundle(bundle)).toBe(true);
  });

  it("keeps one of two copies of packed evidence, whichever comes first", () => {
    const [a, b] = [1_000, 1_001].map((count) => ({
      ...sample.evidence[0]!,
      tests: { entries: 1_001, cases: Array.from({ length: count }, (_, n) => namedCase(`case ${n}`)) },
    }));
    const held = [packing.hold(a!), packing.hold(b!)];
    const one = bundleBy(held, packing.textOf);
    expect(one.evidence).toHaveLength(1);
    expect(bundleBy(held.toReversed(), packing.textOf)).toEqual(one);
  });

  it("is the same in another place, and there only when there is one", () => {
    const path = join(folder, "first.tollgate");
    const copy = join(folder, "copies/first.tollgate");
    writeBundle(path, sample);
    copyBundle(path, copy);
    expect(readFileSync(copy).equals(readFileSync(path))).toBe(true);
    expect(() => copyBundle(join(folder, "none.tollgate"), join(folder, "copies/none.tollgate"))).toThrow(
      "There is no such file.",
    );
    expect(readdirSync(join(folder, "copies"))).toEqual(["first.tollgate"]);
  });

  it("has the same bytes when its digest was asked for before", () => {
    const [path, again] = [join(folder, "plain.tollgate"), join(folder, "again.tollgate")];
    const cases = Array.from({ length: 2_000 }, (_, n) => namedCase(`é ${n}`));
    const bundle = bundleOf([
      { ...sample.evidence[0]!, tests: { entries: 2_000, cases } },
      ...sample.evidence.slice(1),
    ]);
    writeBundle(path, bundle);
    const text = gunzipSync(readFileSync(path));
    expect(bundleDigest(bundle)).toBe(digestOf(text));
    writeBundle(again, bundle);
    expect(readFileSync(again).equals(readFileSync(path))).toBe(true);
  });

  it("is plain gzip of JSON lines", () => {
    const path = join(folder, "plain.tollgate");
    writeBundle(path, sample);
    const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split("\n");
    expect(JSON.parse(lines[0]!)).toEqual({ schema: "tollgate/bundle/1" });
    expect(JSON.parse(lines.at(-1)!)).toHaveProperty("end");
  });

  it("is refused when it is cut anywhere", async () => {
    const path = join(folder, "whole.tollgate");
    writeBundle(path, sample);
    const whole = readFileSync(path);
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 60)) {
      const cut = join(folder, "cut.tollgate");
      writeFileSync(cut, whole.subarray(0, length));
      expect(await readBundle(cut, "cut.tollgate")).toMatchObject({
        problem: { code: "bundle-refused", severity: "error", path: "cut.tollgate" },
      });
    }
  });

  it("is refused when it unpacks without end", async () => {
    const path = join(folder, "bomb.tollgate");
    const header = gzipSync('{"schema":"tollgate/bundle/1"}\n');
    const gzip = createGzip();
    const bomb: Buffer[] = [];
    gzip.on("data", (chunk: Buffer) => bomb.push(chunk));
    const done = new Promise((resolve) => gzip.on("end", resolve));
    for (let i = 0; i < 80; i++) gzip.write(Buffer.alloc(1024 * 1024, 0x20));
    gzip.end();
    await done;
    writeFileSync(path, Buffer.concat([header, ...bomb]));
    const decoded = await readBundle(path, "bomb.tollgate");
    expect(decoded).toMatchObject({ problem: { message: expect.stringContaining("a line is longer than") } });
  });

  it.each([
    ["is not there", undefined, "there is no such file"],
    ["is text", "hello", "not compressed with gzip"],
    ["is empty", "", "it"],
  ])("is refused when it %s", async (_what, content, reason) => {
    const path = join(folder, "odd.tollgate");
    rmSync(path, { force: true });
    if (content !== undefined) writeFileSync(path, content);
    expect(await readBundle(path, "odd.tollgate")).toMatchObject({
      problem: { code: "bundle-refused", message: expect.stringContaining(reason) },
    });
  });

  it("is refused when it is a folder", async () => {
    expect(await readBundle(folder, "folder")).toMatchObject({
      problem: { message: "The bundle is not used: it is a folder." },
    });
  });
});

function namedCase(name: string): TestCase {
  return { package: "", suite: [], name, status: "passed", details: [] };
}
