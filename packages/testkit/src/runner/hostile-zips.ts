import { constants, crc32, deflateRawSync } from "node:zlib";
import { type ZipEntry, zipOf } from "./zip.ts";

export type HostileZip =
  | "a name that climbs out"
  | "a name that climbs out from below"
  | "a name that climbs out with backslashes"
  | "an absolute name"
  | "a name with a drive"
  | "an empty name"
  | "a name with a NUL"
  | "a link"
  | "a link and a file through it"
  | "a device"
  | "two entries of one name"
  | "two names that differ in case"
  | "two writings of one name"
  | "a file that is also a folder"
  | "a bomb"
  | "a bomb that claims to be small"
  | "60,000 entries"
  | "an encrypted entry"
  | "a claim of more than is there"
  | "a cut-off end"
  | "a directory without entries behind it"
  | "no zip"
  | "nothing";

/** Artifacts that a run of a stranger may offer. All hold what the name says and nothing else, unless noted. */
export const hostileZips: Readonly<Record<HostileZip, () => Buffer>> = {
  "a name that climbs out": (): Buffer => named("../escaped.txt"),
  "a name that climbs out from below": (): Buffer => named("inner/../../escaped.txt"),
  "a name that climbs out with backslashes": (): Buffer => named("..\\escaped.txt"),
  "an absolute name": (): Buffer => named("/tmp/escaped.txt"),
  "a name with a drive": (): Buffer => named("C:\\escaped.txt"),
  "an empty name": (): Buffer => named(""),
  "a name with a NUL": (): Buffer => named("evidence.tollgate\0.txt"),
  "a link": (): Buffer => zipOf([{ name: "link", content: "/etc/passwd", mode: 0o120777 }]),
  "a link and a file through it": (): Buffer =>
    zipOf([
      { name: "link", content: "/tmp", mode: 0o120777 },
      { name: "link/escaped.txt", content: "escaped" },
    ]),
  "a device": (): Buffer => zipOf([{ name: "device", mode: 0o020666 }]),
  "two entries of one name": (): Buffer =>
    zipOf([text("evidence.tollgate", "first"), text("evidence.tollgate", "second")]),
  "two names that differ in case": (): Buffer =>
    zipOf([text("evidence.tollgate"), text("Evidence.tollgate")]),
  "two writings of one name": (): Buffer => zipOf([text("evidence.tollgate"), text("./evidence.tollgate")]),
  "a file that is also a folder": (): Buffer => zipOf([text("evidence"), text("evidence/inner")]),
  /** Half a megabyte that holds 512. */
  "a bomb": (): Buffer => zipOf([{ name: "evidence.tollgate", packed: zeros(512) }]),
  /** A tenth of a megabyte that claims ten bytes and holds 100 megabytes. */
  "a bomb that claims to be small": (): Buffer =>
    zipOf([{ name: "evidence.tollgate", packed: zeros(100), claimedSize: 10 }]),
  "60,000 entries": (): Buffer =>
    zipOf(Array.from({ length: 60_000 }, (_, at) => ({ name: `${at}.txt`, packed: nothing }))),
  "an encrypted entry": (): Buffer =>
    zipOf([{ name: "evidence.tollgate", content: "twelve bytes and more", encrypted: true }]),
  "a claim of more than is there": (): Buffer =>
    zipOf([{ name: "evidence.tollgate", content: "short", claimedSize: 1000 }]),
  /** Good up to the middle of its only entry. */
  "a cut-off end": (): Buffer => {
    const whole = zipOf([{ name: "evidence.tollgate", content: Buffer.from(countTo(5000)) }]);
    return whole.subarray(0, whole.length / 2);
  },
  "a directory without entries behind it": (): Buffer => {
    const whole = zipOf([text("evidence.tollgate")]);
    whole.writeUInt32LE(0x7fff_ffff, whole.length - 6);
    return whole;
  },
  "no zip": (): Buffer => Buffer.from("<html>not found</html>"),
  nothing: (): Buffer => Buffer.alloc(0),
};

/** No byte, deflated. */
const nothing = { bytes: Buffer.of(3, 0), size: 0, crc: 0 };

function named(name: string): Buffer {
  return zipOf([text(name, "escaped")]);
}

function text(name: string, content: string = name): ZipEntry {
  return { name, content };
}

function countTo(last: number): string {
  return Array.from({ length: last }, (_, at) => at).join();
}

/** Deflated megabytes of zeros: the same megabyte again and again, so that making it costs little. */
function zeros(megabytes: number): NonNullable<ZipEntry["packed"]> {
  const plain = Buffer.alloc(1024 * 1024);
  const inner = deflateRawSync(plain, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const last = deflateRawSync(plain, { level: 9 });
  let crc = 0;
  for (let at = 0; at < megabytes; at++) crc = crc32(plain, crc);
  const bytes = Buffer.concat([...Array.from({ length: megabytes - 1 }, () => inner), last]);
  return { bytes, size: megabytes * plain.length, crc };
}
