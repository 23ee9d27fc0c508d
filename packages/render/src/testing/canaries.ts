import type { Decision, Report } from "@tollgate/model";

/**
 * A verdict in which every text that somebody else may have written says what it says and then the canary: names, paths,
 * messages, owners, branches. Words that the model fixes stay, and so do digests and dates.
 */
export function withCanaries<T extends Report | Decision>(value: T, canary: (at: number) => string): T {
  let count = 0;
  const poisoned = (text: string): string => {
    count++;
    return `${text} ${canary(count)}`;
  };
  const walk = (member: unknown, name: string): unknown => {
    if (typeof member === "string") return fixed.has(name) ? member : poisoned(member);
    if (Array.isArray(member)) return member.map((item) => walk(item, name));
    if (member instanceof Map)
      return new Map([...member].map(([key, item]) => [poisoned(String(key)), walk(item, name)]));
    if (member === null || typeof member !== "object" || ArrayBuffer.isView(member)) return member;
    return Object.fromEntries(Object.entries(member).map(([key, item]) => [key, walk(item, key)]));
  };
  return walk(value, "") as T; // the shape stays
}

/** Members whose texts are words of the model, or digests. */
const fixed: ReadonlySet<string> = new Set([
  ...[
    "schema",
    "outcome",
    "date",
    "mode",
    "severity",
    "answer",
    "effect",
    "status",
    "change",
    "code",
    "level",
  ],
  ...[
    "entity",
    "holds",
    "what",
    "why",
    "about",
    "state",
    "verdict",
    "from",
    "id",
    "digest",
    "policy",
    "bundle",
  ],
  ...["evidence", "sources", "unit", "metric", "enforceFrom", "kindOfMap", "exactness", "rule"],
]);
