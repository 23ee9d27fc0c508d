import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import {
  type Bundle,
  type BundleLimits,
  bundleLimits,
  createBundleDecoder,
  createBundleEncoder,
  type DecodedBundle,
  type Digest,
  refusal,
  type TestCase,
  usageError,
} from "@tollgate/model";
import { openFile } from "../files/open-file.ts";
import { readFileInto } from "../files/read-file.ts";
import { replaceFile } from "../outputs/replace-file.ts";
import { createMemberWriter, type MemberWriter } from "./gzip-members.ts";
import { type PackedCases, packCases } from "./packed-cases.ts";

/** Extension by which people know a bundle. */
export const bundleExtension: string = ".tollgate";

/**
 * Writes a bundle: lines of JSON, gzip. The file appears under its name only when it is complete.
 * Members of gzip simply follow each other, so the text never lies in memory as a whole.
 */
export function writeBundle(path: string, bundle: Bundle<readonly TestCase[] | PackedCases>): void {
  replaceFile(path, (write) => {
    const known = packed.get(bundle);
    if (known === undefined) packInto(bundle, write);
    else for (const member of known.members) write(member);
  });
}

/** The same bundle in another place. */
export function copyBundle(from: string, to: string): void {
  replaceFile(to, (write) => {
    const problem = readFileInto(from, write);
    if (problem !== undefined) throw usageError(problem.message, problem.remedy);
  });
}

/** Over the text of a bundle, as its file has it uncompressed. */
export function bundleDigest(bundle: Bundle): Digest {
  const known = packed.get(bundle) ?? pack(bundle);
  packed.set(bundle, known);
  return known.digest;
}

type Packed = { readonly digest: Digest; readonly members: readonly Uint8Array[] };

/** What a decision names by its digest is nearly always written afterwards: making its text takes longer than keeping its file. */
const packed = new WeakMap<object, Packed>();

function pack(bundle: Bundle): Packed {
  const hash = createHash("sha256");
  const members: Uint8Array[] = [];
  packInto(
    bundle,
    // A copy, because what zlib answers keeps a larger buffer alive.
    (member) => members.push(new Uint8Array(member)),
    (lines) => hash.update(lines),
  );
  return { digest: `sha256:${hash.digest("hex")}`, members };
}

function packInto(
  bundle: Bundle<readonly TestCase[] | PackedCases>,
  write: (member: Uint8Array) => void,
  see: (lines: string | Uint8Array) => void = () => undefined,
): void {
  const encoder = createBundleEncoder();
  const members = createMemberWriter(write);
  const add = (lines: string | Uint8Array): void => {
    see(lines);
    members.add(lines);
  };
  add(encoder.header());
  for (const item of bundle.evidence) {
    add(encoder.head(item));
    if (item.tests !== undefined) addCases(members, packCases(item.tests.cases, see));
    for (const lines of encoder.rest(item)) add(lines);
  }
  add(encoder.end());
  members.end();
}

/** Cases that were packed when they were read, and those that are packed now, give the same bytes. */
function addCases(members: MemberWriter, cases: PackedCases): void {
  for (const line of cases.lines) members.add(line);
  for (const member of cases.packed) members.addMember(member);
}

/**
 * Reads a bundle from a file that nobody vouches for. What is wrong with it comes back as a Problem. A small file that
 * unpacks to much more than bundles do is refused before it fills the memory.
 */
export async function readBundle(
  path: string,
  shownAs: string,
  limits: BundleLimits = bundleLimits,
): Promise<DecodedBundle> {
  try {
    const opened = openFile(path);
    if ("notAFile" in opened) return { problem: refusal(shownAs, `it is ${opened.notAFile}`) };
    const bytes = Math.min(limits.bytes, Math.max(alwaysAllowed, mostExpansion * opened.bytes));
    return await decodeFile(opened.file, shownAs, { ...limits, bytes });
  } catch (error) {
    return { problem: refusal(shownAs, reasonOf(error)) };
  }
}

/** Plain bytes that a bundle of any size may have. */
const alwaysAllowed = 256 * 1024 ** 2;
/** How many times larger than its file a large bundle may be; a usual one is about 5 times larger. */
const mostExpansion = 100;

async function decodeFile(file: number, shownAs: string, limits: BundleLimits): Promise<DecodedBundle> {
  const decoder = createBundleDecoder(shownAs, limits);
  const source = createReadStream("", { fd: file, highWaterMark: 256 * 1024 });
  const plain = createGunzip({ chunkSize: 256 * 1024 });
  source.on("error", (error) => plain.destroy(error));
  source.pipe(plain);
  try {
    for await (const chunk of plain) {
      if (!decoder.write(chunk as Uint8Array)) break; // a binary stream gives buffers
    }
  } finally {
    source.destroy();
  }
  return decoder.end();
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "Z_BUF_ERROR") return "it ends in the middle: it was cut";
  if (code.startsWith("Z_")) return "it is not compressed with gzip, or damaged";
  return `reading it failed (${code || String(error)})`;
}
