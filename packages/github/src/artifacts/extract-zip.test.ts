import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipOf } from "@tollgate/testkit/runner";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ExtractOptions, extractZip } from "./extract-zip.ts";
import { artifactLimits } from "./limits.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tollgate-zip-"));
  mkdirSync(join(folder, "out"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const small = { ...artifactLimits, entries: 3, entryBytes: 2_000_000, alwaysAllowed: 100_000, ratio: 50 };

async function extract(archive: Buffer, limits = artifactLimits): Promise<unknown> {
  writeFileSync(join(folder, "artifact.zip"), archive);
  const options: ExtractOptions = {
    allows: (name) => name.endsWith(".tollgate"),
    target: (name) => join(folder, "out", `taken-${name}`),
    limits,
  };
  const extracted = await extractZip(join(folder, "artifact.zip"), options);
  return "refused" in extracted ? extracted.refused : [...extracted.files.keys()];
}

/** Nothing but the archive itself may lie anywhere. */
function written(): readonly string[] {
  expect(existsSync("/tmp/tollgate-slipped.tollgate")).toBe(false);
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !["artifact.zip", "out"].includes(name));
}

describe("a zip archive", () => {
  it("gives the files that are wanted, under names that the caller chose", async () => {
    const archive = zipOf([
      { name: "evidence.tollgate", content: "packed" },
      { name: "b.tollgate", content: "stored", method: 0 },
    ]);
    expect(await extract(archive)).toEqual(["evidence.tollgate", "b.tollgate"]);
    expect(written().toSorted()).toEqual([
      join("out", "taken-b.tollgate"),
      join("out", "taken-evidence.tollgate"),
    ]);
    expect(readFileSync(join(folder, "out", "taken-b.tollgate"), "utf8")).toBe("stored");
  });

  it("may hold allowed files that nobody wants", async () => {
    writeFileSync(join(folder, "artifact.zip"), zipOf([{ name: "a.json" }, { name: "b.json" }]));
    const extracted = await extractZip(join(folder, "artifact.zip"), {
      allows: () => true,
      target: (name) => (name === "b.json" ? join(folder, "out", name) : undefined),
    });
    expect(extracted).toEqual({ files: new Map([["b.json", join(folder, "out", "b.json")]]) });
  });

  const path = "is a path, and only files without a folder belong into it";
  it.each([
    ["/tmp/tollgate-slipped.tollgate", `"/tmp/tollgate-slipped.tollgate" ${path}`],
    ["../slipped.tollgate", `"../slipped.tollgate" ${path}`],
    ["a/../../slipped.tollgate", `"a/../../slipped.tollgate" ${path}`],
    ["..\\slipped.tollgate", String.raw`"..\\slipped.tollgate" ${path}`],
    ["C:\\slipped.tollgate", String.raw`"C:\\slipped.tollgate" ${path}`],
    ["folder/", `"folder/" ${path}`],
    ["C:slipped.tollgate", `"C:slipped.tollgate" is no plain file name`],
    ["..", `".." is no plain file name`],
    ["", `"" is no plain file name`],
    ["nul\0.tollgate", String.raw`"nul\u0000.tollgate" is no plain file name`],
    ["run.sh", `"run.sh" is no file that belongs into it`],
  ])("is refused for an entry called %j", async (name, clause) => {
    expect(await extract(zipOf([{ name: "good.tollgate" }, { name }]))).toBe(clause);
    expect(written()).toEqual([]);
  });

  it("is refused for a very long name without showing it whole", async () => {
    const clause = await extract(zipOf([{ name: `${"a".repeat(5_000)}.tollgate` }]));
    expect(clause).toBe(`"${"a".repeat(79)}…" is no plain file name`);
  });

  it.each([
    ["a link", { mode: 0o120777 }, "is a link or another thing that is no file"],
    ["a device", { mode: 0o060666 }, "is a link or another thing that is no file"],
    ["a folder by its mode", { mode: 0o040755 }, "is a link or another thing that is no file"],
    ["an encrypted entry", { encrypted: true }, "is encrypted"],
    ["another method", { method: 12 as const }, "is packed by a method that is not read here (12)"],
  ])("is refused for %s", async (_what, spec, clause) => {
    expect(await extract(zipOf([{ name: "good.tollgate" }, { name: "a.tollgate", ...spec }]))).toBe(
      `"a.tollgate" ${clause}`,
    );
    expect(written()).toEqual([]);
  });

  it.each(["a.tollgate", "A.tollgate"])("is refused for two entries of one name (%s)", async (name) => {
    expect(await extract(zipOf([{ name: "a.tollgate" }, { name }]))).toBe(`"${name}" is there twice`);
    expect(written()).toEqual([]);
  });

  it("is refused for too many entries", async () => {
    const files = ["a", "b", "c", "d"].map((name) => ({ name: `${name}.tollgate` }));
    expect(await extract(zipOf(files), small)).toBe("it has 4 files, at most 3 are read");
  });

  it("is refused for one file that says it is too large", async () => {
    expect(await extract(zipOf([{ name: "a.tollgate", claimedSize: 3_000_000 }]), small)).toBe(
      '"a.tollgate" says that it has 3000000 bytes, at most 2000000 are read',
    );
  });

  it("is refused for files that together say they are too large", async () => {
    const files = ["a.tollgate", "b.tollgate"].map((name) => ({ name, claimedSize: 60_000 }));
    expect(await extract(zipOf(files), small)).toBe(
      "its files say that they have more than 100000 bytes, which is the most for its size",
    );
  });

  it("is refused for unpacking to many times its size, before a byte is written", async () => {
    const archive = zipOf([{ name: "a.tollgate", content: Buffer.alloc(64 * 1024 ** 2) }]);
    expect(archive.length).toBeLessThan(100_000);
    expect(await extract(archive)).toMatch(/^its files say that they have more than \d+ bytes/);
    expect(written()).toEqual([]);
  });

  it.each([
    ["less", 10, 8],
    ["less, unpacked", 10, 0],
    ["more", 90_000, 8],
  ] as const)("is refused for saying %s than it has", async (_what, says, method) => {
    const archive = zipOf([{ name: "a.tollgate", content: Buffer.alloc(80_000), claimedSize: says, method }]);
    expect(await extract(archive, small)).toBe("it says false sizes of its files");
    expect(written()).toEqual([]);
  });

  it("is refused for a wrong checksum, and what was written goes away", async () => {
    const archive = zipOf([
      { name: "a.tollgate" },
      { name: "b.tollgate", packed: { bytes: Buffer.from("x"), size: 1, crc: 1 }, method: 0 },
    ]);
    expect(await extract(archive)).toBe("it is damaged: a checksum is another one");
    expect(written()).toEqual([]);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["text", Buffer.from("<html>502</html>")],
    ["a cut archive", zipOf([{ name: "a.tollgate" }]).subarray(0, 50)],
  ])("is refused where it is %s", async (_what, bytes) => {
    expect(await extract(bytes)).toBe("it is no zip archive, or cut");
  });

  it("is refused for damaged bytes inside", async () => {
    const archive = zipOf([{ name: "a.tollgate", content: "some text that is packed" }]);
    archive.fill(0xff, 42, 52);
    expect(await extract(archive)).toBe("it is damaged");
    expect(written()).toEqual([]);
  });

  it("without a file is allowed, and gives none", async () => {
    expect(await extract(zipOf([]))).toEqual([]);
  });

  it("does not hide trouble of the own disk", async () => {
    writeFileSync(join(folder, "artifact.zip"), zipOf([{ name: "a.tollgate" }]));
    const extracting = extractZip(join(folder, "artifact.zip"), {
      allows: () => true,
      target: (name) => join(folder, "not-there", name),
    });
    await expect(extracting).rejects.toThrow("ENOENT");
  });

  it("reads nothing more when it is closed, as its descriptor is another file's then", async () => {
    writeFileSync(
      join(folder, "artifact.zip"),
      zipOf([{ name: "a.tollgate", content: "x".repeat(100_000) }]),
    );
    for (let round = 0; round < 50; round++) {
      await extractZip(join(folder, "artifact.zip"), {
        allows: () => true,
        target: (name) => join(folder, "not-there", name),
      }).catch(() => undefined);
      const taken = openSync(folder, "r"); // reading a folder fails, and fails the test run
      await new Promise((resolve) => setTimeout(resolve, 1));
      closeSync(taken);
    }
  });
});
