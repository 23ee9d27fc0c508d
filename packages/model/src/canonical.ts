import { hash } from "node:crypto";

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = string;

/**
 * JSON with sorted keys and without white space: equal values have equal text on every machine.
 * `undefined` members are left out, as in JSON. Numbers must be finite; the model stores integers.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key]; // an object is a record of unknowns
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

/** SHA-256 over text (as UTF-8) or bytes. */
export function digestOf(data: string | Uint8Array): Digest {
  return `sha256:${hash("sha256", data, "hex")}`;
}

/** Over a text of the repository: the same on a checkout with other line ends. */
export function textDigest(text: string): Digest {
  return digestOf(text.replaceAll("\r\n", "\n"));
}
