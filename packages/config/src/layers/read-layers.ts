import {
  canonicalJson,
  digestOf,
  type InputText,
  type RepoPath,
  type RuleEntry,
  textDigest,
} from "@tollgate/model";
import { checkPackages } from "../check-packages.ts";
import type { Fault } from "../fault.ts";
import { itemsIn, valuesOf } from "../look-up.ts";
import { faultsOf, scopeFaults } from "../parse-policy.ts";
import { type ParsedYaml, parseYaml } from "../parse-yaml.ts";
import { type PolicyFile, type PolicyPlaces, policyFile, readPolicy } from "../policy-file.ts";
import { packagePolicySchema, policySchema } from "../policy-schema.ts";
import { refusal } from "../refusal.ts";
import { type Scopes, toPolicy, toScopes } from "../to-policy.ts";
import type { Tree } from "../tree.ts";
import { membersOf, pairsOf, textOf } from "../tree-values.ts";
import { type Layer, type PlacedScope, placeWords } from "./layer.ts";
import { resolveExtension } from "./resolve-extension.ts";

/** A policy of a package: `packages/x/tollgate.yml`. */
export type PackagePolicy = { readonly name: string; readonly path: RepoPath };

export type ReadLayersOptions = {
  readonly places: PolicyPlaces;
  /** Names of the packages that `reports` may name. @default any */
  readonly packages: readonly string[] | undefined;
  /** Texts that were read are added. */
  readonly texts: InputText[];
};

/** Most files one above the other, and most of all. */
const most = { deep: 8, files: 64 } as const;

/** The repository's policy with all that it extends. Throws a usage error for what is wrong with any of them. */
export function readRepositoryLayer(file: PolicyFile, options: ReadLayersOptions): Layer {
  return readLayer(file, { ...options, above: [], known: new Map() }, "repository");
}

type Reading = ReadLayersOptions & {
  /** The files that lead here. */
  readonly above: readonly PolicyFile[];
  readonly known: Map<string, Layer>;
};

function readLayer(file: PolicyFile, reading: Reading, level: "organisation" | "repository"): Layer {
  const { packages, known } = reading;
  const before = known.get(file.absolute);
  if (before !== undefined) return before;
  const parsed = parse(file, reading);
  const { tree, locate } = parsed;
  const { files, faults } = extensionsOf(tree, file, reading);
  const workspace = packages === undefined || level !== "repository" ? [] : checkPackages(tree, packages);
  refuse(
    [
      ...parsed.faults,
      ...faultsOf(tree, parsed.text, policySchema),
      ...faults,
      ...workspace,
      // Where there are files above, they may describe scopes.
      ...(files.length === 0 ? scopeFaults(tree, new Map()) : []),
    ],
    parsed,
  );
  const parents = files.map((parent) =>
    readLayer(parent, { ...reading, above: [...reading.above, file] }, "organisation"),
  );
  const inherited = scopesAbove(parents);
  const scopes = placedScopes(parsed);
  const members: Scopes = new Map([...inherited].map(([name, scope]) => [name, scope.members]));
  refuse(
    [...disputedScopes(tree, parents), ...scopeFaults(tree, members), ...redefined(tree, scopes, inherited)],
    parsed,
  );
  const policy = toPolicy(tree, locate, members);
  const otherSource = valuesOf(tree, "coverage").flatMap((coverage) => valuesOf(coverage, "otherSource"))[0];
  const layer: Layer = {
    level,
    path: file.shown,
    digest: digestOf(canonicalJson(policy)),
    ...{ policy, parents, scopes },
    ...(otherSource === undefined ? {} : { otherSourcePlace: locate(otherSource.offset) }),
  };
  known.set(file.absolute, layer);
  return layer;
}

/** The policy of a package; its rules are about that package. */
export function readPackageLayer(
  { name, path }: PackagePolicy,
  repository: Layer | undefined,
  options: ReadLayersOptions,
): Layer {
  const { root } = options.places;
  const parsed = parse(policyFile(root, `${root}/${path}`), options);
  const above = repository === undefined ? new Map<string, PlacedScope>() : scopesAbove([repository]);
  const members: Scopes = new Map([...above].map(([scope, { members: told }]) => [scope, told]));
  refuse(
    [
      ...parsed.faults,
      ...faultsOf(parsed.tree, parsed.text, packagePolicySchema),
      ...scopeFaults(parsed.tree, members),
    ],
    parsed,
  );
  const own = toPolicy(parsed.tree, parsed.locate, members);
  const ofPackage = (entry: RuleEntry): RuleEntry => ({ ...entry, scope: { ...entry.scope, package: name } });
  const policy = { ...own, rules: own.rules.map(ofPackage) };
  return {
    level: "package",
    path,
    package: name,
    digest: digestOf(canonicalJson(policy)),
    ...{ policy, parents: [], scopes: new Map() },
  };
}

type ParsedText = ParsedYaml & { readonly text: string };

function parse(file: PolicyFile, { places, texts }: ReadLayersOptions): ParsedText {
  const text = readPolicy(places, file);
  texts.push({ what: "policy", path: file.shown, digest: textDigest(text) });
  return { ...parseYaml(text, file.shown), text };
}

function refuse(faults: readonly Fault[], { locate }: ParsedYaml): void {
  if (faults.length > 0) throw refusal(faults, locate, "policy");
}

function extensionsOf(
  tree: Tree,
  file: PolicyFile,
  { places, above, known }: Reading,
): { readonly files: readonly PolicyFile[]; readonly faults: readonly Fault[] } {
  const files: PolicyFile[] = [];
  const faults: Fault[] = [];
  for (const item of valuesOf(tree, "extends").flatMap(itemsIn)) {
    if (item.form !== "value" || typeof item.value !== "string") continue; // the schema tells
    const answer = resolveExtension(places, file, item.value);
    const fault = (found: string, remedy: string): void =>
      void faults.push({ offset: item.offset, found, allowed: "another policy file", remedy });
    if (!("file" in answer)) fault(answer.found, answer.remedy);
    else if ([...above, file].some(({ absolute }) => absolute === answer.file.absolute))
      fault(
        `"${item.value}", which leads back: ${[...above, file, answer.file].map(({ shown }) => shown).join(" → ")}`,
        "Let no policy extend itself.",
      );
    else if (above.length + 1 >= most.deep || known.size >= most.files)
      fault(`more than ${most.deep} policies one above the other, or ${most.files} in all`, "Use fewer.");
    else files.push(answer.file);
  }
  return { files, faults };
}

function placedScopes({ tree, locate }: ParsedYaml): ReadonlyMap<string, PlacedScope> {
  const scopes = membersOf(tree).get("scopes");
  const members = toScopes(scopes);
  return new Map(
    pairsOf(scopes).map(({ key, offset }) => [
      key,
      { members: members.get(key) ?? {}, place: locate(offset) },
    ]),
  );
}

/** Scopes that policies above describe. */
function scopesAbove(layers: readonly Layer[]): ReadonlyMap<string, PlacedScope> {
  return new Map(layers.flatMap(({ parents, scopes }) => [...scopesAbove(parents), ...scopes]));
}

/** Policies side by side that describe one name otherwise: which of them an entry means, nothing tells. */
function disputedScopes(tree: Tree, parents: readonly Layer[]): readonly Fault[] {
  const [extending] = valuesOf(tree, "extends");
  const known = new Map<string, PlacedScope>();
  return parents.flatMap((parent) =>
    [...scopesAbove([parent])].flatMap(([name, scope]): readonly Fault[] => {
      const other = known.get(name);
      known.set(name, other ?? scope);
      if (other === undefined || canonicalJson(other.members) === canonicalJson(scope.members)) return [];
      return [
        {
          offset: extending?.offset ?? 0,
          found: `policies that describe the scope ${JSON.stringify(name)} in two ways`,
          allowed: `the one of ${placeWords(other.place)}, or that of ${placeWords(scope.place)}`,
          remedy: "Give one of them another name.",
        },
      ];
    }),
  );
}

/** A scope under a known name that is another one would let an entry above judge less. */
function redefined(
  tree: Tree,
  scopes: ReadonlyMap<string, PlacedScope>,
  inherited: ReadonlyMap<string, PlacedScope>,
): readonly Fault[] {
  return pairsOf(membersOf(tree).get("scopes")).flatMap(({ key, offset }) => {
    const above = inherited.get(key);
    if (above === undefined || canonicalJson(above.members) === canonicalJson(scopes.get(key)?.members))
      return [];
    return [
      {
        offset,
        found: `another scope ${textOf({ form: "value", value: key, offset })}`,
        allowed: `the one of ${placeWords(above.place)}`,
        remedy: "Give it another name.",
      },
    ];
  });
}
