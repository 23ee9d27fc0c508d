/** Thrown inside the bundle decoder only, and turned into a Problem there. */
export class Refusal extends Error {}

/** A JSON object as a lookup of unknown members. */
export type Members = { readonly [name: string]: unknown };

export function membersOf(value: unknown, where: string): Members {
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Refusal(`${where} is not an object`);
  return value as Members; // just looked
}

export function listOf<T>(
  value: unknown,
  where: string,
  item: (value: unknown, where: string) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw new Refusal(`${where} is not a list`);
  return value.map((element: unknown, i) => item(element, `${where}[${i}]`));
}

export function textOf(value: unknown, where: string): string {
  if (typeof value !== "string") throw new Refusal(`${where} is not a text`);
  return value;
}

/** As `listOf` with `textOf`, without a name for each of them: a map has many. */
export function textsOf(value: unknown, where: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((text): text is string => typeof text === "string"))
    throw new Refusal(`${where} is not a list of texts`);
  return value;
}

export function oneOf<T extends string>(value: unknown, where: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new Refusal(`${where} is not one of ${allowed.join(", ")}`);
  return found;
}

export function truthOf(value: unknown, where: string): boolean {
  if (typeof value !== "boolean") throw new Refusal(`${where} is neither true nor false`);
  return value;
}

/** An integer from `min` to 2^53 - 1. */
export function integerOf(value: unknown, where: string, min: number): number {
  if (!Number.isSafeInteger(value) || (value as number) < min)
    throw new Refusal(`${where} is not a whole number from ${min}`);
  return value as number; // just looked
}

/** `{ [name]: read(value) }`, or nothing when the member is absent: for optional members. */
export function optional<N extends string, T>(
  members: Members,
  name: N,
  where: string,
  read: (value: unknown, where: string) => T,
): { readonly [K in N]?: T } {
  const value = members[name];
  if (value === undefined) return {};
  return { [name]: read(value, `${where}.${name}`) } as { [K in N]?: T }; // computed keys widen
}

/** A path that stays below the repository's root: relative, `/` only, no `.`, `..` or empty part, no drive. */
export function repoPathOf(value: unknown, where: string): string {
  const path = textOf(value, where);
  if (!isRepoPath(path)) throw new Refusal(`${where} leaves the repository`);
  return path;
}

export function isRepoPath(path: string): boolean {
  if (
    path === "" ||
    path.startsWith("/") ||
    path.includes("\\") ||
    path.includes("\0") ||
    /^[A-Za-z]:/.test(path)
  )
    return false;
  return !/(?:^|\/)\.{0,2}(?:\/|$)/.test(path);
}
