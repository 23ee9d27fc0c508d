import type { Finding, FindingPlace } from "@tollgate/model";
import type { RawFinding, RawPlace } from "../reader.ts";
import { cleanPath } from "./clean-path.ts";
import type { ResolvedPath } from "./resolve-paths.ts";

type FindingContext = {
  readonly resolved: ReadonlyMap<string, ResolvedPath> | undefined;
  readonly owner: (path: string) => string;
  /** Package that ran the tool. */
  readonly ranBy: string;
};

export function spellingsOf({ file, otherPlaces = [] }: RawFinding): readonly string[] {
  return [file, ...otherPlaces.map((place) => place.file)].filter((name) => name !== undefined);
}

/** Findings with the files of the repository that they are in. None is dropped: elsewhere they keep the name that they have. */
export function placeFindings(
  raw: readonly RawFinding[],
  { resolved, owner, ranBy }: FindingContext,
): { readonly findings: readonly Finding[]; readonly unplaced: readonly string[] } {
  const unplaced = new Set<string>();
  const findings = raw.map(({ file, named, line, endLine, column, otherPlaces, ...told }): Finding => {
    const place = placeOf({
      ...(file === undefined ? {} : { file }),
      ...(named === undefined ? {} : { named }),
      ...(line === undefined ? {} : { line }),
      ...(endLine === undefined ? {} : { endLine }),
      ...(column === undefined ? {} : { column }),
    });
    return {
      ...place,
      ...told,
      package: place.path === undefined ? ranBy : owner(place.path),
      ...(otherPlaces === undefined ? {} : { otherPlaces: otherPlaces.map(placeOf) }),
    };
  });
  return { findings, unplaced: [...unplaced] };

  function placeOf({ file, ...rest }: RawPlace): FindingPlace {
    if (file === undefined) return rest;
    const where = resolved?.get(file) ?? { found: true, path: cleanPath(file) };
    if (where.found) return { ...rest, path: where.path };
    unplaced.add(file);
    return { ...rest, named: where.cleaned };
  }
}
