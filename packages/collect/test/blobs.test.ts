import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCollector } from "../src/collector.ts";

/* Blobs are private to the runner that wrote them: recognised, refused, and never green. */

const vitest = dirname(fileURLToPath(import.meta.resolve("vitest/package.json")));
let folder = "";

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "tollgate-blob-")));
  symlinkSync(dirname(vitest), join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "a.test.js"), 'import { test } from "vitest"; test("a", () => {});');
  const { VITEST: _, ...env } = process.env;
  const args = ["run", "--reporter=blob", "--outputFile.blob=blob.json"];
  spawnSync(process.execPath, [join(vitest, "vitest.mjs"), ...args], { cwd: folder, env });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a blob", () => {
  test("of the vitest that is installed is refused with the command that reads it", () => {
    expect(refusalOf(readFileSync(join(folder, "blob.json")))).toEqual([
      "invalid",
      "unsupported-format",
      expect.stringContaining("vitest --merge-reports"),
    ]);
  });

  test("of Playwright is refused with the command that reads it, packed or not", () => {
    const packed = readFileSync(new URL("json-fixtures/playwright-blob.zip", import.meta.url));
    const unpacked = Buffer.from(
      '{"method":"onBlobReportMetadata","params":{"version":2}}\n{"method":"onBegin"}\n',
    );
    for (const blob of [packed, unpacked])
      expect(refusalOf(blob)).toEqual([
        "invalid",
        "unsupported-format",
        expect.stringContaining("playwright merge-reports"),
      ]);
  });

  test("is no other archive", () => {
    expect(refusalOf(Buffer.from(`PK\u0003\u0004${"\0".repeat(26)}data.txt`))).toEqual([
      "invalid",
      "wrong-content",
      "Unpack it first.",
    ]);
  });
});

function refusalOf(bytes: Buffer): readonly unknown[] {
  const session = createCollector({
    mappings: [],
    job: "",
    shard: { index: 1, total: 1 },
    attempt: 1,
    environment: [],
  }).open({ path: "reports/blob", promised: true });
  session.write(bytes);
  const { status, problems, tests } = session.close()!;
  expect(tests?.cases ?? []).toEqual([]);
  expect(problems).toHaveLength(1);
  return [status, problems[0]!.code, problems[0]!.remedy];
}
