/** A member that two JSON values do not have alike; a side that does not have it is absent. */
export type MemberDifference = {
  /** `rules[2].answer` */
  readonly member: string;
  readonly recorded?: unknown;
  readonly replayed?: unknown;
};

/** Where two JSON values differ, as deep as both have it, in order. */
export function memberDifferences(
  recorded: unknown,
  replayed: unknown,
  member = "",
): readonly MemberDifference[] {
  if (Object.is(recorded, replayed)) return [];
  const [a, b] = [entriesOf(recorded), entriesOf(replayed)];
  if (a === undefined || b === undefined || Array.isArray(recorded) !== Array.isArray(replayed))
    return [
      {
        member,
        ...(recorded === undefined ? {} : { recorded }),
        ...(replayed === undefined ? {} : { replayed }),
      },
    ];
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names].flatMap((name) =>
    memberDifferences(a.get(name), b.get(name), nameOf(member, name, Array.isArray(recorded))),
  );
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return value === null || typeof value !== "object" ? undefined : new Map(Object.entries(value));
}

function nameOf(member: string, name: string, isItem: boolean): string {
  if (isItem) return `${member}[${name}]`;
  return member === "" ? name : `${member}.${name}`;
}
