import fc from "fast-check";

/** One of the files with one to three of its bytes replaced, often by those that mean something in JSON. */
export function withOtherBytes(files: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const change = fc.tuple(
    fc.nat(),
    fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('"{}[],:019ae \n'))),
  );
  return fc
    .tuple(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([file, changes]) => {
      const damaged = Buffer.from(file);
      for (const [at, byte] of changes) damaged[at % damaged.length] = byte;
      return damaged;
    });
}

/** Every member of a value, at any level. */
export function membersOf(value: unknown): readonly [container: Record<string, unknown>, key: string][] {
  if (value === null || typeof value !== "object") return [];
  const container = value as Record<string, unknown>; // lists are edited by index
  return Object.entries(container).flatMap(([key, member]) => [[container, key], ...membersOf(member)]);
}
