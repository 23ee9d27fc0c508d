import { type HostileZip, hostileZips, zipOf } from "@tollgate/testkit/runner";
import { describe, expect, it } from "vitest";
import yauzl from "yauzl";

/** The entries as a reader sees that believes everything. */
async function entriesOf(zip: Buffer): Promise<readonly yauzl.Entry[]> {
  const archive = await yauzl.fromBufferPromise(zip, { decodeStrings: false, validateEntrySizes: false });
  const entries: yauzl.Entry[] = [];
  for await (const entry of archive.eachEntry()) entries.push(entry);
  return entries;
}

describe("a zip", () => {
  it("is one that readers take", async () => {
    const zip = zipOf([
      { name: "a.txt", content: "ä" },
      { name: "folder/b.bin", content: Uint8Array.of(0, 255), mode: 0o100755 },
    ]);
    const archive = await yauzl.fromBufferPromise(zip);
    const read: [string, number, string][] = [];
    for await (const entry of archive.eachEntry()) {
      const chunks: Buffer[] = [];
      for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      read.push([entry.fileName, entry.externalFileAttributes >>> 16, Buffer.concat(chunks).toString("hex")]);
    }
    expect(read).toEqual([
      ["a.txt", 0o100644, "c3a4"],
      ["folder/b.bin", 0o100755, "00ff"],
    ]);
  });
});

describe("hostile zips", () => {
  const names = async (kind: HostileZip): Promise<readonly string[]> =>
    (await entriesOf(hostileZips[kind]())).map(({ fileName }) => String(fileName));

  it.each<[HostileZip, readonly string[]]>([
    ["a name that climbs out", ["../escaped.txt"]],
    ["a name that climbs out from below", ["inner/../../escaped.txt"]],
    ["a name that climbs out with backslashes", ["..\\escaped.txt"]],
    ["an absolute name", ["/tmp/escaped.txt"]],
    ["a name with a drive", ["C:\\escaped.txt"]],
    ["an empty name", [""]],
    ["a name with a NUL", ["evidence.tollgate\0.txt"]],
    ["two entries of one name", ["evidence.tollgate", "evidence.tollgate"]],
    ["two names that differ in case", ["evidence.tollgate", "Evidence.tollgate"]],
    ["two writings of one name", ["evidence.tollgate", "./evidence.tollgate"]],
    ["a file that is also a folder", ["evidence", "evidence/inner"]],
    ["a link and a file through it", ["link", "link/escaped.txt"]],
  ])("hold %s", async (kind, expected) => {
    expect(await names(kind)).toEqual(expected);
  });

  it.each<[HostileZip, number]>([
    ["a link", 0o120777],
    ["a device", 0o020666],
  ])("hold %s", async (kind, mode) => {
    const [entry] = await entriesOf(hostileZips[kind]());
    expect(entry!.externalFileAttributes >>> 16).toBe(mode);
  });

  it("hold 512 MB in half a megabyte", async () => {
    const zip = hostileZips["a bomb"]();
    const [entry] = await entriesOf(zip);
    expect(entry?.uncompressedSize).toBe(512 * 1024 * 1024);
    expect(zip.length).toBeLessThan(600_000);
  });

  it("hold far more than they claim", async () => {
    const zip = hostileZips["a bomb that claims to be small"]();
    const archive = await yauzl.fromBufferPromise(zip, { validateEntrySizes: false });
    let size = 0;
    for await (const entry of archive.eachEntry()) {
      expect(entry.uncompressedSize).toBe(10);
      for await (const chunk of await archive.openReadStreamPromise(entry)) size += (chunk as Buffer).length;
    }
    expect(size).toBe(100 * 1024 * 1024);
  });

  it("hold 60,000 entries", async () => {
    expect(await entriesOf(hostileZips["60,000 entries"]())).toHaveLength(60_000);
  });

  it("hold an encrypted entry", async () => {
    const [entry] = await entriesOf(hostileZips["an encrypted entry"]());
    expect(entry?.isEncrypted()).toBe(true);
  });

  it("hold less than they claim", async () => {
    const [entry] = await entriesOf(hostileZips["a claim of more than is there"]());
    expect(entry?.uncompressedSize).toBe(1000);
  });

  it.each<HostileZip>(["a cut-off end", "a directory without entries behind it", "no zip", "nothing"])(
    "are unreadable: %s",
    async (kind) => {
      await expect(entriesOf(hostileZips[kind]())).rejects.toThrow();
    },
  );
});
