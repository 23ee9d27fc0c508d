import { gunzipSync, inflateRawSync } from "node:zlib";
import type { FakeRequest } from "./request.ts";

/** Where a known secret shows in a request, the Authorization header apart. */
export function secretPlaces(request: FakeRequest, secrets: readonly string[]): readonly string[] {
  const places: readonly (readonly [string, string | Buffer])[] = [
    ["path", request.path],
    ["query", [...request.query.values()].join("\n")],
    ["body", request.body],
    ...Object.entries(request.headers)
      .filter(([name]) => name !== "authorization")
      .map(([name, value]): [string, string] => [`header ${name}`, String(value)]),
  ];
  return places.filter(([, content]) => holdsSecret(content, secrets)).map(([name]) => name);
}

/** Bundles are gzip inside a zip. */
const deepest = 3;

/** Whether one of the secrets is in a text or file, plain, encoded, or packed as zip or gzip. */
export function holdsSecret(content: string | Uint8Array, secrets: readonly string[], depth = 0): boolean {
  const bytes = Buffer.from(content);
  const text = bytes.toString("latin1");
  const forms = secrets.filter((secret) => secret !== "").flatMap(formsOf);
  if (forms.some((form) => text.includes(form))) return true;
  return depth < deepest && unpack(bytes).some((inner) => holdsSecret(inner, secrets, depth + 1));
}

/** As itself, inside JSON, inside a URL, and as base64 at each of the three places in a group. */
function formsOf(secret: string): readonly string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from("x".repeat(shift) + secret)
      .toString("base64")
      .replaceAll("=", "");
    // What the neighbours in a group decide is left out.
    return encoded.slice(shift === 0 ? 0 : shift + 1, -1);
  });
  const bytes = Buffer.from(secret).toString("latin1");
  return [bytes, JSON.stringify(bytes).slice(1, -1), encodeURIComponent(secret), ...shifted];
}

function unpack(bytes: Buffer): readonly Buffer[] {
  try {
    if (bytes.readUInt16BE(0) === 0x1f8b) return [gunzipSync(bytes)];
    return bytes.readUInt32LE(0) === 0x04034b50 ? entriesOf(bytes) : [];
  } catch {
    // Not what it looked like: the plain search has seen its bytes.
    return [];
  }
}

/** Contents of a zip's entries, found by its central directory. */
function entriesOf(zip: Buffer): readonly Buffer[] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const found: Buffer[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size);
    found.push(method === 8 ? inflateRawSync(content) : content);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return found;
}
