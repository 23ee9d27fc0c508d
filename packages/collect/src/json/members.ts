/** A JSON object as a lookup of unknown members. */
export type Members = { readonly [name: string]: unknown };

export function isMembers(value: unknown): value is Members {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Names from a report are data: only members of its own, never inherited ones. */
export function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

export function ownText(members: Members, name: string): string | undefined {
  const value = own(members, name);
  return typeof value === "string" ? value : undefined;
}

export function ownList(members: Members, name: string): readonly unknown[] | undefined {
  const value = own(members, name);
  return Array.isArray(value) ? value : undefined;
}

export function ownMembers(members: Members, name: string): Members | undefined {
  const value = own(members, name);
  return isMembers(value) ? value : undefined;
}

/** A whole number from `min` on that is exact. */
export function ownInteger(members: Members, name: string, min: number): number | undefined {
  const value = own(members, name);
  return typeof value === "number" && Number.isSafeInteger(value) && value >= min ? value : undefined;
}

/** The texts of a list, in their order; what is no text is left out. */
export function ownTexts(members: Members, name: string): readonly string[] {
  return (ownList(members, name) ?? []).filter((value) => typeof value === "string");
}
