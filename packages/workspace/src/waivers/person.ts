/** Somebody as git, a trailer or the platform names them. Each member may be unknown. */
export type Person = {
  readonly name?: string;
  readonly email?: string;
  /** With its `@`. */
  readonly handle?: string;
};

/** From a name and an address; GitHub's own addresses give the handle. Those of managed users have an underscore. */
export function personOf(name: string, email: string): Person {
  const handle = /^(?:\d+\+)?([A-Za-z\d_-]+(?:\[bot\])?)@users\.noreply\.[^@\s]+$/.exec(email)?.[1];
  return {
    ...(name === "" ? {} : { name }),
    ...(email === "" ? {} : { email }),
    ...(handle === undefined ? {} : { handle: `@${handle}` }),
  };
}

/** From a trailer's value: `Ada Lovelace <ada@example.com>`, `@ada`, `ada@example.com`. */
export function parsePerson(text: string): Person {
  const [, name = "", email = ""] = /^([^<>]*)<([^<>\s]+)>\s*$/.exec(text) ?? [];
  const bare = email === "" ? text.trim() : name.trim();
  if (/^@[A-Za-z\d_-]+$/.test(bare)) return { ...personOf("", email), handle: bare };
  if (email !== "") return personOf(bare, email);
  return /^[^\s@]+@[^\s@]+$/.test(bare) ? personOf("", bare) : personOf(bare, "");
}

/** True when both may be the same: one thing that is known of both is equal. */
export function isSamePerson(a: Person, b: Person): boolean {
  return (["email", "handle", "name"] as const).some(
    (member) => a[member] !== undefined && same(a[member], b[member]),
  );
}

/** Whether somebody is an owner of CODEOWNERS; `undefined` where nothing here tells: teams, another kind of name. */
export function isOwner(person: Person, owner: string): boolean | undefined {
  if (/^@[^/]+\/.+/.test(owner)) return undefined;
  const known = owner.startsWith("@") ? person.handle : person.email;
  return known === undefined ? undefined : same(known, owner);
}

/** How messages name them. */
export function personLabel({ handle, email, name }: Person): string {
  return handle ?? email ?? name ?? "somebody without a name";
}

function same(a: string, b: string | undefined): boolean {
  return b !== undefined && a.toLowerCase() === b.toLowerCase();
}
