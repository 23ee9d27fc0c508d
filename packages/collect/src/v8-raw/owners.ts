import type { Scope } from "@tollgate/source";
import type { CountedFunction, CountedFunctions } from "./counted-functions.ts";
import { nest } from "./counted-script.ts";

/** Which scope of the text each function of the script is, by its index; functions that are none are left out. */
export type Owners = ReadonlyMap<CountedFunction, number>;

/** Where the script is the text: a function begins before its body, and ends where the text's ends, or a type before. */
export function ownersByPlace(
  scopes: readonly Scope[],
  { functions, initialisers }: CountedFunctions,
): Owners {
  const owners = new Map<CountedFunction, number>();
  const { all } = functions;
  if (all[0]?.start === 0) owners.set(all[0], 0);
  let first = 0;
  for (const { scope, index } of inOrder(scopes, "function")) {
    while (first < all.length && all[first]!.start < scope.start) first++;
    for (let i = first; i < all.length && all[i]!.start < scope.body; i++) {
      const candidate = all[i]!;
      if (owners.has(candidate) || candidate.end <= scope.body || candidate.end > scope.end) continue;
      owners.set(candidate, index);
      break;
    }
  }
  for (const initialiser of initialisers) {
    const owner = classAround(scopes, initialiser.sets, initialiser.start);
    if (owner >= 0) owners.set(initialiser, owner);
  }
  return owners;
}

/** A piece of the script that a source map leads to the text. */
export type Segment = { readonly script: number; readonly text: number };

/** Where the script was made of the text: a function is the scope that most of its own code comes from. */
export function ownersBySegments(
  scopes: readonly Scope[],
  { functions, initialisers }: CountedFunctions,
  segments: readonly Segment[],
): Owners {
  const places = nest(
    ["program", "function"].flatMap((kind) =>
      inOrder(scopes, kind).map(({ scope: { start, end }, index }) => ({ start, end, index })),
    ),
  );
  const votes = new Map<CountedFunction, Map<number, number>>();
  for (const { script, text } of segments) {
    const [voter] = functions.around(script);
    const [place] = places.around(text);
    if (voter === undefined) continue;
    const own = votes.get(voter) ?? new Map<number, number>();
    votes.set(voter, own);
    const index = place?.index ?? 0;
    own.set(index, (own.get(index) ?? 0) + 1);
  }
  const owners = new Map<CountedFunction, number>();
  for (const [voter, own] of votes) owners.set(voter, mostOf(own));
  for (const initialiser of initialisers) {
    const inside = segments.find(({ script }) => script >= initialiser.start && script < initialiser.end);
    const owner = inside === undefined ? -1 : classAround(scopes, initialiser.sets, inside.text);
    if (owner >= 0) owners.set(initialiser, owner);
  }
  return owners;
}

/** The most voted; of equals the innermost, which begins last. */
function mostOf(votes: ReadonlyMap<number, number>): number {
  let most = -1;
  for (const [index, count] of votes)
    if (most < 0 || count > votes.get(most)! || (count === votes.get(most)! && index > most)) most = index;
  return most;
}

function inOrder(
  scopes: readonly Scope[],
  kind: string,
): readonly { readonly scope: Scope; readonly index: number }[] {
  return scopes
    .map((scope, index) => ({ scope, index }))
    .filter(({ scope }) => scope.kind === kind)
    .sort((a, b) => a.scope.start - b.scope.start || b.scope.end - a.scope.end);
}

function classAround(scopes: readonly Scope[], kind: "members" | "statics", offset: number): number {
  let found = -1;
  for (const [i, scope] of scopes.entries()) {
    if (scope.kind !== kind || scope.start > offset || scope.end <= offset) continue;
    if (found < 0 || scope.start >= scopes[found]!.start) found = i;
  }
  return found;
}
